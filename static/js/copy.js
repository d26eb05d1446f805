/* A button that copies a text: data-module="copy" data-copy="#id" data-done="Copied". */
export function start(button) {
  if (!navigator.clipboard) { button.hidden = true; return; }
  button.hidden = false;
  const said = document.createElement("span");
  said.className = "saved";
  said.setAttribute("role", "status");
  button.after(said);
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    const place = document.querySelector(button.dataset.copy);
    await navigator.clipboard.writeText(place.value ?? place.innerText);
    said.textContent = button.dataset.done;
  });
}
