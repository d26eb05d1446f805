"""Reporting periods follow the calendar."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suppliers.periods import name_of, periods

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


D = dt.date


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        (D(2026, 3, 1), D(2026, 3, 31), "mars 2026"),
        (D(2026, 10, 1), D(2026, 12, 31), "kvartal 4 2026"),
        (D(2026, 7, 1), D(2026, 12, 31), "andra halvåret 2026"),
        (D(2026, 1, 1), D(2026, 12, 31), "helåret 2026"),
        (D(2026, 11, 30), D(2026, 12, 31), "30 november 2026–31 december 2026"),
        (D(2026, 2, 1), D(2026, 4, 30), "1 februari 2026–30 april 2026"),
        (D(2026, 10, 1), D(2027, 12, 31), "1 oktober 2026–31 december 2027"),
        (D(2026, 11, 30), D(2026, 11, 30), "30 november 2026"),
    ],
)
def test_a_period_is_called_what_the_calendar_calls_it_or_by_its_dates(first, last, name):
    assert name_of(first, last).replace("\xa0", " ") == name


@given(first=DAYS, length=st.integers(27, 2000), months=st.sampled_from([1, 3, 6, 12]))
def test_no_two_periods_of_a_contract_have_the_same_name(first, length, months):
    last = first + dt.timedelta(days=length)
    found = list(periods(first_day=first, last_day=last, every_months=months, report_days=14))

    assert len({name_of(one.starts_on, one.ends_on) for one in found}) == len(found)
