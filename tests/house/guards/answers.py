"""House rule 4.4: what each role is answered at each address, in each situation.

The expectation follows from the view's door and the table of roles, and from the reach of the row. Nothing is
typed in for a single role, so that a wrong door cannot be repeated here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.shortcuts import resolve_url
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from organisations.permissions import ORGANISATION_WIDE_ROLES
from tests.house.addresses import Address
from tests.house.asking import Asker, may_enter, undone
from tests.house.case import Case, Reach
from tests.house.guards.lists import Cost, QueryCount
from tests.house.guards.registry import guard
from tests.house.world import Corner, World

NOWHERE = "/-no-such-address-/"
OK, FOUND, FORBIDDEN, MISSING, NOT_ALLOWED, GONE, REFUSED = 200, 302, 403, 404, 405, 410, 422
SHOWN = {OK, FOUND, FORBIDDEN, REFUSED}
TABLE = re.compile(r'\b(?:FROM|JOIN|INTO|UPDATE)\s+"(\w+)"')
TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value="|X-CSRFToken": "|X-CSRFToken&quot;: &quot;)\w+')
OPEN_DOORS = ("public", "logged_in")
DOORS = (*OPEN_DOORS, "operator")


@dataclass(frozen=True)
class Visit:
    """One asker at one address."""

    address: Address
    case: Case
    world: World
    asker: Asker
    costs: list[Cost] = field(default_factory=list)

    def url(self, corner: Any, *, row: str = "") -> str:
        return self.case.url(self.address.name, corner, row=row)

    def wrong(self, situation: str, sentence: str) -> str:
        return f"{self.address.name}, {self.asker.name}, {situation}: {sentence}"


def asked(asker: Asker, url: str, *, costs: list[Cost] | None = None) -> Any:
    """The answer to GET; to an empty POST where the address takes nothing else. Nothing of it stays.

    What a page that is shown costs is noted in `costs`.
    """
    queries = QueryCount()
    with undone():
        with connection.execute_wrapper(queries):
            answer = asker.get(url)
        if costs is not None and answer.status_code == OK:
            costs.append(Cost(f"{url} as {asker.name}", queries.count))
        return asker.post(url) if answer.status_code == NOT_ALLOWED else answer


def plain(answer: Any, *, url: str = "") -> str:
    """The body without what differs from one request to the next: tokens and the address itself."""
    if getattr(answer, "streaming", False):
        return ""
    text = TOKEN.sub(r"\1", answer.content.decode())
    return text.replace(url, "ADDRESS") if url else text


@guard
def doors(addresses: list[Address]) -> Iterator[str]:
    """A view without a door, or with one that nobody can open."""
    for address in addresses:
        if address.door is None:
            yield (
                f"{address.name}: the view has no door. Put @requires(Permission.X) on it, "
                "or @public, @logged_in or @operators_only."
            )


@guard
def addresses_have_cases(names: Iterable[str], cases: Mapping[str, Case]) -> Iterator[str]:
    """An address that nobody has said how to ask, and a case for one that is gone."""
    known = set(names)
    for name in sorted(known - cases.keys()):
        yield (
            f"{name} has no case: add CASES[{name!r}] = Case(...) in tests/house/cases_<its room>.py "
            "(row=... when it takes a row, more=... when it is a list)"
        )
    for name in sorted(cases.keys() - known):
        yield f"{name} is no address any more: remove its case"


@guard
def open_views_are_known(addresses: list[Address], known: Mapping[str, str]) -> Iterator[str]:
    """A view that asks for no permission and is not known to be meant so; one that by now asks for one."""
    found = {a.name: a.door for a in addresses if a.door in OPEN_DOORS}
    for name, door in found.items():
        if known.get(name) != door:
            yield f"{name} is open ({door}): ask for a permission, or add it to tests/house/open_views.py"
    for name, door in known.items():
        if found.get(name) != door:
            yield f"{name} is not open ({door}) any more: remove it from tests/house/open_views.py"


@guard
def answers(
    address: Address,
    case: Case,
    world: World,
    everyone: list[Asker],
    *,
    costs: list[Cost] | None = None,
    may_all_be_refused: bool = False,
) -> Iterator[str]:
    """Every role and every situation at one address; what the pages that are shown cost goes to `costs`."""
    leads_to = resolve(urlsplit(case.url(address.name, world.own)).path).view_name
    if leads_to != address.name:
        yield f"{address.name}: its address leads to {leads_to}"
    came_in = 0
    for asker in everyone:
        visit = Visit(address, case, world, asker, costs if costs is not None else [])
        if case.is_costly and asker not in (everyone[0], everyone[-1]):
            continue
        if asker.is_stranger and address.door != "public":
            yield from _stranger(visit)
        elif not may_enter(asker, address.door):
            yield from _shut_out(visit)
        else:
            statuses: list[int] = []
            yield from _let_in(visit, statuses)
            came_in += any(status in {OK, FOUND, REFUSED} for status in statuses)
    if not (came_in or case.asks_for_choice or may_all_be_refused):
        yield (
            f"{address.name}: no role gets further than a refusal; give the case a row that some role may use"
        )


def _stranger(visit: Visit) -> Iterator[str]:
    """Off to the log-in, with the way back; for htmx by a header, so that no log-in lands in a table cell."""
    url, login = visit.url(visit.world.own), resolve_url(settings.LOGIN_URL)
    for method in ("get", "post"):
        with undone():
            answer = getattr(visit.asker, method)(url)
        onward = answer.headers.get("Location", "")
        if answer.status_code != FOUND or not onward.startswith(f"{login}?next={url.partition('?')[0]}"):
            yield visit.wrong(
                "no log-in", f"{method.upper()} answers {answer.status_code} {onward}, not the log-in"
            )
    with undone():
        answer = visit.asker.get(url, htmx=True)
    if not answer.headers.get("HX-Redirect", "").startswith(f"{login}?next="):
        yield visit.wrong(
            "no log-in", f"htmx is answered {answer.status_code} without HX-Redirect to the log-in"
        )


def _shut_out(visit: Visit) -> Iterator[str]:
    """403 before any row is looked up, the same for a row that exists and for one that does not."""
    asks = [
        ("get", visit.world.own),
        ("post", visit.world.missing if visit.case.takes_row else visit.world.own),
    ]
    bodies = []
    for method, corner in asks:
        url = visit.url(corner)
        with undone(), CaptureQueriesContext(connection) as queries:
            answer = getattr(visit.asker, method)(url)
        if answer.status_code != FORBIDDEN:
            yield visit.wrong(
                corner.name, f"{method.upper()} answers {answer.status_code} without permission"
            )
        elif looked_up := tables(queries) - usual_tables(visit.asker):
            yield visit.wrong(corner.name, f"looks up {sorted(looked_up)} before it says 403")
        bodies.append(plain(answer, url=url))
    if len(set(bodies)) > 1:
        yield visit.wrong("own and missing", "are told apart by the body of the 403")


def usual_tables(asker: Asker) -> set[str]:
    """What the frame of any page reads for this asker."""
    if asker.usual_tables is None:
        with undone(), CaptureQueriesContext(connection) as queries:
            asker.get(NOWHERE)
        asker.usual_tables = tables(queries)
    return asker.usual_tables


def tables(queries: CaptureQueriesContext) -> set[str]:
    return {name for query in queries.captured_queries for name in TABLE.findall(query["sql"])}


def _let_in(visit: Visit, statuses: list[int]) -> Iterator[str]:
    case, world = visit.case, visit.world
    for row in ("", *case.states):
        yield from _own(visit, world.own, row, statuses)
    if case.takes_row and visit.address.door in ("public", "operator"):
        answer = asked(visit.asker, visit.url(world.missing))
        if answer.status_code != MISSING:
            yield visit.wrong("missing", f"answers {answer.status_code}, not 404")
    elif case.takes_row and case.has_tenant:
        yield from _other(visit, statuses)


def _own(visit: Visit, corner: Corner, row: str, statuses: list[int]) -> Iterator[str]:
    """A row that the reader may know of is shown, or refused with a reason; any other is missing to her."""
    case, asker = visit.case, visit.asker
    answer = asked(asker, visit.url(corner, row=row), costs=visit.costs)
    statuses.append(answer.status_code)
    situation = f"{corner.name} {row or case.row}".strip()
    is_tenants = (
        case.takes_row and case.has_tenant and asker.member is not None and visit.address.door not in DOORS
    )
    if is_tenants and asker.member and not case.is_seen(asker.member, corner, row=row):
        if answer.status_code != MISSING:
            yield visit.wrong(
                situation, f"answers {answer.status_code}, though the reader does not see the row"
            )
        return
    if answer.status_code == REFUSED and answer.wsgi_request.method == "GET":
        yield visit.wrong(situation, "GET answers 422, though nothing was sent")
    allowed = SHOWN | ({GONE} if visit.address.door == "public" else set())
    if answer.status_code not in allowed and not _misses_nothing(visit, answer):
        yield visit.wrong(situation, f"answers {answer.status_code}")
    elif answer.status_code == FORBIDDEN and not reason_of(answer):
        yield visit.wrong(situation, "says 403 without a reason, though the role holds the permission")


def _misses_nothing(visit: Visit, answer: Any) -> bool:
    """An address without a row that is asked without what it works on (nothing chosen
    in a switch) may say so."""
    return answer.status_code == MISSING and not visit.case.takes_row and visit.case.asks_for_choice


def reason_of(answer: Any) -> str:
    """The reason that the page of a refusal shows."""
    context = getattr(answer, "context", None)
    return str(context["reason"]) if context and "reason" in context else ""


def _other(visit: Visit, statuses: list[int]) -> Iterator[str]:
    """A row of another authority of the organisation: seen as far as its reach says, else missing."""
    member, other = visit.asker.member, visit.world.other
    assert member is not None
    is_seen = visit.case.is_seen(member, other)
    if is_seen != should_see_other(visit):
        is_or_not = "sees" if is_seen else "does not see"
        yield visit.wrong(
            other.name, f"{is_or_not} the row, against the reach of the case ({visit.case.reach.value})"
        )
    if is_seen:
        yield from _own(visit, other, "", statuses)
        yield from _unseen(visit, [visit.world.foreign, visit.world.missing])
    else:
        yield from _unseen(visit, [other, visit.world.foreign, visit.world.missing])


def should_see_other(visit: Visit) -> bool:
    """Worked out from the role and the reach alone."""
    member, case = visit.asker.member, visit.case
    assert member is not None
    if member.organisation_id != visit.world.own.organisation.pk:
        return False
    if case.reach is Reach.ORGANISATION:
        return True
    wide = visit.asker.role in ORGANISATION_WIDE_ROLES
    return wide and case.reach is Reach.AUTHORITY and case.is_seen(member, visit.world.own)


def _unseen(visit: Visit, corners: list[Any]) -> Iterator[str]:
    """404 with one and the same body, by GET (where the address takes it) and by POST."""
    bodies = {}
    for corner in corners:
        url = visit.url(corner)
        answer = asked(visit.asker, url)
        bodies[corner.name] = plain(answer, url=url)
        if answer.status_code != MISSING:
            yield visit.wrong(corner.name, f"answers {answer.status_code}, not 404")
    if len(set(bodies.values())) > 1:
        yield visit.wrong(" and ".join(bodies), "are told apart by the body")
    for corner in corners:
        with undone():
            status = visit.asker.post(visit.url(corner)).status_code
        if status not in (MISSING, NOT_ALLOWED):
            yield visit.wrong(corner.name, f"POST answers {status}, not 404")
