/* Shows a field only while the choice that asks for it is made. Without script the field is always there.
   Own module: the ready-made one marks radio buttons as expanded, which ARIA does not allow. */
export function start(group) {
  const choices = [...group.querySelectorAll("input")];
  const show = () => {
    const asked = choices.filter((choice) => choice.checked).map((choice) => choice.dataset.reveals);
    choices.forEach((choice) => {
      const field = document.getElementById(choice.dataset.reveals);
      if (field) field.hidden = !asked.includes(choice.dataset.reveals);
    });
  };
  group.addEventListener("change", show);
  show();
}
