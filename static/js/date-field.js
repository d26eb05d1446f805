/* Puts a button with the browser's own calendar beside a date that is written in words. */
const MONTHS = { sv: "sv-SE", en: "en-GB" };

export function start(field) {
  if (!("showPicker" in HTMLInputElement.prototype) || field.disabled || field.readOnly) return;
  const language = document.documentElement.lang;
  const wrap = document.createElement("span");
  wrap.className = "date-picker";
  const hidden = document.createElement("input");
  hidden.type = "date";
  hidden.tabIndex = -1;
  hidden.setAttribute("aria-hidden", "true");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--secondary button--small button--icon";
  button.append(calendar(), label(field.dataset.label));
  wrap.append(button, hidden);
  field.after(wrap);

  button.addEventListener("click", () => hidden.showPicker());
  hidden.addEventListener("change", () => {
    if (!hidden.value) return;
    const day = new Date(`${hidden.value}T12:00:00`);
    const words = { day: "numeric", month: "long", year: "numeric" };
    field.value = new Intl.DateTimeFormat(MONTHS[language] ?? language, words).format(day);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    button.focus();
  });
}

function label(text) {
  const span = document.createElement("span");
  span.className = "visually-hidden";
  span.textContent = text;
  return span;
}

function calendar() {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("stroke-width", "1.7");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", "M1.8 3h12.4v11.3H1.8zM1.8 6.7h12.4M5 1v3M11 1v3");
  svg.append(path);
  return svg;
}
