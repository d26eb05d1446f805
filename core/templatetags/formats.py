"""Dates, sums and shares as the reader expects them: 12 mars 2027, 1 250 000 kr, 24,0 heltidsmånader."""

import datetime as dt
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django import template
from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import clock

register = template.Library()

Number = int | float | Decimal | Fraction
MINUS = "\N{MINUS SIGN}"


def exact(value: Number, digits: int) -> Decimal:
    """`value` rounded half up to `digits` decimals, exactly."""
    if isinstance(value, Fraction):
        scaled = value * 10**digits
        whole = (abs(scaled.numerator) * 2 + scaled.denominator) // (2 * scaled.denominator)
        return Decimal(whole if scaled >= 0 else -whole).scaleb(-digits)
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


@register.filter
def number(value: Number | None, digits: int = 0) -> str:
    """1 250 000 with no-break spaces, a true minus sign and the language's decimal mark."""
    if value is None or value == "":
        return "–"
    text = formats.number_format(exact(value, int(digits)), decimal_pos=int(digits), force_grouping=True)
    return text.replace("-", MINUS)


@register.filter
def sek(value: Number | None) -> str:
    """1 250 000 kr."""
    return "–" if value is None else f"{number(value)}\xa0kr"


@register.filter
def ftm(value: Number | None) -> str:
    """Full-time months, always with one decimal and the unit."""
    return "–" if value is None else _("{number} full-time months").format(number=number(value, 1))


@register.filter
def share(value: Number | None) -> str:
    """0.75 as 75 %."""
    return "–" if value is None else f"{number(exact(value, 4) * 100, 0)}\xa0%"


@register.filter
def date_words(value: dt.date | None) -> str:
    """12 mars 2027."""
    return formats.date_format(value, "DATE_FORMAT") if value else "–"


@register.filter
def date_short(value: dt.date | None) -> str:
    """12 mar, in English 12 Mar, with the year when it is not this one."""
    if not value:
        return "–"
    month = "M" if get_language() == "en" else "b"
    year = "" if value.year == clock.today().year else "\xa0Y"
    return formats.date_format(value, f"j\xa0{month}{year}")


@register.filter
def date_year(value: dt.date | None) -> str:
    """12 mar 2027, also this year: for days of several years beside each other."""
    text = date_short(value)
    return text if not value or str(value.year) in text else f"{text}\xa0{value.year}"


def days_short(days: Iterable[dt.date | None]) -> list[str]:
    """Each as `date_short`; all with their year when one of them is not of this year."""
    found = list(days)
    spans = any(day and day.year != clock.today().year for day in found)
    return [date_year(day) if spans else date_short(day) for day in found]


@register.filter
def moment_words(value: dt.datetime | None) -> str:
    """20 november 2026 kl. 14.32."""
    return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT") if value else "–"


@register.filter
def moment_short(value: dt.datetime | None) -> str:
    """20 nov 14.32."""
    if not value:
        return "–"
    local = timezone.localtime(value)
    return f"{date_short(local.date())} {formats.date_format(local, 'TIME_FORMAT')}"


@register.filter
def weekday_date(value: dt.date | None) -> str:
    """måndag 23 november 2026."""
    return formats.date_format(value, "l\xa0j\xa0F\xa0Y") if value else "–"
