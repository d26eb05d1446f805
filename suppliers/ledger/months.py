"""Calendar months, exactly: the last day of a term, and parts of months as fractions."""

import datetime as dt
from calendar import monthrange
from fractions import Fraction
from typing import NamedTuple

ONE_DAY = dt.timedelta(days=1)


class Span(NamedTuple):
    """Days from `first` to `last`, both included; empty where `last` comes before `first`."""

    first: dt.date
    last: dt.date

    @property
    def is_empty(self) -> bool:
        return self.last < self.first

    def within(self, other: "Span") -> "Span":
        """The days that both spans hold."""
        return Span(max(self.first, other.first), min(self.last, other.last))

    def holds(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    def until(self, day: dt.date) -> "Span":
        return Span(self.first, min(self.last, day))


class ScopeChange(NamedTuple):
    """From this day on the placement has this share of full time."""

    since: dt.date
    share: Fraction


ScopeHistory = tuple[ScopeChange, ...]


def days_in_month(day: dt.date) -> int:
    return monthrange(day.year, day.month)[1]


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month, `months` later; the last day where that month is shorter."""
    month = first_of_month_after(day, months)
    return month.replace(day=min(day.day, days_in_month(month)))


def last_day_of_term(start: dt.date, months: int) -> dt.date:
    """Last day of a term: the day before the same day of the month, `months` later.

    Where that month is too short to hold the day, the term lasts to the month's own last day, so
    that six months from 31 August end on the last day of February.
    """
    month = first_of_month_after(start, months)
    if start.day > days_in_month(month):
        return month.replace(day=days_in_month(month))
    return month.replace(day=start.day) - ONE_DAY


def first_of_month_after(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, 1)


def months_in(span: Span) -> Fraction:
    """Calendar months in the span: for each month, its days in the span by the month's days.

    The sum telescopes to what has passed of the last month less what had passed of the first one, so
    that two adjoining spans always add up to their union.
    """
    if span.is_empty:
        return Fraction(0)
    first, last = span
    whole = (last.year - first.year) * 12 + last.month - first.month
    of_first, of_last = days_in_month(first), days_in_month(last)
    parts = whole * of_first * of_last + last.day * of_first - (first.day - 1) * of_last
    return Fraction(parts, of_first * of_last)


def full_time_months(span: Span, scopes: ScopeHistory) -> Fraction:
    """Full-time months of a span: months x share of full time, each share from its own day."""
    if len(scopes) == 1:
        return months_in(span) * scopes[0].share
    pieces = (months_in(span.within(stretch)) * share for stretch, share in scope_stretches(scopes))
    return sum(pieces, Fraction(0))


def scope_stretches(scopes: ScopeHistory) -> list[tuple[Span, Fraction]]:
    """Each share with the days on which it holds; the first one holds from the beginning of time."""
    ordered = sorted(scopes, key=lambda change: change.since)
    starts = [dt.date.min, *(change.since for change in ordered[1:])]
    ends = [*(start - ONE_DAY for start in starts[1:]), dt.date.max]
    spans = [Span(first, last) for first, last in zip(starts, ends, strict=True)]
    return [(span, change.share) for span, change in zip(spans, ordered, strict=True)]
