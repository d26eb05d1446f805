"""How forms look and what they accept: our field templates, and fields that read what people write.

`FORM_RENDERER` points here. `{{ form }}` gives an error summary and all fields; `{% field form.name %}` one
of them. A form may carry class attributes that its fields show: `units = {"volume": _("full-time months")}`,
`readers = {"reason": _("Read by ...")}` and `mark_optional = False` (no "(optional)" after labels).
"""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal, getcontext
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from core.components import Text

MONTHS = (
    ("januari", "january"), ("februari", "february"), ("mars", "march"), ("april",), ("maj", "may"),
    ("juni", "june"), ("juli", "july"), ("augusti", "august"), ("september",), ("oktober", "october"),
    ("november",), ("december",),
)  # fmt: skip
DAY_FIRST = re.compile(r"(\d{1,2})\s*[./\s]\s*(\d{1,2})\s*[./\s]\s*(\d{4})")
YEAR_FIRST = re.compile(r"(\d{4})[-./]?(\d{2})[-./]?(\d{2})")
IN_WORDS = re.compile(r"(?:den\s+)?(\d{1,2})[.:]?\s+([^\W\d]{3,})\.?,?\s+(\d{4})")
EXAMPLE_DATE = _("For example 1 April 2027")
SPACES = re.compile(r"[\s\u00a0\u2009\u202f']")


class Renderer(DjangoTemplates):
    """Our own field templates where we have one, Django's otherwise."""

    def get_template(self, template_name: str) -> Any:
        try:
            return get_template(template_name)
        except TemplateDoesNotExist:
            return super().get_template(template_name)


class DateInput(forms.DateInput):
    """A date in words in a plain text field; script adds a button that opens the calendar."""

    template_name = "components/date_input.html"

    def format_value(self, value: Any) -> str | None:
        return formats.date_format(value, "j F Y") if isinstance(value, dt.date) else value


class DateField(forms.DateField):
    """Reads 1 april 2027, 1/4 2027, 2027-04-01 and 20270401; in Swedish and English whatever the page."""

    widget = DateInput
    default_error_messages = {
        "required": _("Write a date, for example 1 April 2027."),
        "invalid": _("Write a date as day, month and year, for example 1 April 2027."),
    }

    def __init__(self, *, help_text: Any = EXAMPLE_DATE, **options: Any) -> None:
        super().__init__(help_text=help_text, **options)

    def to_python(self, value: Any) -> dt.date | None:
        if value in self.empty_values or isinstance(value, dt.date):
            return super().to_python(value)
        try:
            return read_date(str(value))
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error


def read_date(text: str) -> dt.date:
    """A date as people write it; `ValueError` where it is none. A month without a year is never guessed."""
    text = text.replace("\xa0", " ").strip().lower()
    if found := YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    elif found := IN_WORDS.fullmatch(text):
        day, month, year = int(found[1]), read_month(found[2]), int(found[3])
    else:
        raise ValueError(text)
    return dt.date(year, month, day)


def read_month(word: str) -> int:
    """Number of the month from its name or the first three letters or more of it."""
    for number, names in enumerate(MONTHS, start=1):
        if any(name.startswith(word) for name in names):
            return number
    raise ValueError(word)


MOST_DIGITS = 18  # what a whole number of the database holds


class NumberInput(forms.TextInput):
    """A figure in a text field with the numeric keyboard: no arrows that change it by accident."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})


class NumberField(forms.DecimalField):
    """Reads 1 250 000, 24,0 and 24.0: spaces between thousands, comma or point for decimals."""

    widget = NumberInput
    default_error_messages = {
        "invalid": _("Write a number with figures, for example 24 or 24.5."),
        "beyond": _("The figure is too large. Check the number of digits."),
    }

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = SPACES.sub("", value).replace(",", ".").replace("\N{MINUS SIGN}", "-")
        return super().to_python(value)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and value.adjusted() >= MOST_DIGITS:
            raise forms.ValidationError(self.error_messages["beyond"], code="beyond")

    def prepare_value(self, value: Any) -> Any:
        """1 250 000 and 24,5: no decimals that say nothing. A figure too long to reckon with stays."""
        if not isinstance(value, Decimal | int | float):
            return value
        exact = Decimal(str(value))
        if not exact.is_finite() or abs(exact.adjusted()) >= getcontext().prec:
            return value
        exact = exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize()
        return formats.number_format(exact, force_grouping=True)


class WholeNumberField(NumberField):
    """A whole number, kept as `int`."""

    default_error_messages = {"invalid": _("Write a whole number with figures, for example 4.")}

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and value != value.to_integral_value():
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")

    def clean(self, value: Any) -> Any:
        number = super().clean(value)
        return None if number is None else int(number)


class Helped:
    """Choices with a line of help each, and a layout: "" (one a row), "inline" or "columns".

    `reveals` names, by choice, the field that it brings forth; without script that field is always there.
    """

    def __init__(
        self,
        *,
        helps: Mapping[Any, Text] | None = None,
        reveals: Mapping[Any, str] | None = None,
        layout: str = "",
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.helps, self.reveals, self.layout = helps or {}, reveals or {}, layout

    def create_option(self, name: str, value: Any, *rest: Any, **options: Any) -> dict[str, Any]:
        """Django's option with its line of help and what it reveals."""
        option: dict[str, Any] = super().create_option(name, value, *rest, **options)  # type: ignore[misc]
        plain = getattr(value, "value", value)
        if revealed := self.reveals.get(plain):
            prefix = f"{name.rpartition('-')[0]}-" if "-" in name else ""
            option["attrs"]["data-reveals"] = f"revealed_{prefix}{revealed}"
        return {**option, "help": self.helps.get(plain, "")}

    def get_context(self, *arguments: Any) -> dict[str, Any]:
        """Django's context with our layout."""
        context: dict[str, Any] = super().get_context(*arguments)  # type: ignore[misc]
        context["widget"]["layout"] = self.layout
        context["widget"]["module"] = "reveal" if self.reveals else ""
        return context


class Radios(Helped, forms.RadioSelect):
    """One of a few."""


class Checkboxes(Helped, forms.CheckboxSelectMultiple):
    """Any of a few."""
