/* Asks before a page with unsent text is left, unless the text is kept for her return (inactivity.js). Put data-module="unsaved" on the form.
   A hidden field "page_token" tells this page from every other, also from a copy of it in another tab, and a hidden
   field "typing" grows with everything that is typed, so that an older save of the page is told from a later one. */
export function start(form) {
  let typed = 0;
  let sending = 0;
  let kept = 0;
  const token = form.elements.page_token;
  if (token) token.value = Date.now().toString(36) + Math.random().toString(36).slice(2);
  const note = () => {
    typed = Date.now();
    if (form.elements.typing) form.elements.typing.value = typed;
  };
  form.addEventListener("input", note, { capture: true });
  form.addEventListener("change", note, { capture: true });
  form.addEventListener("submit", () => { kept = typed; });
  form.addEventListener("htmx:before:request", () => { sending = typed; });
  form.addEventListener("htmx:after:request", (event) => {
    if (event.detail?.ctx?.response?.raw?.ok) kept = sending;
  });
  document.addEventListener("insteg:kept", () => { kept = typed; });
  window.addEventListener("beforeunload", (event) => {
    if (typed > kept) event.preventDefault();
  });
}
