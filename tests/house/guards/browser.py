"""What a page must be in a browser: sound, its own, open to everybody, fit for a phone, and light."""

from collections.abc import Iterator

from tests.house.browsing import PHONE, Load, Seen
from tests.house.guards.registry import guard

# Bytes on the wire, headers included, as the browser counts them: scripts and style sheets by Brotli, pages
# by gzip, as production sends them. The first load is everything that an empty cache has to fetch.
BUDGET = {"Stylesheet": 22_000, "Script": 25_000, "Font": 30_000, "Document": 15_000}
FIRST_LOAD, LATER_PAGE = 100_000, 30_000


@guard
def pages_run(seen: Seen) -> Iterator[str]:
    """Answered as expected, and no error in the console: of script, policy or a missing file."""
    if seen.status != seen.expected:
        yield f"{seen.label}: answers {seen.status} in the browser, not {seen.expected}"
    for fault in seen.faults:
        yield f"{seen.label}: the browser complains: {fault}"


@guard
def pages_ask_nobody_else(seen: Seen) -> Iterator[str]:
    """Not one request to another host."""
    for url in seen.foreign:
        yield f"{seen.label}: asks another host, {url}"


@guard
def pages_are_open_to_all(seen: Seen) -> Iterator[str]:
    """WCAG 2.2 AA, as far as axe can tell."""
    for violation in seen.inaccessible:
        yield f"{seen.label}: {violation}"


@guard
def pages_fit_a_phone(seen: Seen) -> Iterator[str]:
    """Read at 320 pixels without scrolling sideways."""
    for what in seen.sticking_out:
        yield f"{seen.label}: is wider than {PHONE['width']} px: {what}"


@guard
def pages_are_light(seen: Seen) -> Iterator[str]:
    """The byte budget: for somebody who comes here first, and for one who has seen a page before."""
    for kind, most in BUDGET.items():
        yield from _within(seen, [load for load in seen.loads if load.kind == kind], most, what=kind)
    yield from _within(seen, seen.loads, FIRST_LOAD, what="the first load")
    later = [load for load in seen.loads if load.url not in seen.frame]
    yield from _within(seen, later, LATER_PAGE, what="what a later visit adds")


def _within(seen: Seen, loads: list[Load], most: int, *, what: str) -> Iterator[str]:
    whole = sum(load.size for load in loads)
    if whole > most:
        heaviest = sorted(loads, key=lambda load: -load.size)[:3]
        named = ", ".join(f"{load.url} {load.size}" for load in heaviest)
        yield f"{seen.label}: {what} is {whole} bytes, more than {most}: {named}"
