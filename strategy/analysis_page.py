"""The pages of an analysis, ready worded. Reads only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.components import Fact, Figure, Link, Status
from core.templatetags.formats import date_words, moment_short
from organisations.models import Membership
from strategy import analysis_policies as policies
from strategy.analysis_subjects import FACTORS, QUESTIONS, Subject, Verdict
from strategy.models import Analysis, AnalysisAnswer, AnalysisFigure, LeadershipDecision
from strategy.states import AnalysisState

S = AnalysisState
VERDICTS = {Verdict.YES: Status.DONE, Verdict.PARTLY: Status.RUNNING, Verdict.NO: Status.ACTION_NEEDED}
STATES = {S.OPEN: Status.RUNNING, S.CLOSED: Status.DONE, S.DROPPED: Status.NOT_NEEDED}


@dataclass(frozen=True, kw_only=True)
class FigureLine:
    """A figure with its source and day."""

    label: str
    figure: str
    source: str
    as_of: str
    pk: int
    newer_url: str = ""


@dataclass(frozen=True, kw_only=True)
class AnswerLine:
    """A question or a success factor as the page of the analysis shows it."""

    name: str
    url: str
    text: str
    status: Status
    status_label: str
    owner: str
    saved: str
    figures: tuple[FigureLine, ...] = ()
    own: tuple[Figure, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AnalysisPage:
    """Everything on the page of one analysis."""

    crumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    questions: tuple[AnswerLine, ...]
    factors: tuple[AnswerLine, ...]
    readiness: str
    next_url: str
    may_write: bool
    may_tie: bool


@dataclass(frozen=True, kw_only=True)
class AnalysisLine:
    """An analysis in the list."""

    title: str
    url: str
    authority: str
    answered: str
    status: Status
    status_label: str
    decision: str
    decision_url: str


def crumbs(analysis: Analysis | None = None) -> tuple[Link, ...]:
    """The way back up: decisions, analyses, and from a question to its analysis."""
    up = (
        Link(label=_("Decisions"), url=reverse("strategy:decision_list")),
        Link(label=_("Analyses"), url=reverse("strategy:analysis_list")),
    )
    return (*up, Link(label=analysis.title, url=analysis.get_absolute_url())) if analysis else up


def analysis_lines(rows: Iterable[Analysis], seen: Iterable[int]) -> tuple[AnalysisLine, ...]:
    """`seen` are the decisions that the reader may know of."""
    known = set(seen)
    return tuple(
        AnalysisLine(
            title=row.title,
            url=row.get_absolute_url(),
            authority=str(row.authority),
            answered=answered_words(row.answers.all()),
            status=STATES[S(row.state)],
            status_label=state_words(row),
            decision=row.decision.title if row.decision and row.decision_id in known else "",
            decision_url=row.decision.get_absolute_url() if row.decision else "",
        )
        for row in rows
    )


def analysis_page(analysis: Analysis, member: Membership) -> AnalysisPage:
    """The page for this reader."""
    answers = list(analysis.answers.select_related("owner__user", "saved_by__user", "saved_for__user"))
    figures = list(analysis.figures.all())
    may_write = policies.why_not_write(analysis, member) is None
    lines = {row.subject: _line(row, figures, may_write=may_write) for row in answers}
    return AnalysisPage(
        crumbs=crumbs(),
        facts=tuple(_facts(analysis, answers, member)),
        questions=tuple(lines[subject] for subject in QUESTIONS),
        factors=tuple(lines[subject] for subject in FACTORS),
        readiness=readiness_words(answers),
        next_url=_next_url(answers) if may_write else "",
        may_write=may_write,
        may_tie=policies.why_not_tie(analysis, member) is None,
    )


def answered_words(answers: Iterable[AnalysisAnswer]) -> str:
    done = sum(row.is_answered for row in answers if not row.is_factor)
    return _("{n} of {all} questions").format(n=done, all=len(QUESTIONS))


def readiness_words(answers: Iterable[AnalysisAnswer]) -> str:
    """How many of the five are in place; no score is made of them."""
    ready = sum(row.verdict == Verdict.YES and row.is_answered for row in answers if row.is_factor)
    words = ngettext("{n} of {all} is in place.", "{n} of {all} are in place.", ready)
    return words.format(n=ready, all=len(FACTORS))


def state_words(analysis: Analysis) -> str:
    if analysis.closed_on:
        return _("Closed {day}").format(day=date_words(analysis.closed_on))
    return str(S(analysis.state).label)


def figure_lines(rows: Iterable[AnalysisFigure]) -> tuple[FigureLine, ...]:
    return tuple(
        FigureLine(
            label=row.label, figure=row.figure, source=row.source, as_of=date_words(row.as_of), pk=row.pk
        )
        for row in rows
    )


def frozen_figures(answer: AnalysisAnswer) -> tuple[Figure, ...]:
    """The system's own figures as they were when the analysis was closed."""
    return tuple(Figure(**figure) for figure in answer.own_figures)


