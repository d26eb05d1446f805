"""Which placements count toward the base commitment, and on which days."""

import datetime as dt
from fractions import Fraction

from suppliers.ledger.facts import PlacementFacts, Terms
from suppliers.ledger.kinds import Why
from suppliers.ledger.months import Span, full_time_months
from suppliers.ledger.terms import contract_span, counted_days


def why_not_base(placement: PlacementFacts, terms: Terms) -> Why | None:
    """Why the placement can never count toward the base commitment, or `None`."""
    if not placement.commitment:
        return Why.OUTSIDE_COMMITMENT
    if placement.type not in terms.types:
        return Why.TYPE_NOT_ACCEPTED
    if placement.bonus:
        return Why.BEYOND_BASE
    return None


def is_base(placement: PlacementFacts, terms: Terms) -> bool:
    return why_not_base(placement, terms) is None


def why_not_counted(placement: PlacementFacts, terms: Terms, *, on: dt.date) -> Why | None:
    """Why the placement does not count toward the base commitment on this day, or `None`."""
    if not has_started(placement, on=on):
        return Why.NOT_STARTED
    return why_not_base(placement, terms)


def has_started(placement: PlacementFacts, *, on: dt.date) -> bool:
    return placement.start <= on


def has_ended(placement: PlacementFacts, *, on: dt.date) -> bool:
    """A placement has ended at the end of its last day; an end still to come is not yet one."""
    return placement.end is not None and placement.end <= on


def running_days(placement: PlacementFacts) -> Span:
    """From start to end, or without end."""
    return Span(placement.start, placement.end or dt.date.max)


def planned_days(placement: PlacementFacts, terms: Terms) -> Span:
    """From start to planned end, within the contract; agreed to the contract's end where none is named."""
    contract = contract_span(terms)
    return Span(placement.start, placement.planned_end or contract.last).within(contract)


def done_months_in(placement: PlacementFacts, terms: Terms, days: Span, *, on: dt.date) -> Fraction:
    """Full-time months done on those of `days` that count by `on`."""
    span = running_days(placement).within(counted_days(terms, on)).within(days)
    return full_time_months(span, placement.scopes)
