"""Places filled: a place belongs to a chain of replacements, not to a person."""

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction

from suppliers.ledger.counting import running_days, why_not_counted
from suppliers.ledger.facts import PlacementFacts, Terms
from suppliers.ledger.terms import contract_span


def places_filled(placements: Sequence[PlacementFacts], terms: Terms, *, on: dt.date) -> int:
    """Places on which someone has started by `on`, never above the required number.

    With an opening balance, its places and those of chains that began after it.
    """
    starts = first_starts(placements, terms, on=on)
    if terms.opening:
        starts = [start for start in starts if start > terms.opening.on]
    filled = len(starts) + opening_places(terms, on=on)
    return filled if terms.places is None else min(filled, terms.places)


def fill_rate(filled: int, required: int | None) -> Fraction | None:
    """Share of the required places that are filled; `None` where no places are required."""
    return Fraction(filled, required) if required else None


def opening_places(terms: Terms, *, on: dt.date) -> int:
    return terms.opening.places_filled if terms.opening and terms.opening.on <= on else 0


def first_starts(placements: Sequence[PlacementFacts], terms: Terms, *, on: dt.date) -> list[dt.date]:
    """For each chain that fills a place, the day on which its first counted placement started."""
    replaces = {p.id: p.replaces for p in placements}
    earliest: dict[str, dt.date] = {}
    for placement in placements:
        if fills(placement, terms, on=on):
            head = head_of_chain(placement.id, replaces)
            earliest[head] = min(placement.start, earliest.get(head, placement.start))
    return list(earliest.values())


def fills(placement: PlacementFacts, terms: Terms, *, on: dt.date) -> bool:
    """The placement counts and has had at least one day within the contract."""
    days = running_days(placement).within(contract_span(terms).until(on))
    return why_not_counted(placement, terms, on=on) is None and not days.is_empty


def head_of_chain(placement: str, replaces: Mapping[str, str | None]) -> str:
    """The placement that first held the place, following `replaces` backwards as far as it is known."""
    seen = {placement}
    while (before := replaces.get(placement)) is not None and before not in seen:
        seen.add(before)
        placement = before
    return placement
