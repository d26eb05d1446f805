"""Done full-time months per contract year, and the running average over the years so far."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from suppliers.ledger.counting import done_months_in, why_not_counted
from suppliers.ledger.facts import PlacementFacts, Terms
from suppliers.ledger.months import Span
from suppliers.ledger.rounding import shown_months
from suppliers.ledger.terms import contract_span, contract_years


@dataclass(frozen=True, slots=True, kw_only=True)
class YearAverage:
    """One contract year. What an opening balance does not tell year by year is `None`."""

    year: int
    first: dt.date
    last: dt.date
    done: Fraction | None
    running_average: Fraction | None
    complete: bool

    def as_json(self) -> dict[str, object]:
        return {
            "year": self.year,
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "done_ftm": shown_months(self.done),
            "running_average": shown_months(self.running_average),
            "complete": self.complete,
        }


def year_averages(
    placements: Sequence[PlacementFacts], terms: Terms, *, on: dt.date
) -> tuple[YearAverage, ...]:
    """Every contract year begun by `on`; complete when it is a whole year and has ended."""
    counted = [p for p in placements if why_not_counted(p, terms, on=on) is None]
    sofar, years = Fraction(0), []
    for number, days, whole in contract_years(terms):
        if days.first > on:
            break
        recorded = sum((done_months_in(p, terms, days, on=on) for p in counted), Fraction(0))
        sofar += recorded + opening_months_in(terms, days, on=on)
        years.append(
            YearAverage(
                year=number,
                first=days.first,
                last=days.last,
                done=done_in_year(recorded, days, terms, on=on),
                running_average=None if is_before_opening(days, terms) else sofar / number,
                complete=whole and on >= days.last,
            )
        )
    return tuple(years)


def done_in_year(recorded: Fraction, days: Span, terms: Terms, *, on: dt.date) -> Fraction | None:
    """The year's own months; unknown where an opening balance covers it together with earlier years."""
    balance_day = opening_day(terms)
    if balance_day is None or days.first > balance_day:
        return recorded
    if days.first > terms.contract_start or is_before_opening(days, terms):
        return None
    return recorded + opening_months_in(terms, days, on=on)


def opening_months_in(terms: Terms, days: Span, *, on: dt.date) -> Fraction:
    """The opening balance as one sum, in the year that holds its date."""
    balance_day = opening_day(terms)
    if terms.opening is None or balance_day is None or terms.opening.on > on:
        return Fraction(0)
    return terms.opening.done if days.holds(balance_day) else Fraction(0)


def is_before_opening(days: Span, terms: Terms) -> bool:
    """The year ended before the opening balance's date: nothing is known of it alone."""
    balance_day = opening_day(terms)
    return balance_day is not None and days.last < balance_day


def opening_day(terms: Terms) -> dt.date | None:
    """The balance's date, or the contract's last day where the balance was drawn up later."""
    return min(terms.opening.on, contract_span(terms).last) if terms.opening else None


def averages_hold(years: Sequence[YearAverage], average: Fraction) -> bool:
    """Whether every complete year that is known had at least the average required."""
    known = [y.running_average for y in years if y.complete and y.running_average is not None]
    return all(value >= average for value in known)
