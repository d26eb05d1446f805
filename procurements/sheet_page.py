"""What has been written on a page of answers, for those who read it: the filled-in values in the order of the
form, as facts. Reads only."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.forms import BoundField

from core.components import Fact, Link, Text
from core.templatetags.formats import date_words, number
from procurements.case_parts import crumbs_of
from procurements.forms.sheets import SheetForm


@dataclass(frozen=True, kw_only=True)
class SheetSection:
    """A heading of the form with what is filled in below it."""

    heading: Text
    facts: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class SheetPage:
    """Everything on the page; `why` says why the reader cannot change it."""

    title: Text
    crumbs: tuple[Link, ...]
    sections: tuple[SheetSection, ...]
    why: str


def sheet_page(form: SheetForm, *, title: Text, why: str) -> SheetPage:
    """What is stored; what the form suggests is nobody's answer yet."""
    sections = (
        SheetSection(heading=heading or "", facts=tuple(_facts(form, fields)))
        for heading, fields in form.sections
    )
    return SheetPage(
        title=title,
        crumbs=crumbs_of(form.case),
        sections=tuple(section for section in sections if section.facts),
        why=why,
    )


def _facts(form: SheetForm, fields: Iterable[BoundField]) -> Iterable[Fact]:
    for bound in fields:
        if bound.name in form.stored:
            value, unit = _words(bound, form.stored[bound.name]), form.units.get(bound.name, "")
            yield Fact(label=bound.label, value=f"{value} {unit}".strip())


def _words(bound: BoundField, value: Any) -> str:
    choices = dict(getattr(bound.field, "choices", ()))
    if value in choices:
        return str(choices[value])
    if isinstance(value, dt.date):
        return date_words(value)
    if isinstance(value, Decimal | int):
        return number(value, 0 if value == int(value) else 2)
    return str(value)
