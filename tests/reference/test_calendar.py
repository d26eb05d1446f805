import datetime as dt

import pytest

from core.rules import RuleBroken
from reference.calendar import (
    Standstill,
    add_business_days,
    business_day_on_or_after,
    extended_standstill,
    is_business_day,
    next_business_day,
    standstill,
)
from reference.regimes import Regime


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


DAYS_OFF = {
    "New Year's Day": "2026-01-01",
    "Epiphany": "2026-01-06",
    "Good Friday": "2026-04-03",
    "Easter Saturday": "2026-04-04",
    "Easter Sunday": "2026-04-05",
    "Easter Monday": "2026-04-06",
    "May Day": "2026-05-01",
    "Ascension Day": "2026-05-14",
    "Whit Sunday": "2026-05-24",
    "National Day on a Saturday": "2026-06-06",
    "National Day on a Friday": "2025-06-06",
    "Midsummer's Eve": "2026-06-19",
    "Midsummer's Day": "2026-06-20",
    "All Saints' Day": "2026-10-31",
    "Christmas Eve": "2026-12-24",
    "Christmas Day": "2026-12-25",
    "Boxing Day": "2026-12-26",
    "New Year's Eve": "2026-12-31",
    "an ordinary Saturday": "2026-03-14",
    "an ordinary Sunday": "2026-03-15",
}
WORKING_DAYS = {
    "the eve of Epiphany": "2026-01-05",
    "Maundy Thursday": "2026-04-02",
    "the eve of May Day": "2026-04-30",
    "the Friday after Ascension": "2026-05-15",
    "Whit Monday, no holiday since 2005": "2026-05-25",
    "the eve of National Day": "2026-06-05",
    "the eve of All Saints": "2026-10-30",
    "the day before Christmas Eve": "2026-12-23",
    "a day between the holidays": "2026-12-28",
}


@pytest.mark.parametrize("date", DAYS_OFF.values(), ids=DAYS_OFF.keys())
def test_day_off(date):
    assert not is_business_day(day(date))


@pytest.mark.parametrize("date", WORKING_DAYS.values(), ids=WORKING_DAYS.keys())
def test_working_day(date):
    assert is_business_day(day(date))


@pytest.mark.parametrize(
    ("start", "same_or_later", "later"),
    [
        ("2026-03-12", "2026-03-12", "2026-03-13"),  # Thursday
        ("2026-03-13", "2026-03-13", "2026-03-16"),  # Friday
        ("2026-04-03", "2026-04-07", "2026-04-07"),  # Good Friday
        ("2026-06-18", "2026-06-18", "2026-06-22"),  # the day before Midsummer's Eve
        ("2026-12-23", "2026-12-23", "2026-12-28"),  # Christmas on Thursday to Saturday
        ("2026-12-31", "2027-01-04", "2027-01-04"),  # over the year's end
    ],
)
def test_following_business_day(start, same_or_later, later):
    assert business_day_on_or_after(day(start)) == day(same_or_later)
    assert next_business_day(day(start)) == day(later)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        ("2026-03-12", 0, "2026-03-12"),
        ("2026-03-12", 1, "2026-03-13"),
        ("2026-03-12", 2, "2026-03-16"),
        ("2026-04-01", 3, "2026-04-08"),  # Easter between
        ("2026-12-23", 5, "2027-01-05"),  # Christmas and New Year between
        ("2026-04-07", -1, "2026-04-02"),
        ("2026-03-16", -6, "2026-03-06"),
    ],
)
def test_add_business_days(start, count, expected):
    assert add_business_days(day(start), count) == day(expected)


@pytest.mark.parametrize(
    ("sent_on", "electronic", "last_day", "sign_from"),
    [
        ("2019-04-01", True, "2019-04-11", "2019-04-12"),  # Upphandlingsmyndigheten's first example
        ("2019-04-18", True, "2019-04-29", "2019-04-30"),  # its second: day 10 is a Sunday after Easter
        ("2019-04-10", True, "2019-04-23", "2019-04-24"),  # day 10 is Easter Saturday
        ("2026-03-24", True, "2026-04-07", "2026-04-08"),  # day 10 is Good Friday
        ("2026-06-09", True, "2026-06-22", "2026-06-23"),  # day 10 is Midsummer's Eve
        ("2026-12-14", True, "2026-12-28", "2026-12-29"),  # day 10 is Christmas Eve
        ("2026-12-21", True, "2027-01-04", "2027-01-05"),  # day 10 is New Year's Eve
        (
            "2026-05-04",
            True,
            "2026-05-15",
            "2026-05-16",
        ),  # day 10 is Ascension Day; signing on a Saturday is legal
        ("2026-03-02", False, "2026-03-17", "2026-03-18"),  # fifteen days otherwise
        ("2026-03-06", False, "2026-03-23", "2026-03-24"),  # fifteen days, ending on a Saturday
        ("2024-02-20", True, "2024-03-01", "2024-03-02"),  # leap year
    ],
)
@pytest.mark.parametrize("regime", [Regime.ABOVE_THRESHOLD, Regime.UNDER_THRESHOLD])
def test_standstill(sent_on, electronic, last_day, sign_from, regime):
    found = standstill(day(sent_on), regime=regime, electronic=electronic)

    assert found == Standstill(last_day=day(last_day), sign_from=day(sign_from))


@pytest.mark.parametrize("regime", [Regime.DIRECT, Regime.CALL_OFF, Regime.LOV, Regime.OUTSIDE])
def test_no_standstill_by_law(regime):
    assert standstill(day("2026-03-02"), regime=regime) is None


def test_regime_may_be_the_stored_text():
    assert standstill(day("2019-04-01"), regime="above_threshold") is not None


def test_day_before_the_act_is_refused():
    with pytest.raises(RuleBroken, match="2016-12-30"):
        standstill(day("2016-12-30"), regime=Regime.ABOVE_THRESHOLD)


def test_review_extends_until_ten_days_after_the_decision():
    assert extended_standstill(day("2026-06-09")) == Standstill(day("2026-06-22"), day("2026-06-23"))
