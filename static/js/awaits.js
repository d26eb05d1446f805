/* Something that is being made: data-module="awaits". Looks every other second whether it is there, and shows the
   page anew then; to somebody who is writing only the words that it is there. */
const PAUSE = 2000;
const MOST = 150;

export function start(note) {
  let looked = 0;
  const look = async () => {
    looked += 1;
    if (document.hidden) return wait();
    const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
    if (!answer?.ok || answer.redirected) return wait();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.querySelector('[data-module~="awaits"]')) return wait();
    if (isWriting()) note.textContent = note.dataset.done;
    else location.reload();
  };
  const wait = () => { if (looked < MOST && note.isConnected) setTimeout(look, PAUSE); };
  wait();
}

function isWriting() {
  return [...document.querySelectorAll("main textarea, main input[type=text]")]
    .some((field) => field.value !== field.defaultValue);
}
