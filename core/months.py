"""A month of a year as people write it: april 2027, apr 27, 2027-04, 1 april 2027, kvartal 2 2027."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from core.forms import read_date, read_month

IN_WORDS = re.compile(r"([^\W\d]{3,})\.?,?\s+(\d{2}|\d{4})")
IN_FIGURES = re.compile(r"(\d{4})\s*[-./]\s*(\d{1,2})")
MONTH_FIRST = re.compile(r"(\d{1,2})\s*[-./]\s*(\d{4})")
QUARTER = re.compile(r"(?:kvartal|kv|q|quarter)\.?\s*([1-4])\s*[-,/]?\s*(\d{4})")
YEAR_AND_QUARTER = re.compile(r"(\d{4})\s*[-,/]?\s*(?:kvartal|kv|q|quarter)\.?\s*([1-4])")
THIS_CENTURY = 2000
YEARS = range(1990, 2101)


def month_words(day: dt.date | None) -> str:
    """April 2027."""
    return formats.date_format(day, "F Y") if day else "–"


def read_month_of_year(text: str) -> dt.date:
    """The first day of the month; of a quarter its first month. `ValueError` where it is none."""
    text = text.replace("\xa0", " ").strip().lower()
    month, year = _month_and_year(text)
    year += THIS_CENTURY if year < 100 else 0
    if year not in YEARS:
        raise ValueError(text)
    return dt.date(year, month, 1)


def _month_and_year(text: str) -> tuple[int, int]:
    if found := IN_FIGURES.fullmatch(text):
        return int(found[2]), int(found[1])
    if found := MONTH_FIRST.fullmatch(text):
        return int(found[1]), int(found[2])
    if found := QUARTER.fullmatch(text):
        return 3 * int(found[1]) - 2, int(found[2])
    if found := YEAR_AND_QUARTER.fullmatch(text):
        return 3 * int(found[2]) - 2, int(found[1])
    if found := IN_WORDS.fullmatch(text):
        return read_month(found[1]), int(found[2])
    day = read_date(text)
    return day.month, day.year


class MonthOfYearField(forms.Field):
    """The first day of the month. Shows the month back in words."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Write month and year, for example April 2027.")}

    def to_python(self, value: Any) -> dt.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, dt.date):
            return value.replace(day=1)
        try:
            return read_month_of_year(str(value))
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return month_words(value) if isinstance(value, dt.date) else value
