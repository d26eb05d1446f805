"""A frozen calculation as a document: result first, then how it was counted and on what it rests."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.documents import DocumentKind, order, register, thaw
from core.documents.parts import Column, Grid, KeyFigure, Row, Section
from core.models import IssuedDocument
from strategy.calculation_page import ActorPart, CalculationPage, ResultRow, page_of
from strategy.models import FrozenCalculation

if TYPE_CHECKING:
    from core.actors import Actor

LANGUAGE = "sv"  # papers of Swedish authorities are written in Swedish


@dataclass(frozen=True, kw_only=True)
class CalculationContent:
    """What the document says, ready worded."""

    lead: str
    figures: tuple[KeyFigure, ...]
    sections: tuple[Section, ...]


def order_calculation(frozen: FrozenCalculation, *, by: "Actor") -> IssuedDocument:
    """Order the next version of the document. Its content is the same each time."""
    return order(
        CALCULATION,
        frozen,
        context=content_of(frozen),
        title=frozen.title,
        authority=frozen.authority,
        by=by,
        language=LANGUAGE,
    )


def content_of(frozen: FrozenCalculation) -> CalculationContent:
    """The context of the document, in the document's language."""
    with translation.override(LANGUAGE):
        page = page_of(frozen.calculations, frozen.parameter_set)
        return CalculationContent(
            lead=_(
                "What the employment requirement means in money while it lasts, compared with the person "
                "staying unemployed. Calculated for “{subject}” with the rules and values of {day}."
            ).format(subject=frozen.subject, day=page.rules_of),
            figures=tuple(KeyFigure(value=row.amount, text=row.name) for row in _headlines(page)),
            sections=tuple(_sections(page, frozen)),
        )


def _headlines(page: CalculationPage) -> tuple[ResultRow, ...]:
    """Society, the individual and the municipality: more do not fit on the line. The table has all."""
    individual, municipality, *_others, society = page.results
    return (society, individual, municipality)


def _sections(page: CalculationPage, frozen: FrozenCalculation) -> list[Section]:
    found = [_reading(page), _results(page)]
    found.append(_stated(page))
    found += [_actor(part) for part in page.actors if part.entries]
    found += [_workings(page), _rules(page), _version(frozen)]
    return found


def _reading(page: CalculationPage) -> Section:
    return Section(
        heading=_("How to read the figures"),
        paragraphs=(
            _(
                "The counterfactual is that the person would have stayed unemployed during the whole "
                "requirement period. Health, long-term effects and displacement are not counted. Transfers "
                "between two actors cancel out in the sum for society."
            ),
            _(
                "The formulas are our reading of the national method, whose own formulas were not open to "
                "us. **{n} of {all} values are assumptions** that somebody should check before relying on "
                "them."
            ).format(n=page.assumption_count, all=len(page.rules)),
        ),
    )


def _results(page: CalculationPage) -> Section:
    """Every actor, with low, mid and high where they were asked for, and the shares that these rest on."""
    labels = (_("Actor"), _("Official model"), *page.levels)
    rows = tuple(
        Row(
            head=row.name,
            cells=(row.amount, *(amount for _level, amount in row.others)),
            is_total=row.is_total,
        )
        for row in page.results
    )
    shares = tuple(Row(head=name, cells=("–", *cells)) for name, cells in page.effects)
    text = _(
        "Low, mid and high lie outside the official model. They rest on the shares at the end of the table."
    )
    grid = Grid(caption=_("Result for each actor"), columns=_columns(labels), rows=(*rows, *shares))
    return Section(heading=_("Result"), paragraphs=(text,) if page.levels else (), grid=grid)


def _stated(page: CalculationPage) -> Section:
    rows = tuple(Row(head=str(fact.label), cells=(str(fact.value),)) for fact in page.inputs)
    columns = (Column(label=_("Stated")), Column(label=_("Value")))
    return Section(
        heading=_("What was stated"), grid=Grid(caption=_("What was stated"), columns=columns, rows=rows)
    )


def _actor(part: ActorPart) -> Section:
    rows = tuple(Row(head=row.name, cells=(row.counterpart, row.amount)) for row in part.entries)
    total = Row(head=_("Sum"), cells=("", part.amount), is_total=True)
    columns = (
        Column(label=_("Entry")),
        Column(label=_("From or to")),
        Column(label=_("Amount"), is_number=True),
    )
    return Section(heading=part.name, grid=Grid(caption=part.name, columns=columns, rows=(*rows, total)))


def _workings(page: CalculationPage) -> Section:
    """Every entry once, with its steps; a step that was told before is not told again."""
    told: set[str] = set()
    paragraphs: list[str] = []
    for row in (row for part in page.actors for row in part.entries):
        if new := [line for line in row.lines if line not in told]:
            told.update(new)
            paragraphs.append(" ".join([f"**{row.name}.**", *(f"{line}." for line in new)]))
    return Section(heading=_("How we count"), paragraphs=tuple(paragraphs))


def _rules(page: CalculationPage) -> Section:
    columns = (
        Column(label=_("Value")),
        Column(label=_("Amount"), is_number=True),
        Column(label=_("Since")),
        Column(label=_("Source")),
        Column(label=_("Mark")),
    )
    rows = tuple(Row(head=row.name, cells=(row.value, row.since, row.source, row.mark)) for row in page.rules)
    grid = Grid(caption=_("Values that the calculation rests on"), columns=columns, rows=rows)
    return Section(heading=_("Values that the calculation rests on"), grid=grid)


def _version(frozen: FrozenCalculation) -> Section:
    text = _("Values {version}, formulas {formulas}, digest {digest}.").format(
        version=frozen.parameter_version, formulas=frozen.formulas, digest=frozen.digest[:16]
    )
    return Section(heading=_("Version"), paragraphs=(text,))


def _columns(labels: tuple[str, ...]) -> tuple[Column, ...]:
    return tuple(Column(label=label, is_number=place > 0) for place, label in enumerate(labels))


def specimen() -> CalculationContent:
    """An example for the preview pages and tests."""
    path = Path(__file__).with_name("specimen_calculation.json")
    return thaw(CalculationContent, json.loads(path.read_text(encoding="utf-8")))


CALCULATION = DocumentKind(
    key="calculation",
    template="documents/strategy/calculation.html",
    context=CalculationContent,
    title=gettext_lazy("Socio-economic calculation"),
    specimen=specimen,
)


def fill_slots() -> None:
    """Called once the apps are ready."""
    register(CALCULATION)
