"""Swedish working days, and the standstill between award and contract."""

import datetime as dt
from dataclasses import dataclass

import holidays

from reference.figures import legal_figure
from reference.regimes import WITH_STANDSTILL

ONE_DAY = dt.timedelta(days=1)
# The public holidays of lag (1989:253), and Midsummer's, Christmas and New Year's Eve, which
# lag (1930:173) 2 § puts beside them. Saturdays and Sundays are counted by weekday.
_DAYS_OFF = holidays.country_holidays("SE", categories=(holidays.PUBLIC, holidays.DE_FACTO))


def is_business_day(day: dt.date) -> bool:
    """Neither Saturday, Sunday nor public holiday, nor one of the three eves."""
    return day.weekday() < 5 and day not in _DAYS_OFF


def is_day_off(day: dt.date) -> bool:
    """A weekend or a holiday: nobody is mailed."""
    return not is_business_day(day)


def business_day_on_or_after(day: dt.date) -> dt.date:
    """The day itself, or the first business day after it: where a last day in law moves to
    (1930:173, 2 §)."""
    while not is_business_day(day):
        day += ONE_DAY
    return day


def next_business_day(day: dt.date) -> dt.date:
    """The first business day strictly after `day`."""
    return business_day_on_or_after(day + ONE_DAY)


def add_business_days(day: dt.date, count: int) -> dt.date:
    """`count` business days after `day`, or before it when negative; `day` itself is not counted."""
    step = ONE_DAY if count > 0 else -ONE_DAY
    for _ in range(abs(count)):
        day += step
        while not is_business_day(day):
            day += step
    return day


@dataclass(frozen=True)
class Standstill:
    """The last day on which no contract may be made, and the first on which it may be signed."""

    last_day: dt.date
    sign_from: dt.date


def standstill(sent_on: dt.date, *, regime: str, electronic: bool = True) -> Standstill | None:
    """The standstill after a notification of award, or None where the regime has none.

    Day 0 is the day the notification is sent, to the last of the bidders. Calendar days are counted: at least
    10 when everyone was told electronically and 15 otherwise. A last day that is no business day moves to the
    next one; days off before it change nothing. A review in court extends the standstill
    (`extended_standstill`). Source: LOU 20 kap. 1 § and lag (1930:173) 2 §.
    """
    if regime not in WITH_STANDSTILL:
        return None
    key = "standstill_days_electronic" if electronic else "standstill_days_other"
    return _ending_after(sent_on, key)


def extended_standstill(decided_on: dt.date) -> Standstill:
    """The rest of a standstill that a review extended: it ends some days after the court's decision."""
    return _ending_after(decided_on, "extended_standstill_days")


def _ending_after(start: dt.date, key: str) -> Standstill:
    days = int(legal_figure(key, on=start).value)
    last_day = business_day_on_or_after(start + dt.timedelta(days=days))
    return Standstill(last_day=last_day, sign_from=last_day + ONE_DAY)
