"""Steps over a whole analysis: begun from the one before, closed with the figures of the day."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core.components import Figure
from core.rules import RuleBroken
from organisations.models import Authority, Membership
from organisations.permissions import Permission
from strategy.analysis_subjects import QUESTIONS, Subject
from strategy.models import Analysis, AnalysisAnswer
from strategy.slots import own_figures
from strategy.states import AnalysisState

LANGUAGE = "sv"  # papers of Swedish authorities are written in Swedish


def latest_closed(authority: Authority) -> Analysis | None:
    """The one that the next begins from."""
    closed = Analysis.objects.filter(authority=authority, state=AnalysisState.CLOSED)
    return closed.order_by("-closed_on", "-pk").first()


@transaction.atomic
def begin_analysis(*, authority: Authority, title: str, by: Membership) -> Analysis:
    """An open analysis with an answer for each subject, as the one before left it."""
    previous = latest_closed(authority)
    row = Analysis(authority=authority, title=title, begun_by=by, follows=previous)
    row.full_clean(validate_constraints=False)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as refusal:
        raise RuleBroken(_("The authority has an analysis in progress already.")) from refusal
    row.begin(by=by)
    earlier = {answer.subject: answer for answer in previous.answers.all()} if previous else {}
    owners = {member.pk for member in writers_of(authority)}
    AnalysisAnswer.objects.bulk_create(
        _carried(row, subject, earlier.get(subject), owners) for subject in Subject
    )
    return row


def _carried(
    analysis: Analysis, subject: Subject, before: AnalysisAnswer | None, owners: set[int]
) -> AnalysisAnswer:
    if before is None:
        return AnalysisAnswer(analysis=analysis, subject=subject)
    owner = before.owner_id if before.owner_id in owners else None
    return AnalysisAnswer(
        analysis=analysis, subject=subject, text=before.text, verdict=before.verdict, owner_id=owner
    )


def writers_of(authority: Authority) -> list[Membership]:
    """Active members who may write in the authority's analyses, by name."""
    rows = Membership.objects.active().of_authority(authority).select_related("user")
    return [row for row in rows.order_by("user__sort_key", "pk") if row.may(Permission.STRATEGY_PREPARE)]


def close_analysis(analysis: Analysis, *, by: Membership) -> None:
    """Close it with what the system itself knows today, worded in Swedish."""
    with translation.override(LANGUAGE):
        found = {subject.value: figures_of(by, analysis.authority, subject) for subject in QUESTIONS}
        stored = {subject: [_stored(figure) for figure in figures] for subject, figures in found.items()}
    analysis.close(own_figures=stored, by=by)


def figures_of(member: Membership, authority: Authority, subject: str) -> tuple[Figure, ...]:
    """What the system knows by itself about a question, as far as the member may see it."""
    return tuple(figure for source in own_figures for figure in source(member, authority, Subject(subject)))


def _stored(figure: Figure) -> dict[str, str]:
    told = [str(part.label) for part in figure.parts] + ([str(figure.scope)] if figure.scope else [])
    parts: Mapping[str, object] = {
        "value": figure.value, "unit": figure.unit, "label": figure.label, "scope": ", ".join(told),
    }  # fmt: skip
    return {name: str(text) for name, text in parts.items()}
