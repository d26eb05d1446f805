"""Reporting periods: they follow the calendar, whatever day the contract began."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.templatetags.formats import date_words
from suppliers.ledger.months import ONE_DAY, add_months

# A first stretch shorter than this joins the period after it, so that nobody reports two weeks.
SHORTEST_DAYS = 28


@dataclass(frozen=True, slots=True)
class Period:
    number: int
    starts_on: dt.date
    ends_on: dt.date
    due_on: dt.date


def periods(
    *,
    first_day: dt.date,
    last_day: dt.date,
    every_months: int,
    report_days: int,
    known_from: dt.date | None = None,
) -> Iterator[Period]:
    """Periods from `first_day` to `last_day`, ending with calendar months, quarters, half-years or years.

    `report_days` is how many days after the period's end the report is due. The first period goes on to the
    end of that in which `known_from` falls: nobody asked for a report before that day.
    """
    number, starts_on = 1, first_day
    while starts_on <= last_day:
        ends_on = _end_of_block(max(starts_on, known_from or starts_on), every_months)
        if (ends_on - starts_on).days + 1 < SHORTEST_DAYS and number == 1:
            ends_on = _end_of_block(ends_on + ONE_DAY, every_months)
        ends_on = min(ends_on, last_day)
        yield Period(number, starts_on, ends_on, ends_on + dt.timedelta(days=report_days))
        number, starts_on = number + 1, ends_on + ONE_DAY


def name_of(first: dt.date, last: dt.date) -> str:
    """A whole month, quarter, half-year or year by its name; every other period by its dates."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    is_whole = first.day == 1 and (last + ONE_DAY).day == 1
    if first == last:
        return date_words(first)
    if not is_whole or months not in NAMES or first != start_of_block(first, months):
        return f"{date_words(first)}–{date_words(last)}"
    return NAMES[months](first, (first.month - 1) // months + 1)


def with_days(first: dt.date, last: dt.date) -> str:
    """The period in a sentence: its name with its days, which are said once where they are its name."""
    name, days = name_of(first, last), f"{date_words(first)}–{date_words(last)}"
    return name if name in {days, date_words(first)} else f"{name} ({days})"


def _half_year(first: dt.date, number: int) -> str:
    words = _("first half of {year}") if number == 1 else _("second half of {year}")
    return words.format(year=first.year)


NAMES: Mapping[int, Callable[[dt.date, int], str]] = {
    1: lambda first, _number: date_format(first, "F Y"),
    3: lambda first, number: _("quarter {number} {year}").format(number=number, year=first.year),
    6: _half_year,
    12: lambda first, _number: _("the year {year}").format(year=first.year),
}


def start_of_block(day: dt.date, months: int) -> dt.date:
    """The first day of the calendar block of `months` months that holds `day`."""
    return dt.date(day.year, (day.month - 1) // months * months + 1, 1)


def _end_of_block(day: dt.date, months: int) -> dt.date:
    return add_months(start_of_block(day, months), months) - ONE_DAY
