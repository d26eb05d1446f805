"""The volume of a commitment on one day: months, places and years brought together."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from suppliers.ledger.credit import PlacementMonths, credit
from suppliers.ledger.facts import PlacementFacts, Terms
from suppliers.ledger.places import places_filled
from suppliers.ledger.terms import has_ended, required_months, states_volume
from suppliers.ledger.year_averages import YearAverage, averages_hold, year_averages


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """Exact full-time months and places, an opening balance included.

    `outlook` is what the months come to if what has started goes as agreed.
    """

    months: tuple[PlacementMonths, ...]
    done: Fraction
    credited: Fraction
    outlook: Fraction
    filled: int
    years: tuple[YearAverage, ...]


def volume_on(placements: Sequence[PlacementFacts], terms: Terms, *, on: dt.date) -> Volume:
    months = credit(placements, terms, on=on)
    opening = opening_months(terms, on=on)
    return Volume(
        months=months,
        done=opening + total(m.done for m in months),
        credited=opening + total(m.credited for m in months),
        outlook=opening + total(m.outlook for m in months),
        filled=places_filled(placements, terms, on=on),
        years=year_averages(placements, terms, on=on),
    )


def total(months: Iterable[Fraction]) -> Fraction:
    return sum(months, Fraction(0))


def opening_months(terms: Terms, *, on: dt.date) -> Fraction:
    return terms.opening.done if terms.opening and terms.opening.on <= on else Fraction(0)


def volume_is_met(volume: Volume, terms: Terms, *, on: dt.date) -> bool:
    """The numeric part. With a yearly average, or nothing to reach, it is met only at the contract's end."""
    if not states_volume(terms):
        return has_ended(terms, on)
    reached = total_is_reached(terms, months=volume.credited, filled=volume.filled)
    if terms.yearly_average is None:
        return reached
    return has_ended(terms, on) and reached and averages_hold(volume.years, terms.yearly_average)


def total_is_reached(terms: Terms, *, months: Fraction, filled: int) -> bool:
    """Every volume that is required, months and places, is reached."""
    required = required_months(terms)
    enough_months = required is None or months >= required
    enough_places = terms.places is None or filled >= terms.places
    return enough_months and enough_places
