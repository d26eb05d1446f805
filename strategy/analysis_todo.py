"""What waits in an analysis for the one who is to answer."""

from collections.abc import Iterable

from django.utils.translation import ngettext

from core.slots import ToDo, todo
from core.together import Inquiry, Rows
from organisations.models import Membership
from organisations.permissions import Permission
from strategy.models import AnalysisAnswer


def things_to_do(member: Membership) -> Iterable[Inquiry[ToDo]]:
    """The member's questions that nobody has answered, one row for each analysis."""
    if not member.may(Permission.STRATEGY_PREPARE):
        return
    waiting = AnalysisAnswer.objects.visible_to(member).waiting_for((member.acting_for or member).pk)
    yield Inquiry(_told, Rows(waiting.select_related("analysis").order_by("analysis", "pk")))


def _told(answers: list[AnalysisAnswer]) -> Iterable[ToDo]:
    by_analysis: dict[int, list[AnalysisAnswer]] = {}
    for answer in answers:
        by_analysis.setdefault(answer.analysis_id, []).append(answer)
    for found in by_analysis.values():
        analysis = found[0].analysis
        words = ngettext(
            "Answer {n} question in the analysis", "Answer {n} questions in the analysis", len(found)
        )
        yield ToDo(
            action=words.format(n=len(found)),
            url=analysis.get_absolute_url(),
            subject=analysis.title,
            due_on=None,
            is_mine=True,
            kind="strategy.analysis",
        )


def fill_slots() -> None:
    """Called once the apps are ready."""
    todo.fill(things_to_do, key="strategy.analysis")
