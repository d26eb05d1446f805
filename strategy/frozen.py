"""Read models around frozen calculations: lists, documents, and the links that carry a calculation along."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Document, Link, Record
from core.models import IssuedDocument
from core.states import DocumentState
from core.templatetags.formats import date_words
from strategy.calculation_words import signed
from strategy.forms.calculation import published_example
from strategy.models import FrozenCalculation
from strategy.slots import CalculationSubject


@dataclass(frozen=True, kw_only=True)
class FrozenRow:
    """A row of the list."""

    title: str
    url: str
    about: str
    about_url: str
    society: str
    day: str
    by: str


@dataclass(frozen=True, kw_only=True)
class CalculatorLinks:
    """Where what was asked can go from here; each address carries the whole question."""

    again: str
    freezing: str
    xlsx: str
    csv: str
    example: str


@dataclass(frozen=True, kw_only=True)
class FrozenDocuments:
    """The documents of a calculation, and whether one is being made."""

    issued: tuple[Document, ...]
    is_making: bool


def crumbs(about: CalculationSubject | None = None) -> tuple[Link, ...]:
    """The way back up, and to what one calculates for."""
    found = (Link(label=_("Calculations"), url=reverse("strategy:calculation_list")),)
    return (*found, Link(label=about.label, url=_address(about.row))) if about else found


def calculator_links(asked: QueryDict) -> CalculatorLinks:
    """The question is in the address, so a link holds all of it."""
    query = f"?{asked.urlencode()}"
    example = QueryDict(mutable=True)
    example.update({name: str(value) for name, value in published_example().items()})
    calculator = reverse("strategy:calculator")
    return CalculatorLinks(
        again=calculator + query,
        freezing=reverse("strategy:freezing") + query,
        xlsx=reverse("strategy:calculator_export", args=["xlsx"]) + query,
        csv=reverse("strategy:calculator_export", args=["csv"]) + query,
        example=f"{calculator}?{example.urlencode()}",
    )


def calculator_for(subject: str) -> str:
    """The calculator, filled in with what the subject knows."""
    return f"{reverse('strategy:calculator')}?{urlencode({'subject': subject})}"


def frozen_rows(found: Iterable[FrozenCalculation]) -> tuple[FrozenRow, ...]:
    return tuple(
        FrozenRow(
            title=row.title,
            url=row.get_absolute_url(),
            about=str(row.subject),
            about_url=_address(row.subject),
            society=signed(Fraction(row.society_sek)),
            day=date_words(row.at.date()),
            by=row.actor_name,
        )
        for row in found
    )


def _address(subject: Any) -> str:
    return str(subject.get_absolute_url())


def documents_of(frozen: FrozenCalculation) -> FrozenDocuments:
    """Issued documents, the latest first."""
    rows = list(
        IssuedDocument.objects.about(frozen).defer("context", "frame").order_by("-version", "-edition")
    )
    issued = tuple(
        Document(
            title=_("{title}, version {version}").format(title=_("Calculation"), version=row.version),
            url=reverse("document", args=[row.pk]),
            record=Record.WORKING,
            date=date_words(row.record_on),
        )
        for row in rows
        if row.is_issued
    )
    return FrozenDocuments(issued=issued, is_making=any(row.state == DocumentState.ORDERED for row in rows))
