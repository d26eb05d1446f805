/* Two parts of a page of which a phone shows one: says to those who do not see it which of the links is open.
   data-module="switch"; the first link is open until another one is followed. */
export function start(nav) {
  const links = [...nav.querySelectorAll("a")];
  const mark = () => {
    const open = links.find((link) => link.hash === location.hash) ?? links[0];
    links.forEach((link) => link.toggleAttribute("aria-current", link === open));
    open.setAttribute("aria-current", "true");
  };
  mark();
  addEventListener("hashchange", mark);
}
