"""Bonus for places beyond the base, counted day by day."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from suppliers.ledger.counting import running_days
from suppliers.ledger.facts import BonusTerms, PlacementFacts, Terms
from suppliers.ledger.months import ONE_DAY, Span, full_time_months
from suppliers.ledger.terms import contract_span


def bonus_earned(placements: Sequence[PlacementFacts], terms: Terms, *, on: dt.date) -> Fraction:
    """SEK earned by `on`: on each day the earliest started places earn, up to the largest number.

    Nothing is credited for an early end, and the sum is never above the cap.
    """
    if terms.bonus is None:
        return Fraction(0)
    days = contract_span(terms).until(on)
    beyond = sorted((p for p in placements if is_beyond_base(p, terms)), key=lambda p: p.start)
    stretches = unchanging_stretches([running_days(p).within(days) for p in beyond])
    earned = sum((earned_in(stretch, beyond, terms.bonus) for stretch in stretches), Fraction(0))
    return earned if terms.bonus.cap_sek is None else min(earned, terms.bonus.cap_sek)


def is_beyond_base(placement: PlacementFacts, terms: Terms) -> bool:
    return placement.bonus and placement.commitment and placement.type in terms.types


def unchanging_stretches(spans: Sequence[Span]) -> list[Span]:
    """Stretches of days in which the same placements run: cut at each start and after each end."""
    cuts = sorted({cut for span in spans if not span.is_empty for cut in (span.first, span.last + ONE_DAY)})
    return [Span(first, after - ONE_DAY) for first, after in pairwise(cuts)]


def earned_in(stretch: Span, beyond: Sequence[PlacementFacts], bonus: BonusTerms) -> Fraction:
    """SEK of one stretch. A type without a rate takes its turn like the others and earns nothing."""
    running = [p for p in beyond if running_days(p).holds(stretch.first)]
    rates = ((p, bonus.sek_per_month.get(p.type, 0)) for p in running[: bonus.max_places])
    return sum((full_time_months(stretch, p.scopes) * rate for p, rate in rates), Fraction(0))
