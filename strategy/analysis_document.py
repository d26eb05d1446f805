"""An analysis as a document: question by question with the figures and their sources, then readiness."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.components import Document, Figure, Record
from core.documents import DocumentKind, order, register, thaw
from core.documents.parts import Column, Grid, Row, Section
from core.models import IssuedDocument
from core.states import DocumentState
from core.templatetags.formats import date_words
from strategy.analysis_page import figure_lines, frozen_figures, readiness_words, state_words
from strategy.analysis_subjects import FACTORS, QUESTIONS, Verdict
from strategy.models import Analysis, AnalysisAnswer, AnalysisFigure

if TYPE_CHECKING:
    from core.actors import Actor

LANGUAGE = "sv"  # papers of Swedish authorities are written in Swedish


@dataclass(frozen=True, kw_only=True)
class AnalysisContent:
    """What the document says, ready worded."""

    lead: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, kw_only=True)
class AnalysisDocuments:
    """The documents of an analysis, and whether one is being made."""

    issued: tuple[Document, ...]
    is_making: bool


def order_analysis(analysis: Analysis, *, by: "Actor") -> IssuedDocument:
    """Order the next version of the document, as the analysis stands now."""
    return order(
        ANALYSIS,
        analysis,
        context=content_of(analysis),
        title=analysis.title,
        authority=analysis.authority,
        by=by,
        language=LANGUAGE,
    )


def content_of(analysis: Analysis) -> AnalysisContent:
    """The context of the document, in the document's language."""
    answers = {row.subject: row for row in analysis.answers.all()}
    figures = list(analysis.figures.all())
    with translation.override(LANGUAGE):
        lead = _("The prerequisites for employment requirements at {authority}. {state}.")
        questions = (_question(analysis, answers[subject], figures) for subject in QUESTIONS)
        return AnalysisContent(
            lead=lead.format(authority=analysis.authority, state=state_words(analysis)),
            sections=(*questions, _readiness([answers[subject] for subject in FACTORS])),
        )


def _question(analysis: Analysis, answer: AnalysisAnswer, figures: Iterable[AnalysisFigure]) -> Section:
    paragraphs = tuple(line for line in answer.text.splitlines() if line.strip()) or (_("Not answered."),)
    if answer.is_carried:
        paragraphs += (_("From the analysis before; nobody has looked at it in this one."),)
    rows = [
        Row(head=line.label, cells=(line.figure, line.source, line.as_of))
        for line in figure_lines(row for row in figures if row.subject == answer.subject)
    ]
    rows += [_own_row(own, day=date_words(analysis.closed_on)) for own in frozen_figures(answer)]
    columns = (
        Column(label=_("What it shows")),
        Column(label=_("Figure")),
        Column(label=_("Source")),
        Column(label=_("Of")),
    )
    grid = Grid(caption=_("Figures that the answer rests on"), columns=columns, rows=tuple(rows))
    return Section(heading=str(answer), paragraphs=paragraphs, grid=grid if rows else None)


def _own_row(own: Figure, *, day: str) -> Row:
    """A figure of the system's own, as it was on the day."""
    source = _("Insteg, {scope}").format(scope=own.scope) if own.scope else _("Insteg")
    return Row(head=str(own.label), cells=(f"{own.value} {own.unit}".strip(), source, day))


def _readiness(answers: list[AnalysisAnswer]) -> Section:
    rows = tuple(Row(head=str(row), cells=(_verdict(row), row.text)) for row in answers)
    columns = (
        Column(label=_("Success factor")),
        Column(label=_("Is it in place?")),
        Column(label=_("Comment")),
    )
    grid = Grid(caption=_("Success factors"), columns=columns, rows=rows)
    return Section(heading=_("Are we ready?"), paragraphs=(readiness_words(answers),), grid=grid)


def _verdict(answer: AnalysisAnswer) -> str:
    return str(Verdict(answer.verdict).label) if answer.verdict else _("Not judged")


def documents_of(analysis: Analysis) -> AnalysisDocuments:
    """Issued documents, the latest first."""
    found = IssuedDocument.objects.about(analysis).defer("context", "frame")
    rows = list(found.order_by("-version", "-edition"))
    issued = tuple(
        Document(
            title=_("{title}, version {version}").format(title=_("Analysis"), version=row.version),
            url=reverse("document", args=[row.pk]),
            record=Record.WORKING,
            date=date_words(row.record_on),
            note=ngettext("PDF, {n} page", "PDF, {n} pages", row.page_count or 0).format(n=row.page_count),
        )
        for row in rows
        if row.is_issued
    )
    return AnalysisDocuments(issued=issued, is_making=any(row.state == DocumentState.ORDERED for row in rows))


def specimen() -> AnalysisContent:
    """An example for the preview pages and tests."""
    path = Path(__file__).with_name("specimen_analysis.json")
    return thaw(AnalysisContent, json.loads(path.read_text(encoding="utf-8")))


ANALYSIS = DocumentKind(
    key="analysis",
    template="documents/strategy/analysis.html",
    context=AnalysisContent,
    title=gettext_lazy("Analysis of the prerequisites"),
    specimen=specimen,
)


def fill_slots() -> None:
    """Called once the apps are ready."""
    register(ANALYSIS)
