/* Asks before a page with unsent text is left. Put data-module="unsaved" on the form. */
export function start(form) {
  let touched = false;
  form.addEventListener("input", () => { touched = true; });
  form.addEventListener("submit", () => { touched = false; });
  form.addEventListener("htmx:after:request", (event) => {
    if (event.detail?.ctx?.response?.raw?.ok) touched = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (touched) event.preventDefault();
  });
}
