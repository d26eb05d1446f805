/* Wakes the components of the page: each element names its module in data-module, and the module is fetched
   only where it is used. Runs again over what htmx swaps in. Without script every page still works. */
const GOVUK = {
  "govuk-button": "Button",
  "govuk-character-count": "CharacterCount",
  "govuk-error-summary": "ErrorSummary",
  "govuk-password-input": "PasswordInput",
};
const OWN = {
  "awaits": () => import("./awaits.js"),
  "copy": () => import("./copy.js"),
  "date-field": () => import("./date-field.js"),
  "reveal": () => import("./reveal.js"),
  "select-rows": () => import("./select-rows.js"),
  "switch": () => import("./switch.js"),
  "session": () => import("./inactivity.js"),
  "unsaved": () => import("./unsaved.js"),
  "webauthn": () => import("./webauthn.js"),
};

async function wake(element) {
  for (const name of element.dataset.module.split(" ")) {
    if (element.hasAttribute(`data-${name}-init`)) continue;
    if (name in GOVUK) {
      const parts = await import("../vendor/govuk.js");
      if (!element.hasAttribute(`data-${name}-init`)) new parts[GOVUK[name]](element);
    } else if (name in OWN) {
      element.setAttribute(`data-${name}-init`, "");
      (await OWN[name]()).start(element);
    }
  }
}

function wakeAll(root) {
  root.querySelectorAll("[data-module]").forEach(wake);
}

document.documentElement.classList.add("js");
document.body.classList.add("govuk-frontend-supported");
wakeAll(document);
document.addEventListener("htmx:after:swap", () => wakeAll(document));

/* An answer that is no part of the page (refused, gone, broken) is not put into it; the reader is told instead. */
const trouble = document.getElementById("trouble");
const tell = () => { trouble.textContent = trouble.dataset.text; };
document.addEventListener("htmx:error", tell);
document.addEventListener("htmx:response:error", (event) => {
  if (event.detail.ctx.response.status !== 422) tell();
});
document.addEventListener("htmx:before:request", () => { trouble.textContent = ""; });

if (document.querySelector("[data-menu]")) import("./menus.js");
