"""Reporting periods follow the calendar."""

import datetime as dt
import itertools

from hypothesis import given
from hypothesis import strategies as st

from suppliers.periods import periods

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))


def ends(first_day: dt.date, last_day: dt.date, every_months: int = 3) -> list[dt.date]:
    return [
        p.ends_on
        for p in periods(first_day=first_day, last_day=last_day, every_months=every_months, report_days=14)
    ]


def test_quarters_end_with_the_calendar():
    assert ends(dt.date(2026, 2, 1), dt.date(2026, 12, 31)) == [
        dt.date(2026, 3, 31),
        dt.date(2026, 6, 30),
        dt.date(2026, 9, 30),
        dt.date(2026, 12, 31),
    ]


def test_a_short_first_stretch_joins_the_next_period():
    assert ends(dt.date(2026, 3, 20), dt.date(2026, 6, 30)) == [dt.date(2026, 6, 30)]


def test_the_last_period_ends_with_the_contract():
    assert ends(dt.date(2026, 1, 1), dt.date(2026, 5, 15))[-1] == dt.date(2026, 5, 15)


@given(first=DAYS, length=st.integers(0, 2000), months=st.sampled_from([1, 3, 6, 12]))
def test_periods_cover_every_day_once(first, length, months):
    last = first + dt.timedelta(days=length)
    found = list(periods(first_day=first, last_day=last, every_months=months, report_days=14))

    assert found[0].starts_on == first
    assert found[-1].ends_on == last
    for before, after in itertools.pairwise(found):
        assert after.starts_on == before.ends_on + dt.timedelta(days=1)
        assert after.number == before.number + 1
