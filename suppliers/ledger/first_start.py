"""The duty to let a first person start, or be offered a place, within so many months."""

import datetime as dt
from collections.abc import Iterator, Sequence

from suppliers.ledger.counting import is_base
from suppliers.ledger.facts import PlacementFacts, Terms
from suppliers.ledger.kinds import Deadline
from suppliers.ledger.months import Span
from suppliers.ledger.terms import first_start_by


def first_start(placements: Sequence[PlacementFacts], terms: Terms, *, on: dt.date) -> Deadline | None:
    """Met, missed or pending; `None` for a pure dialogue requirement, and where no term is known.

    An offer counts from the day it was made, even before the person has started.
    """
    latest = first_start_by(terms)
    if latest is None:
        return None
    window = Span(terms.contract_start, latest)
    days = starts_and_offers(placements, terms)
    if opening_shows_start(terms, on=on) or any(window.until(on).holds(day) for day in days):
        return Deadline.MET
    return Deadline.MISSED if on > window.last else Deadline.PENDING


def starts_and_offers(placements: Sequence[PlacementFacts], terms: Terms) -> Iterator[dt.date]:
    for placement in placements:
        if is_base(placement, terms):
            yield placement.start
            if placement.offered_on:
                yield placement.offered_on


def opening_shows_start(terms: Terms, *, on: dt.date) -> bool:
    """An opening balance with something done or filled says that someone has started."""
    opening = terms.opening
    return opening is not None and opening.on <= on and (opening.done > 0 or opening.places_filled > 0)
