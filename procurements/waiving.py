"""What can be marked as not needed in a case, and what has been."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from procurements.case_rows import CaseRows
from procurements.policy_answer import answer_for
from procurements.states import STEPS, CaseState
from procurements.tasks_of_case import is_needed, owes_consent, step_key, tasks_of
from strategy.rules import Verdict

# Without these there is no contract, so they are steps of every case.
WAIVABLE_STEPS = (CaseState.PLAN, CaseState.MAP, CaseState.ANALYSE)
# Where it is asked whether there is a decision at all.
WAITS_FOR_DECISION = frozenset({"entry_check", step_key(CaseState.PLAN)})
IN_FORCE = frozenset({Verdict.APPLIES, Verdict.UNCLEAR})


@dataclass(frozen=True)
class StandingWaiver:
    """A waiver with the name of what it is about."""

    pk: int
    name: str
    reason: str
    who: str


def waivable(rows: CaseRows) -> list[tuple[str, str]]:
    """Steps and tasks that are still needed, as choices."""
    steps = [(step_key(step), _step_name(step)) for step in WAIVABLE_STEPS if is_needed(rows, step)]
    tasks = [
        (task.key, task.title)
        for task in tasks_of(rows)
        if task.can_be_waived and not task.is_done and task.key not in rows.waived
    ]
    return steps + tasks


def why_not_waive(rows: CaseRows, what: str) -> str | None:
    """The reason why not, or None. Only a missing decision is not the handler's own to pass over: it takes
    the consent of a decision-maker. Asks for the leadership's decisions where the case does not tell."""
    if what not in WAITS_FOR_DECISION or not rows.case.is_advertised:
        return None
    if owes_consent(rows):
        return _(
            "There is no decision, so this cannot be marked as not needed. A decision-maker must agree that "
            "the case goes on: who can is shown beside the entry questions."
        )
    is_settled = rows.entry is not None and rows.entry.has_decision is not None
    if is_settled or answer_for(rows.case).verdict in IN_FORCE:
        return None
    return _(
        "There is no decision by the leadership in Insteg that applies here. Answer the first of the entry "
        "questions, whether there is one elsewhere; without one, a decision-maker must agree that the case "
        "goes on."
    )


def standing_waivers(rows: CaseRows) -> list[StandingWaiver]:
    """What is marked as not needed now."""
    names = {step_key(step): _step_name(step) for step in STEPS} | {
        task.key: task.title for task in tasks_of(rows)
    }
    found = rows.case.waivers.all()
    return [StandingWaiver(w.pk, names.get(w.what, w.what), w.reason, w.actor_name) for w in found]


def _step_name(step: CaseState) -> str:
    return _("Step {number}: {name}").format(number=STEPS.index(step) + 1, name=step.label)
