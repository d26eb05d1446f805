"""The page of one question, and the page where two answers stand beside each other. Reads only."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.components import Figure, Link
from core.templatetags.formats import moment_short
from organisations.models import Membership
from strategy.analysing import figures_of
from strategy.analysis_page import FigureLine, answer_url, figure_lines, neighbours
from strategy.analysis_subjects import FACTORS, HELP, QUESTIONS, Subject, Verdict
from strategy.forms.analysis import AnswerForm
from strategy.models import Analysis, AnalysisAnswer, AnalysisFigure

MOST_OFFERED = 10


@dataclass(frozen=True, kw_only=True)
class QuestionPage:
    """What stands around the form."""

    place: str
    help: Promise
    saved: str
    own: tuple[Figure, ...]
    figures: tuple[FigureLine, ...]
    last_known: tuple[FigureLine, ...]
    has_figures: bool
    ways: tuple[Link, ...]
    has_next: bool


@dataclass(frozen=True, kw_only=True)
class Difference:
    label: str
    stored: str
    typed: str


@dataclass(frozen=True, kw_only=True)
class ConflictPage:
    """What stands now beside what was typed."""

    told: str
    theirs: str
    revision: int
    differences: tuple[Difference, ...]


def question_page(analysis: Analysis, answer: AnalysisAnswer, member: Membership) -> QuestionPage:
    subject = Subject(answer.subject)
    asks_figures = subject in QUESTIONS
    own_rows = analysis.figures.filter(subject=subject)
    before, after = neighbours(subject)
    return QuestionPage(
        place=_place(subject),
        help=HELP[subject],
        saved=_saved(answer),
        own=figures_of(member, analysis.authority, subject) if asks_figures else (),
        figures=figure_lines(own_rows) if asks_figures else (),
        last_known=_offered(analysis, subject) if asks_figures else (),
        has_figures=asks_figures,
        ways=tuple(
            Link(label=str(other.label), url=answer_url(analysis, other))
            for other in (before, after)
            if other
        ),
        has_next=after is not None,
    )


def _offered(analysis: Analysis, subject: Subject) -> tuple[FigureLine, ...]:
    """Last known figures, each with the way to a newer one in its place."""
    known = AnalysisFigure.objects.last_known_to(analysis).filter(subject=subject)[:MOST_OFFERED]
    url = reverse("strategy:new_analysis_figure", args=[analysis.pk, subject])
    return tuple(replace(line, newer_url=f"{url}?efter={line.pk}") for line in figure_lines(known))


def _place(subject: Subject) -> str:
    if subject in FACTORS:
        return _("Success factor {n} of {all}").format(n=FACTORS.index(subject) + 1, all=len(FACTORS))
    return _("Question {n} of {all}").format(n=QUESTIONS.index(subject) + 1, all=len(QUESTIONS))


def _saved(answer: AnalysisAnswer) -> str:
    if answer.saved_at:
        when = moment_short(answer.saved_at)
        return _("Last saved by {name}, {when}.").format(name=answer.saved_name, when=when)
    if answer.is_carried:
        return _("This is what the analysis before says. Change it, or save it to say that it still holds.")
    return ""


def conflict_of(stored: AnalysisAnswer, form: AnswerForm, reader: Membership) -> ConflictPage:
    """Both versions of all that differs."""
    when = moment_short(stored.saved_at) if stored.saved_at else ""
    if stored.saved_by_id == reader.pk:
        told = _("You saved this answer {when} on another page. Choose which version is to stand.")
        theirs = _("Saved on the other page")
    else:
        told = _("{who} saved this answer {when}, while you were writing. Choose which version is to stand.")
        theirs = stored.saved_name
    return ConflictPage(
        told=told.format(who=stored.saved_name, when=when),
        theirs=theirs,
        revision=stored.revision,
        differences=tuple(
            Difference(
                label=str(form.fields[name].label),
                stored=_worded(name, getattr(stored, name)),
                typed=_worded(name, typed),
            )
            for name, typed in form.typed.items()
            if getattr(stored, name) != typed
        ),
    )


def _worded(name: str, value: object) -> str:
    if name == "verdict" and value:
        return str(Verdict(str(value)).label)
    return str(value) if value else "–"
