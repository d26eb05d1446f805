/* Warns before a session ends from inactivity, and lets the person stay. Nothing typed is touched.
   On a hidden dialog: data-module="session" data-seconds="28800" data-warn="300" data-keep="/address/". */
export function start(dialog) {
  const { seconds, warn, keep } = dialog.dataset;
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => dialog.showModal(), Math.max(0, (Number(seconds) - Number(warn)) * 1000));
  };
  dialog.querySelector("[data-stay]").addEventListener("click", async () => {
    const token = JSON.parse(document.body.getAttribute("hx-headers:inherited"));
    const answer = await fetch(keep, { method: "POST", credentials: "same-origin", headers: token });
    dialog.close();
    if (answer.ok) wait();
  });
  document.addEventListener("htmx:after:request", wait);
  wait();
}
