/* Warns before the session ends, lets the person stay, and keeps what is typed if it ended anyway.
   On a dialog: data-module="session" data-seconds="28800" data-warn="300" data-keep="/session/" data-user="12".
   Logging out in one tab ends the session in all others, which keep what is typed: data-log-out is where that is sent.
   data-log-in is where a part of the page is sent when the session ended elsewhere; the page stays instead.
   Inside: [data-warning] with [data-stay], and [data-ended] with [data-log-in]; beside it [data-restored].
   Typing and clicking prolong the session now and then, in all tabs alike. Text is kept in this tab only
   (sessionStorage), under the user's number, and put back once she is on the same page again. */
const UNTIL = "insteg-session-until";
const LOGGED_OUT = "insteg-logged-out";
const LOOK = 5000; // milliseconds between two looks at the clock

export function start(dialog) {
  const seconds = Number(dialog.dataset.seconds);
  const warn = Number(dialog.dataset.warn);
  let prolonged = Date.now();
  let ended = false;

  const until = () => Math.max(prolonged + seconds * 1000, Number(localStorage.getItem(UNTIL)) || 0);
  const prolong = async () => {
    prolonged = Date.now();
    const headers = JSON.parse(document.body.getAttribute("hx-headers:inherited"));
    const answer = await fetch(dialog.dataset.keep, { method: "POST", redirect: "manual", headers });
    if (!answer.ok) return end();
    localStorage.setItem(UNTIL, Date.now() + seconds * 1000);
    if (dialog.open) dialog.close();
  };
  const end = () => {
    if (ended) return;
    ended = true;
    localStorage.removeItem(UNTIL);
    keep(dialog);
    dialog.querySelector("[data-warning]").hidden = true;
    dialog.querySelector("[data-ended]").hidden = false;
    if (!dialog.open) dialog.showModal();
  };
  const look = () => {
    if (ended) return;
    const left = until() - Date.now();
    if (left <= 0) end();
    else if (left <= warn * 1000 && !dialog.open) dialog.showModal();
    else if (left > warn * 1000 && dialog.open) dialog.close();
  };
  const alive = () => {
    const since = Date.now() - (until() - seconds * 1000);
    if (!ended && !dialog.open && since > Math.min(300000, seconds * 100)) prolong();
  };

  localStorage.setItem(UNTIL, prolonged + seconds * 1000);
  dialog.querySelector("[data-stay]").addEventListener("click", prolong);
  for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, alive, { passive: true });
  document.addEventListener("submit", (event) => {
    if (new URL(event.target.action, location.href).pathname !== dialog.dataset.logOut) return;
    localStorage.setItem(LOGGED_OUT, Date.now());
  });
  addEventListener("storage", (event) => {
    if (event.key === LOGGED_OUT && event.newValue) end();
  });
  document.addEventListener("htmx:before:response", (event) => {
    const onward = event.detail.ctx.response.raw.headers.get("HX-Redirect");
    if (!onward || new URL(onward, location.href).pathname !== dialog.dataset.logIn) return;
    event.preventDefault();
    end();
  });
  document.addEventListener("visibilitychange", look);
  setInterval(look, Math.min(LOOK, warn * 200));
  restore(dialog);
}

const place = (dialog) => `insteg-typed:${dialog.dataset.user}:${location.pathname}`;

/* Fields that a person types in; never passwords, codes, files or hidden values. */
function* typed() {
  for (const field of document.querySelectorAll("main form textarea, main form input, main form select")) {
    const kind = field.type;
    if (!field.name || ["password", "file", "hidden", "submit", "button"].includes(kind)) continue;
    if (field.autocomplete === "one-time-code") continue;
    yield field;
  }
}

function keep(dialog) {
  const values = [];
  for (const field of typed()) {
    const isBox = field.type === "checkbox" || field.type === "radio";
    values.push([field.name, isBox ? field.value : "", isBox ? field.checked : field.value]);
  }
  if (!values.length) return;
  sessionStorage.setItem(place(dialog), JSON.stringify(values));
  document.dispatchEvent(new Event("insteg:kept"));
}

function restore(dialog) {
  const kept = sessionStorage.getItem(place(dialog));
  if (!kept) return;
  sessionStorage.removeItem(place(dialog));
  const values = JSON.parse(kept);
  for (const field of typed()) {
    const isBox = field.type === "checkbox" || field.type === "radio";
    const at = values.findIndex(([name, choice]) => name === field.name && choice === (isBox ? field.value : ""));
    if (at < 0) continue;
    const [[, , value]] = values.splice(at, 1);
    if (isBox) field.checked = value; else field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  const told = document.querySelector("[data-restored]");
  document.querySelector("main .body").prepend(told);
  told.hidden = false;
}
