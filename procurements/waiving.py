"""What can be marked as not needed in a case, and what has been."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from procurements.case_rows import CaseRows
from procurements.states import STEPS, CaseState
from procurements.tasks_of_case import is_needed, step_key, tasks_of

# Without these there is no contract, so they are steps of every case.
WAIVABLE_STEPS = (CaseState.PLAN, CaseState.MAP, CaseState.ANALYSE)


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


def standing_waivers(rows: CaseRows) -> list[StandingWaiver]:
    """What is marked as not needed now."""
    names = {step_key(step): _step_name(step) for step in STEPS} | {
        task.key: task.title for task in tasks_of(rows)
    }
    found = rows.case.waivers.all()
    return [StandingWaiver(w.pk, names.get(w.what, w.what), w.reason, w.actor_name) for w in found]


def _step_name(step: CaseState) -> str:
    return _("Step {number}: {name}").format(number=STEPS.index(step) + 1, name=step.label)
