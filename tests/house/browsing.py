"""Somebody's browser: page after page is opened, weighed on the wire and looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, ConsoleMessage, Response
from playwright.sync_api import Page as Tab

from tests.chromium import violations, violations_of
from tests.house.guards.answers import NOWHERE

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
PATIENCE = 30_000
STICKING_OUT = """() => {
    const width = document.documentElement.clientWidth;
    const whole = document.scrollingElement.scrollWidth;
    if (whole <= width) return [];
    const all = [...document.body.querySelectorAll("*")];
    const beyond = all.filter((e) => e.getBoundingClientRect().right > width + 1);
    const inner = beyond.filter((e) => ![...e.children].some((child) => beyond.includes(child)));
    return inner.slice(0, 3).map((e) => `${whole} px because of ${e.cloneNode().outerHTML.slice(0, 160)}`)
        .concat(inner.length ? [] : [`${whole} px`]);
}"""

SILENT = '["hidden", "submit", "button", "fieldset"]'
FORMS = f"""[...document.querySelectorAll("main form[method=post]")].filter((form) =>
    [...form.elements].some((one) => one.name && !{SILENT}.includes(one.type)))"""
SEND_EMPTY = f"""(number) => {{
    const form = {FORMS}[number];
    for (const one of form.elements) {{
        if (["radio", "checkbox"].includes(one.type)) one.checked = false;
        else if (one.tagName === "SELECT") one.selectedIndex = -1;
        else if (!{SILENT}.includes(one.type)) one.value = "";
    }}
    HTMLFormElement.prototype.submit.call(form);
}}"""


@dataclass(frozen=True)
class Load:
    """One file that a page asked for, and what it weighs on the wire when no cache has it."""

    url: str
    kind: str
    size: int


@dataclass
class Seen:
    """What came of one page in the browser. `frame` names the files that every page has."""

    label: str
    url: str
    status: int
    expected: int
    loads: list[Load]
    frame: set[str]
    faults: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    inaccessible: list[str] = field(default_factory=list)
    sticking_out: list[str] = field(default_factory=list)

    @property
    def has_fonts_of_its_own(self) -> bool:
        """Once a context has fetched such a font, its later pages fetch it too, needed or not."""
        return any(load.kind == "Font" and load.url not in self.frame for load in self.loads)


class Wire:
    """What went over the wire for the page of a tab, by the browser's own account (DevTools' Network)."""

    def __init__(self, session: CDPSession, *, sizes: dict[str, int]) -> None:
        self.sizes = sizes
        self._asked: dict[str, tuple[str, str]] = {}
        self._cached: set[str] = set()
        session.on("Network.requestWillBeSent", self._will_be_sent)
        session.on("Network.requestServedFromCache", lambda event: self._cached.add(event["requestId"]))
        session.on("Network.responseReceived", self._received)
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")

    def forget(self) -> None:
        self._asked.clear()
        self._cached.clear()

    def loads(self) -> list[Load]:
        found = {url: kind for url, kind in self._asked.values() if url.startswith("http")}
        return [Load(url, kind, self.sizes.get(url, 0)) for url, kind in found.items()]

    def _will_be_sent(self, event: Mapping[str, Any]) -> None:
        self._asked[event["requestId"]] = (event["request"]["url"], event.get("type", "Other"))

    def _received(self, event: Mapping[str, Any]) -> None:
        if event["response"].get("fromDiskCache"):
            self._cached.add(event["requestId"])

    def _finished(self, event: Mapping[str, Any]) -> None:
        """Headers and body as they were sent, compressed; nothing is learnt of what a cache had."""
        number = event["requestId"]
        if number in self._asked and number not in self._cached:
            self.sizes[self._asked[number][0]] = int(event["encodedDataLength"])


class Reader:
    """One context and one tab, in which page after page is read; files stay in its cache.

    `sizes` is shared by all readers: what a file weighs is learnt when it first comes over the wire.
    """

    def __init__(
        self, browser: Browser, address: str, *, cookies: Mapping[str, str], sizes: dict[str, int]
    ) -> None:
        self.address = address
        self.context = browser.new_context(viewport=DESK, locale="sv-SE", reduced_motion="reduce")
        self.context.add_cookies([{"name": n, "value": v, "url": address} for n, v in cookies.items()])
        self.tab: Tab = self.context.new_page()
        self.tab.set_default_timeout(PATIENCE)
        self.faults: list[tuple[str, str]] = []
        self.asked: list[str] = []
        self.tab.on("console", self._hears)
        self.tab.on("pageerror", lambda error: self.faults.append((str(error), "")))
        self.tab.on("request", lambda request: self.asked.append(request.url))
        self.wire = Wire(self.context.new_cdp_session(self.tab), sizes=sizes)
        self.frame: set[str] | None = None

    def opens(self, url: str, *, label: str = "", expected: int = 200) -> Seen:
        """Go there, and note what happens on the way."""
        if self.frame is None:
            frame = self._open(NOWHERE, "the frame of every page", expected=404)
            self.frame = {load.url for load in frame.loads if load.kind != "Document"}
        return self._open(url, label or url, expected=expected)

    def judges(self, seen: Seen, *, in_the_dark: bool = False) -> Seen:
        """Look at what the tab shows: by axe, as narrow as a small phone, and in the dark."""
        seen.inaccessible = violations(self.tab)
        self.tab.set_viewport_size(PHONE)
        seen.sticking_out = self.tab.evaluate(STICKING_OUT)
        self.tab.set_viewport_size(DESK)
        if in_the_dark:
            self.tab.emulate_media(color_scheme="dark")
            seen.inaccessible += [
                f"in the dark, {found}" for found in violations_of(self.tab, "color-contrast")
            ]
            self.tab.emulate_media(color_scheme="light")
        return self._with_what_was_heard(seen)

    def count_forms(self, url: str) -> int:
        """How many forms of the page somebody fills in."""
        self.tab.goto(self.address + url)
        return int(self.tab.evaluate(f"{FORMS}.length"))

    def sends_empty(self, url: str, number: int, *, label: str) -> Seen:
        """Send the page's form with nothing in it, as a browser without script would."""
        self.opens(url)
        self._forget()
        with self.tab.expect_navigation() as going:
            self.tab.evaluate(SEND_EMPTY, number)
        return self._seen(going.value, label, expected=422)

    def close(self) -> None:
        self.context.close()

    def _forget(self) -> None:
        self.faults.clear()
        self.asked.clear()
        self.wire.forget()

    def _open(self, url: str, label: str, *, expected: int) -> Seen:
        self._forget()
        return self._seen(self.tab.goto(self.address + url), label, expected=expected)

    def _seen(self, answer: Response | None, label: str, *, expected: int) -> Seen:
        self.tab.evaluate("document.fonts.ready.then(() => null)")
        seen = Seen(
            label=label,
            url=answer.url if answer else "",
            status=answer.status if answer else 0,
            expected=expected,
            loads=self.wire.loads(),
            frame=self.frame or set(),
        )
        return self._with_what_was_heard(seen)

    def _with_what_was_heard(self, seen: Seen) -> Seen:
        """Complaints so far, without the note that a page says itself that it is none: its own, when that is
        expected, and the frame's, which may come late."""
        own = {seen.url} if seen.expected != 200 else set()
        noted = own | {self.address + NOWHERE}
        seen.faults = [f"{text} {where}".strip() for text, where in self.faults if where not in noted]
        seen.foreign = [one for one in self.asked if is_foreign(one, self.address)]
        return seen

    def _hears(self, line: ConsoleMessage) -> None:
        if line.type == "error":
            self.faults.append((line.text, line.location.get("url", "")))


def is_foreign(url: str, address: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in ("data", "blob", "about") and parts.netloc != urlsplit(address).netloc
