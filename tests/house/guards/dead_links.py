"""No page that is shown leads to one that is not there."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html

from tests.house.asking import Asker, closed
from tests.house.guards.registry import guard

MOST, FEWEST = 150, 6


@dataclass(frozen=True)
class Walked:
    """Every kind of page that was read, and the links that led nowhere."""

    kinds: set[str]
    dead: list[str]


def walked(asker: Asker, *, start: str = "/hem/", most: int = MOST) -> Walked:
    """Every kind of page that links lead to from the start, once each."""
    kinds: set[str] = set()
    waiting = deque([(start, "the start", "")])
    dead = []
    while waiting and len(kinds) < most:
        path, source, words = waiting.popleft()
        kind = re.sub(r"\d+", "N", path)
        if kind in kinds:
            continue
        kinds.add(kind)
        answer: Any = closed(asker.client.get(path, follow=True))
        if answer.status_code == 404:
            dead.append(f"{source} leads by {words!r} to {path}, which is not there")
        elif answer.status_code == 200 and "text/html" in answer.headers["Content-Type"]:
            waiting.extend((onward, path, text) for onward, text in _links_of(answer, path))
    return Walked(kinds, dead)


@guard
def links_lead_somewhere(walk: Walked) -> Iterator[str]:
    """A dead link; or a walk so short that it has shown nothing."""
    yield from walk.dead
    if len(walk.kinds) < FEWEST:
        yield f"only {len(walk.kinds)} kinds of pages were read"


def _links_of(answer: Any, path: str) -> list[tuple[str, str]]:
    tree = html.fromstring(answer.content.decode())
    found = []
    for link in tree.xpath("//a[@href]"):
        parts = urlsplit(urljoin(f"http://testserver{path}", link.get("href")))
        if parts.netloc == "testserver" and not parts.path.startswith("/_"):
            found.append((f"{parts.path}?{parts.query}".rstrip("?"), " ".join(link.text_content().split())))
    return found
