"""Reminders of days that near under a contract: first start, dialogue, the supplier's view, a decision."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import DateField, ExpressionWrapper, F, Func, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import OutgoingMail, Reminder
from core.reminders import Due, Recipient, ReminderKind, reminder_kinds
from followup.choices import StepKind, Verdict
from followup.commitment_facts import facts_of
from followup.dialogue_duty import duty_of
from followup.hearing_mails import STATEMENT_WANTED, TO_DECIDE, is_awaited, is_undecided
from followup.mails import DIALOGUE_DUE, FIRST_START
from followup.models import HearingStep
from followup.start_duty import waits_for_start
from followup.todo import DECIDE_WITHIN, dialogues_waiting, due_on
from matching.models import CandidateRequest
from matching.models.serving import officers_of
from procurements.choices import RequirementKind
from procurements.models import Commitment
from procurements.states import CommitmentState
from suppliers.entered import entered_days
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
    told, entered = outcomes(found), entered_days(found)
    for row in found:
        day = told[row.pk].detail.first_start_by
        if day is not None and waits_for_start(told[row.pk]):
            yield Due(row, day, known_on=entered.get(row.pk))


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
    found = list(dialogues_waiting(Commitment.objects.all()))
    entered = entered_days(found)
    for row in found:
        day = due_on(row)
        if day is not None and clock.today() - TOO_OLD <= day <= until:
            yield Due(row, day, known_on=entered.get(row.pk))


def is_dialogue_due(commitment: Commitment, reminder: Reminder) -> bool:
    """Not held since, and not moved to another day."""
    is_running = commitment.state == CommitmentState.RUNNING
    return is_running and duty_of(commitment, facts_of(commitment).meetings).due_on == reminder.due_on


def callers(commitment: Commitment) -> list[Recipient]:
    """Whoever calls the meeting by the contract."""
    duty = duty_of(commitment, ())
    return receivers_of(commitment) if duty.is_buyers_call else reporters_of(commitment)


def due_statements(until: dt.date) -> Iterable[Due]:
    """Requests for a supplier's view that it has not answered."""
    for request in _latest_steps(Q(kind=StepKind.STATEMENT_REQUESTED, due_on__lte=until)):
        if request.due_on is not None and request.due_on >= clock.today() - TOO_OLD:
            yield Due(request, request.due_on)


def due_decisions(until: dt.date) -> Iterable[Due]:
    """Views that wait for the buyer, and time to answer or to put right that has run out."""
    waiting = Q(kind__in=(StepKind.STATEMENT_REQUESTED, StepKind.STATEMENT_GIVEN)) | Q(verdict=Verdict.REMEDY)
    for step in _latest_steps(waiting):
        since = step.due_on or step.valid_from
        has_time = step.due_on is not None and step.due_on >= clock.today()
        if not has_time and since + DECIDE_WITHIN <= until:
            yield Due(step, since + DECIDE_WITHIN)


def _latest_steps(wanted: Q) -> QuerySet[HearingStep]:
    """The latest step of each running commitment, where it is one of the wanted."""
    standing = HearingStep.objects.standing().filter(commitment__state=CommitmentState.RUNNING)
    latest = standing.order_by("commitment", "-pk").distinct("commitment")
    return standing.filter(wanted, pk__in=latest.values("pk")).order_by("pk")


def is_asked(step: HearingStep, _reminder: Reminder) -> bool:
    return is_awaited(step, OutgoingMail())


def waits_for_decision(step: HearingStep, _reminder: Reminder) -> bool:
    return is_undecided(step, OutgoingMail())


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
    ReminderKind(
        key="followup.statement",
        label=_("The supplier's view awaited"),
        offsets=(-7, -2, 0),
        due=due_statements,
        recipients=lambda step: reporters_of(step.commitment),
        still_open=is_asked,
        mail=STATEMENT_WANTED,
    ),
    ReminderKind(
        key="followup.hearing_decision",
        label=_("Decision after the supplier's view"),
        offsets=(-7, 0, 14),
        due=due_decisions,
        recipients=lambda step: receivers_of(step.commitment),
        still_open=waits_for_decision,
        mail=TO_DECIDE,
        cap=2,
        escalate_to=lambda step: colleagues_of(step.commitment),
    ),
)


def fill_slots() -> None:
    """Called once the apps are ready."""
    for kind in KINDS:
        reminder_kinds.fill(kind, key=kind.key)
