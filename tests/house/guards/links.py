"""No link leads to a refusal: what a page offers its reader opens to her."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from tests.house.asking import undone
from tests.house.guards.registry import guard
from tests.house.pages import Page

OPEN = {200, 302}
HOST = "testserver"
NUMBER = re.compile(r"\d+")


@dataclass
class Followed:
    """Which links have been followed: what each reader was answered at each address, so that the frame's
    links are asked for once; and, unless `every` link is to be followed, one of each kind for each page."""

    every: bool = False
    answers: dict[tuple[str, str], int] = field(default_factory=dict)
    kinds: set[tuple[str, str, str]] = field(default_factory=set)

    def is_wanted(self, page: Page, url: str) -> bool:
        kind = (page.asker.name, page.address.name, NUMBER.sub("N", urlsplit(url).path))
        is_new = kind not in self.kinds
        self.kinds.add(kind)
        return self.every or is_new

    def answer(self, page: Page, url: str) -> int:
        """What the page's reader is answered there; of a redirection, what she is answered at its end."""
        key = (page.asker.name, url)
        if key not in self.answers:
            with undone():
                answer = page.asker.get(url)
            self.answers[key] = answer.status_code
            onward = answer.headers.get("Location", "")
            if answer.status_code == 302 and onward.startswith("/"):
                self.answers[key] = self.answer(page, onward)
        return self.answers[key]


@guard
def links_open(page: Page, followed: Followed) -> Iterator[str]:
    """The page's reader follows its links to addresses of ours, on to where they redirect."""
    followed.answers[page.asker.name, page.url] = page.answer.status_code
    for url, words in links_of(page):
        if followed.is_wanted(page, url) and (status := followed.answer(page, url)) not in OPEN:
            yield f"{page.label}: the link {words!r} leads to {url}, which answers {status}"


def links_of(page: Page) -> Iterator[tuple[str, str]]:
    """Addresses of ours with the words of the link; not those of tools that exist outside production only."""
    for link in page.tree.xpath("//a[@href]"):
        parts = urlsplit(urljoin(f"http://{HOST}{page.url}", link.get("href")))
        if parts.netloc == HOST and parts.scheme == "http" and not parts.path.startswith("/_"):
            yield f"{parts.path}?{parts.query}".rstrip("?"), " ".join(link.text_content().split())
