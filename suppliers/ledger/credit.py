"""Agreed, done and credited full-time months of each placement, and why."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from suppliers.ledger.counting import (
    done_months_in,
    has_ended,
    has_started,
    planned_days,
    running_days,
    why_not_counted,
)
from suppliers.ledger.facts import PlacementFacts, Terms
from suppliers.ledger.kinds import EarlyEndBasis, EndReason, Why
from suppliers.ledger.months import full_time_months
from suppliers.ledger.terms import contract_span, days_after_opening

NOTHING = Fraction(0)
CREDITED_GROUNDS = frozenset({EndReason.RESIGNED, EndReason.PERSONAL_GROUNDS, EndReason.SUMMARY_DISMISSAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementMonths:
    """Full-time months of one placement toward the base commitment.

    `outlook` is what it comes to if the agreement is kept from here on. All are zero where
    `counts` is false.
    """

    id: str
    counts: bool
    agreed: Fraction
    done: Fraction
    credited: Fraction
    outlook: Fraction
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The placement as it was and as it was agreed, with what an opening balance holds included."""

    agreed: Fraction
    done: Fraction


def credit(placements: Sequence[PlacementFacts], terms: Terms, *, on: dt.date) -> tuple[PlacementMonths, ...]:
    """Months of every placement, in the order given."""
    counted = [p for p in placements if why_not_counted(p, terms, on=on) is None]
    measures = {p.id: measure(p, terms, on=on) for p in counted}
    held = share_held(measures, terms)
    replaced = {p.replaces for p in placements if p.replaces and has_started(p, on=on)}
    return tuple(months_of(p, terms, held=held, replaced=replaced, on=on) for p in placements)


def measure(placement: PlacementFacts, terms: Terms, *, on: dt.date) -> Measure:
    in_contract = running_days(placement).within(contract_span(terms).until(on))
    return Measure(
        agreed=full_time_months(planned_days(placement, terms), placement.scopes),
        done=full_time_months(in_contract, placement.scopes),
    )


def share_held(measures: Mapping[str, Measure], terms: Terms) -> frozenset[str]:
    """Placements whose early-end share is reached, each by itself or all by their sums."""
    if terms.early_end_basis is EarlyEndBasis.TOTAL:
        return frozenset(measures if reaches(total(measures.values()), terms) else ())
    return frozenset(key for key, one in measures.items() if reaches(one, terms))


def total(measures: Iterable[Measure]) -> Measure:
    both = list(measures)
    return Measure(agreed=sum((m.agreed for m in both), NOTHING), done=sum((m.done for m in both), NOTHING))


def reaches(one: Measure, terms: Terms) -> bool:
    return one.done >= terms.early_end_share * one.agreed


def months_of(
    placement: PlacementFacts,
    terms: Terms,
    *,
    held: frozenset[str],
    replaced: set[str],
    on: dt.date,
) -> PlacementMonths:
    left_out = why_not_counted(placement, terms, on=on)
    if left_out:
        return not_counted(placement, left_out)
    agreed_days = planned_days(placement, terms).within(days_after_opening(terms))
    agreed = full_time_months(agreed_days, placement.scopes)
    done = done_months_in(placement, terms, running_days(placement), on=on)
    why = why_credited(placement, terms, held=held, replaced=replaced, on=on)
    credited = agreed if why is Why.CREDITED_IN_FULL else done
    outlook = credited if has_ended(placement, on=on) else max(agreed, done)
    return PlacementMonths(
        id=placement.id, counts=True, agreed=agreed, done=done, credited=credited, outlook=outlook, why=why
    )


def not_counted(placement: PlacementFacts, why: Why) -> PlacementMonths:
    return PlacementMonths(
        id=placement.id,
        counts=False,
        agreed=NOTHING,
        done=NOTHING,
        credited=NOTHING,
        outlook=NOTHING,
        why=why,
    )


def why_credited(
    placement: PlacementFacts,
    terms: Terms,
    *,
    held: frozenset[str],
    replaced: set[str],
    on: dt.date,
) -> Why:
    if not ended_early(placement, terms, on=on):
        return Why.DONE
    if placement.id in replaced:
        return Why.REPLACED
    if not is_credited_ground(placement.ended_because, terms):
        return Why.GROUND_NOT_CREDITED
    return Why.CREDITED_IN_FULL if placement.id in held else Why.BELOW_EARLY_END_SHARE


def ended_early(placement: PlacementFacts, terms: Terms, *, on: dt.date) -> bool:
    planned_end = placement.planned_end or contract_span(terms).last
    return has_ended(placement, on=on) and running_days(placement).last < planned_end


def is_credited_ground(reason: EndReason | None, terms: Terms) -> bool:
    """The person resigned, or there were objective grounds as the requirement reads them."""
    if reason is EndReason.SHORTAGE_OF_WORK:
        return terms.shortage_of_work_is_objective_ground
    return reason in CREDITED_GROUNDS