def neighbours(subject: str) -> tuple[Subject | None, Subject | None]:
    """The ones before and after, the factors last."""
    order: Sequence[Subject] = (*QUESTIONS, *FACTORS)
    place = order.index(Subject(subject))
    return order[place - 1] if place else None, order[place + 1] if place + 1 < len(order) else None


def answer_url(analysis: Analysis, subject: str) -> str:
    return reverse("strategy:analysis_answer", args=[analysis.pk, str(subject)])


def _next_url(answers: Iterable[AnalysisAnswer]) -> str:
    """Where to go on: the first one that nobody has looked at."""
    order = {subject.value: place for place, subject in enumerate((*QUESTIONS, *FACTORS))}
    left = sorted((row for row in answers if not row.is_answered), key=lambda row: order[row.subject])
    return reverse("strategy:analysis_answer", args=[left[0].analysis_id, left[0].subject]) if left else ""


def _line(answer: AnalysisAnswer, figures: Iterable[AnalysisFigure], *, may_write: bool) -> AnswerLine:
    status, label = _standing(answer)
    saved = ""
    if answer.saved_at:
        saved = _("{name}, {moment}").format(name=answer.saved_name, moment=moment_short(answer.saved_at))
    return AnswerLine(
        name=str(answer),
        url=reverse("strategy:analysis_answer", args=[answer.analysis_id, answer.subject])
        if may_write
        else "",
        text=answer.text,
        status=status,
        status_label=label,
        owner=str(answer.owner) if answer.owner else "",
        saved=saved,
        figures=figure_lines(row for row in figures if row.subject == answer.subject),
        own=frozen_figures(answer),
    )


def _standing(answer: AnalysisAnswer) -> tuple[Status, str]:
    if answer.is_carried:
        return Status.WAITING, _("From the analysis before")
    if answer.is_factor:
        if not answer.verdict:
            return Status.WAITING, _("Not judged")
        return VERDICTS[Verdict(answer.verdict)], str(Verdict(answer.verdict).label)
    return (Status.DONE, _("Answered")) if answer.is_answered else (Status.WAITING, _("Not answered"))


def _facts(analysis: Analysis, answers: Iterable[AnalysisAnswer], member: Membership) -> Iterable[Fact]:
    yield Fact(label=_("Status"), status=STATES[S(analysis.state)], status_label=state_words(analysis))
    yield Fact(label=_("Authority"), value=str(analysis.authority))
    yield Fact(label=_("Answered so far"), value=answered_words(answers))
    if analysis.follows:
        before = analysis.follows
        yield Fact(label=_("Begun from"), value=before.title, url=before.get_absolute_url())
    if analysis.decision and _sees(member, analysis.decision):
        decision = analysis.decision
        yield Fact(label=_("Led to"), value=decision.title, url=decision.get_absolute_url())


def _sees(member: Membership, decision: LeadershipDecision) -> bool:
    return LeadershipDecision.objects.visible_to(member).filter(pk=decision.pk).exists()
