"""A month of a year as people write it."""

import datetime as dt

import pytest

from core.months import MonthOfYearField, read_month_of_year

APRIL = dt.date(2027, 4, 1)


@pytest.mark.parametrize(
    "text",
    ["april 2027", "April 2027", "apr 27", "apr. 2027", "2027-04", "2027/4", "04-2027", "2027-04-17",
     "17 april 2027", "kvartal 2 2027", "Q2 2027", "kv 2, 2027", "2027 Q2", " april\xa02027 "],
)  # fmt: skip
def test_it_is_read_as_it_is_written(text):
    assert read_month_of_year(text) == APRIL


@pytest.mark.parametrize(
    "text", ["våren 2027", "2027", "13-2027", "2027-00", "Q5 2027", "april", "april 1887"]
)
def test_what_is_no_month_is_not_guessed(text):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the reason
        read_month_of_year(text)


def test_the_field_shows_the_month_in_words():
    field = MonthOfYearField(required=False)
    assert field.clean("2027-04-17") == APRIL
    assert field.clean("") is None
    assert field.prepare_value(APRIL) == "april 2027"
