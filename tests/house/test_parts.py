"""What is switched off leaves no trace: no page that is shown leads to one that is not there."""

import re
from collections import deque
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from organisations.models import Organisation, Part
from organisations.permissions import Role
from tests.house.asking import Asker, closed, undone

MOST = 150
EVERY = [part.value for part in Part]
ROLES = (Role.PROCURER, Role.DECISION_MAKER, Role.MATCHING_OFFICER, Role.REGISTRAR, Role.COORDINATOR)


@pytest.mark.slow
@pytest.mark.parametrize("off", [[part] for part in EVERY] + [EVERY], ids="+".join)
@pytest.mark.parametrize("role", ROLES)
def test_no_link_leads_to_a_part_that_is_off(world, everyone, off, role):
    asker = next(asker for asker in everyone if asker.role == role)
    with undone():
        kept = [part for part in EVERY if part not in off]
        Organisation.objects.filter(pk=world.own.organisation.pk).update(parts=kept)
        seen, dead = walked(asker)

    assert len(seen) > 5
    assert dead == []


def walked(asker: Asker) -> tuple[set[str], list[str]]:
    """Every kind of page that links lead to from the home, once each; and the links that lead nowhere."""
    kinds: set[str] = set()
    waiting = deque([("/hem/", "the start", "")])
    dead = []
    while waiting and len(kinds) < MOST:
        path, source, words = waiting.popleft()
        kind = re.sub(r"\d+", "N", path)
        if kind in kinds:
            continue
        kinds.add(kind)
        answer = closed(asker.client.get(path, follow=True))
        if answer.status_code == 404:
            dead.append(f"{source} leads by {words!r} to {path}, which is not there")
        elif answer.status_code == 200 and "text/html" in answer.headers["Content-Type"]:
            waiting.extend((onward, path, text) for onward, text in links_of(answer, path))
    return kinds, dead


def links_of(answer, path: str) -> list[tuple[str, str]]:
    tree = html.fromstring(answer.content.decode())
    found = []
    for link in tree.xpath("//a[@href]"):
        parts = urlsplit(urljoin(f"http://testserver{path}", link.get("href")))
        if parts.netloc == "testserver" and not parts.path.startswith("/_"):
            found.append((f"{parts.path}?{parts.query}".rstrip("?"), " ".join(link.text_content().split())))
    return found
