/* Counts ticked rows in a list and marks them. On the form or table: data-module="select-rows".
   Inside it: [data-select-all] ticks every row, [data-select-count] shows how many. */
export function start(root) {
  const all = root.querySelector("[data-select-all]");
  const boxes = () => [...root.querySelectorAll("input[type=checkbox]:not([data-select-all]):not(:disabled)")];
  const show = () => {
    const ticked = boxes().filter((box) => box.checked).length;
    boxes().forEach((box) => box.closest("tr, li")?.classList.toggle("is-selected", box.checked));
    root.querySelectorAll("[data-select-count]").forEach((place) => { place.textContent = ticked; });
    if (all) {
      all.checked = ticked > 0 && ticked === boxes().length;
      all.indeterminate = ticked > 0 && !all.checked;
    }
  };
  all?.addEventListener("change", () => {
    boxes().forEach((box) => { box.checked = all.checked; });
    show();
  });
  root.addEventListener("change", show);
  show();
}
