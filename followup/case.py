"""What the page of a case shows of the dialogue under its contracts, in the step Manage."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.components import Status
from core.together import Inquiry, Rows
from followup.commitment_facts import meetings_under
from followup.dialogue_duty import WITH_DIALOGUE, duty_of
from followup.dialogue_page import caller, next_step
from organisations.models import Membership
from procurements.case_rows import WITH_CONTRACT
from procurements.case_task import CaseTask
from procurements.models import Commitment, DialogueMeeting, Procurement
from procurements.slots import StepPanel, step_parts
from procurements.states import CaseState


def parts(member: Membership, case: Procurement, step: CaseState) -> Iterable[Inquiry[CaseTask | StepPanel]]:
    """One task for each contract with a dialogue that the member follows."""
    if step != CaseState.MANAGE or case.state not in WITH_CONTRACT:
        return
    seen = Commitment.objects.followed_by(member).filter(
        contract__lot__procurement=case, kind__in=WITH_DIALOGUE
    )

    def tell(found: list[Commitment], meetings: list[DialogueMeeting]) -> Iterable[CaseTask | StepPanel]:
        for row in found:
            yield task(row, [meeting for meeting in meetings if meeting.commitment_id == row.pk])

    yield Inquiry(
        tell,
        Rows(seen.with_list_data().order_by("pk")),
        Rows(meetings_under(seen)),
    )


def task(commitment: Commitment, meetings: Sequence[DialogueMeeting]) -> CaseTask:
    """The next meeting, or that none is planned."""
    duty = duty_of(commitment, meetings)
    status, waiting_for = Status.DONE, ""
    if duty.waits:
        is_late = duty.due_on is not None and duty.due_on < clock.today()
        status = Status.LATE if is_late else Status.RUNNING
        waiting_for = "" if duty.is_buyers_call else caller(commitment, duty)
    return CaseTask(
        key=f"dialogue:{commitment.pk}",
        step=CaseState.MANAGE,
        title=_("Hold the dialogue"),
        status=status,
        hint=next_step(commitment, duty),
        url=reverse("followup:dialogue", args=[commitment.pk]),
        waiting_for=waiting_for,
        due_on=duty.due_on,
        can_be_waived=False,
    )


def fill_slots() -> None:
    """Called once the apps are ready."""
    step_parts.fill(parts, key="followup.dialogue", order=80)
