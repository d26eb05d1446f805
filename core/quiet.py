"""When people are left in peace: weekends, public holidays, and mornings before seven."""

import datetime as dt

from django.utils import timezone

from core.slots import quiet_day

MORNING = dt.time(7)


def is_quiet(day: dt.date) -> bool:
    """Saturday, Sunday, or what a room names as a holiday."""
    return day.weekday() >= 5 or any(is_holiday(day) for is_holiday in quiet_day)


def after_quiet(moment: dt.datetime) -> dt.datetime:
    """The first moment, not before `moment`, that is on a working day from seven o'clock in Sweden."""
    local = timezone.localtime(moment)
    day = local.date()
    while is_quiet(day):
        day += dt.timedelta(days=1)
    morning = timezone.make_aware(dt.datetime.combine(day, MORNING))
    return max(moment, morning)
