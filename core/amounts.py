"""Amounts and lengths of time as people write them: 12 miljoner, 12 mkr, 2 år. What was understood is shown
back in plain figures, also on a form that is refused for something else."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import WholeNumberField

FIGURES = r"[\d\s\u00a0\u2009\u202f'.,]*\d"
AMOUNT = re.compile(
    rf"(?P<figures>{FIGURES})\s*(?P<word>[^\W\d]+)?\.?\s*(?:kr|kronor|sek)?\.?", re.IGNORECASE
)
FACTORS = {
    "kr": 1, "kronor": 1, "sek": 1,
    "tkr": 10**3, "ksek": 10**3, "tusen": 10**3, "thousand": 10**3,
    "mkr": 10**6, "mnkr": 10**6, "msek": 10**6, "mn": 10**6, "milj": 10**6, "miljon": 10**6,
    "miljoner": 10**6, "million": 10**6,
    "mdkr": 10**9, "mdr": 10**9, "miljard": 10**9, "miljarder": 10**9, "billion": 10**9,
}  # fmt: skip
TIME = re.compile(
    rf"(?:(?P<years>{FIGURES})\s*(?:år|years?))?\s*(?:(?:och|and|,)\s*)?"
    rf"(?:(?P<months>{FIGURES})\s*(?:mån(?:ad|ader)?\.?|months?)?)?",
    re.IGNORECASE,
)
YEAR = 12  # months


class ShownBack(WholeNumberField):
    """Abstract. A field that shows what it has understood instead of what was typed."""

    def bound_data(self, data: Any, initial: Any) -> Any:
        """The number, where the text is one that the field takes; else the text."""
        typed = super().bound_data(data, initial)
        try:
            return typed if typed in self.empty_values else self.clean(typed)
        except forms.ValidationError:
            return typed


class MoneyField(ShownBack):
    """Whole kronor; reads 12 000 000, 12 miljoner, 12,5 mkr and 800 tkr."""

    default_error_messages = {"invalid": _("Write an amount, for example 12 000 000 or 12 million.")}

    def to_python(self, value: Any) -> Any:
        found = AMOUNT.fullmatch(value.strip()) if isinstance(value, str) else None
        factor = FACTORS.get((found["word"] or "kr").lower()) if found else None
        if found is None or factor is None:
            return super().to_python(value)
        return super().to_python(found["figures"]) * factor


class MonthsField(ShownBack):
    """Whole months; reads 24, 24 månader, 2 år, 2,5 år and 1 år 6 månader."""

    default_error_messages = {"invalid": _("Write a number of months, for example 24, or 2 years.")}

    def to_python(self, value: Any) -> Any:
        found = TIME.fullmatch(value.strip()) if isinstance(value, str) and value.strip() else None
        if found is None or not (found["years"] or found["months"]):
            return super().to_python(value)
        years = super().to_python(found["years"] or "0")
        months = super().to_python(found["months"] or "0")
        return Decimal(years * YEAR + months)
