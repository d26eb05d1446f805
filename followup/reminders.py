"""Reminders of days that near under a contract: the first start, and the dialogue."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import DateField, ExpressionWrapper, F, Func
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import Reminder
from core.reminders import Due, Recipient, ReminderKind, reminder_kinds
from followup.commitment_facts import facts_of
from followup.dialogue_duty import duty_of
from followup.mails import DIALOGUE_DUE, FIRST_START
from followup.start_duty import waits_for_start
from followup.todo import dialogues_waiting, due_on
from matching.models import CandidateRequest
from matching.models.serving import officers_of
from procurements.choices import RequirementKind
from procurements.models import Commitment
from procurements.states import CommitmentState
from suppliers.parties import colleagues_of, receivers_of, reporters_of
from suppliers.tallies import outcomes

# A day that passed long ago, before the contract was entered here, is nobody's news. This product's own pace.
TOO_OLD = dt.timedelta(days=60)


def due_first_starts(until: dt.date) -> Iterable[Due]:
    """Running contracts with a volume whose day for the first start comes, and where nobody has begun."""
    day_by = ExpressionWrapper(
        F("contract__starts_on")
        + Func("first_start_within_months", template="make_interval(0, %(expressions)s)"),
        output_field=DateField(),
    )
    rows = Commitment.objects.running().exclude(kind=RequirementKind.DIALOGUE)
    near = rows.annotate(start_by=Cast(day_by, DateField())).filter(
        contract__starts_on__lte=clock.today(), start_by__range=(clock.today() - TOO_OLD, until)
    )
    found = list(near.select_related("contract").order_by("pk"))
    told = outcomes(found)
    for row in found:
        day = told[row.pk].detail.first_start_by
        if day is not None and waits_for_start(told[row.pk]):
            yield Due(row, day)


def is_without_start(commitment: Commitment, _reminder: Reminder) -> bool:
    is_running = commitment.state == CommitmentState.RUNNING
    return is_running and waits_for_start(outcomes([commitment])[commitment.pk])


def those_who_find(commitment: Commitment) -> list[Recipient]:
    """The supplier; the matching officers while its request for candidates is unanswered."""
    asked = CandidateRequest.objects.unanswered().filter(commitment=commitment).select_related("authority")
    officers = {officer.pk: officer for request in asked for officer in officers_of(request.authority)}
    return list(officers.values()) or reporters_of(commitment)


def due_dialogues(until: dt.date) -> Iterable[Due]:
    """Running contracts whose next dialogue comes or has not been noted."""
    for row in dialogues_waiting(Commitment.objects.all()):
        if clock.today() - TOO_OLD <= (day := due_on(row)) <= until:
            yield Due(row, day)


def is_dialogue_due(commitment: Commitment, reminder: Reminder) -> bool:
    """Not held since, and not moved to another day."""
    is_running = commitment.state == CommitmentState.RUNNING
    return is_running and duty_of(commitment, facts_of(commitment).meetings).due_on == reminder.due_on


def callers(commitment: Commitment) -> list[Recipient]:
    """Whoever calls the meeting by the contract."""
    duty = duty_of(commitment, ())
    return receivers_of(commitment) if duty.is_buyers_call else reporters_of(commitment)


KINDS = (
    ReminderKind(
        key="followup.first_start",
        label=_("First start nearing"),
        offsets=(-60, -30, -7, 1, 14),
        due=due_first_starts,
        recipients=those_who_find,
        still_open=is_without_start,
        mail=FIRST_START,
        cap=4,
        escalate_to=colleagues_of,
    ),
    ReminderKind(
        key="followup.dialogue",
        label=_("Dialogue not held"),
        offsets=(-14, -3, 1, 7, 21),
        due=due_dialogues,
        recipients=callers,
        still_open=is_dialogue_due,
        mail=DIALOGUE_DUE,
        cap=4,
        escalate_to=colleagues_of,
    ),
)


def fill_slots() -> None:
    """Called once the apps are ready."""
    for kind in KINDS:
        reminder_kinds.fill(kind, key=kind.key)
