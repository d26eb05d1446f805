"""What waits under running contracts beside reports: for the buyer, the supplier, and whom each waits for."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.slots import ToDo
from core.templatetags.formats import date_words
from core.together import Inquiry, Rows
from followup.choices import StepKind, Verdict
from followup.dialogue_duty import WITH_DIALOGUE, first_by
from followup.models import HearingStep
from followup.outcomes import awaiting
from followup.records import waiting_asked
from followup.unjudged import judging_to_do
from matching.models.serving import served_by
from organisations.models import Cooperation, Membership
from organisations.models.cooperation import Opens
from organisations.permissions import Permission, Role
from procurements.choices import DialogueCaller, DialogueResult
from procurements.models import Commitment, DialogueMeeting
from procurements.models.commitment import CommitmentQuerySet
from procurements.term import by_last_day
from suppliers.models import Report
from suppliers.states import WAITS_FOR_SUPPLIER, ReportState

MOST = 50
DECIDE_WITHIN = dt.timedelta(days=14)  # this product's own pace, not a rule of law


def to_do(member: Membership) -> Iterable[Inquiry[ToDo]]:
    """What waits for the member's side and what she waits for."""
    own = Commitment.objects.followed_by(member)
    if member.may(Permission.CONTRACT_EDIT):
        managed = own.filter(authority__in=member.authority_ids_with(Permission.CONTRACT_EDIT))
        yield from _waiting(managed, is_buyer=True)
        yield _outcomes(_without_officers(managed))
        yield _closings(managed)
    elif member.may(Permission.SUPPLIER_WORK):
        yield from _waiting(own.filter(contract__supplier=member.organisation_id), is_buyer=False)

    if member.may(Permission.PROFILE_EDIT):
        yield _outcomes(own.filter(pk__in=served_by(member).values("pk")))
    if member.may(Permission.RECORD_REGISTER):
        yield _register(member)
    yield from judging_to_do(member)


def _register(member: Membership) -> Inquiry[ToDo]:
    """The whole queue as one thing. Without a day: the law says without delay, and names none (OSL 5:1)."""
    waiting = waiting_asked(member.authority_ids_with(Permission.RECORD_REGISTER))

    def tell(*answers: Any) -> Iterable[ToDo]:
        for number, oldest in waiting.tell(*answers):
            action = ngettext("{number} record to register", "{number} records to register", number)
            yield ToDo(
                action=action.format(number=number),
                url=reverse("followup:record_list"),
                subject=_("The oldest is of {day}").format(day=date_words(oldest)),
                due_on=None,
                is_mine=True,
                kind="register",
            )

    return Inquiry(tell, *waiting.questions)


def _without_officers(commitments: CommitmentQuerySet) -> CommitmentQuerySet:
    """Those that no matching side works with, neither the authority's own nor by a co-operation: there the
    contract manager asks herself."""
    officers = Membership.objects.active().holding(Role.MATCHING_OFFICER)
    own = officers.filter(authorities=OuterRef("authority"))
    serves = Q(opens__contains=[Opens.REQUESTS]) | Q(opens__contains=[Opens.CASES])
    given = Cooperation.objects.in_force().filter(serves, giver=OuterRef("authority"))
    return commitments.filter(~Exists(own), ~Exists(given))


def _waiting(commitments: CommitmentQuerySet, *, is_buyer: bool) -> Iterable[Inquiry[ToDo]]:
    yield Inquiry(
        lambda rows: [_dialogue(row, due_on(row), is_buyer=is_buyer) for row in rows],
        Rows(dialogues_waiting(commitments)[:MOST]),
    )
    yield Inquiry(
        lambda rows: [_hearing(row, is_buyer=is_buyer) for row in rows],
        Rows(hearings_waiting(commitments)[:MOST]),
    )


def dialogues_waiting(commitments: CommitmentQuerySet) -> QuerySet[Commitment]:
    """Running ones with a dialogue to hold."""
    rows = with_dialogue_days(commitments.running()).filter(DIALOGUE_WAITS)
    return rows.select_related("contract__supplier", "authority").order_by("sort_key", "pk")


def due_on(row: Commitment) -> dt.date | None:
    """The day of the dialogue that one of these waits for, where it is known."""
    return getattr(row, "dialogue_planned_on", None) or first_by(row)


def with_dialogue_days(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """`dialogue_is_held`, and the day that the latest word names for the next meeting."""
    standing = DialogueMeeting.objects.standing().filter(commitment=OuterRef("pk"))
    held = standing.exclude(result=DialogueResult.POSTPONED)
    latest = standing.order_by("-valid_from", "-pk").values("next_on")[:1]
    return commitments.annotate(dialogue_is_held=Exists(held), dialogue_planned_on=Subquery(latest))


DIALOGUE_WAITS = Q(kind__in=WITH_DIALOGUE) & (
    Q(dialogue_is_held=False) | Q(dialogue_planned_on__isnull=False)
)


def _dialogue(row: Commitment, day: dt.date | None, *, is_buyer: bool) -> ToDo:
    is_buyers_call = row.dialogue_called_by == DialogueCaller.BUYER
    who = row.authority.name if is_buyers_call else row.contract.supplier.name
    mine = is_buyers_call == is_buyer
    held = getattr(row, "dialogue_is_held", False)
    return ToDo(
        action=_("Hold the next dialogue") if held else _("Hold the first dialogue"),
        url=reverse("followup:dialogue", args=[row.pk]),
        subject=about(row),
        due_on=day,
        is_mine=mine,
        waiting_for="" if mine else who,
        kind="dialogue",
    )


def _outcomes(commitments: CommitmentQuerySet) -> Inquiry[ToDo]:
    rows = awaiting(commitments).order_by("sort_key", "pk")
    return Inquiry(lambda found: [_outcome(row) for row in found], Rows(rows[:MOST]))


def _closings(commitments: CommitmentQuerySet) -> Inquiry[ToDo]:
    rows = to_close(commitments).order_by("sort_key", "pk")
    return Inquiry(lambda found: [_closing(row) for row in found], Rows(rows[:MOST]))


def to_close(commitments: CommitmentQuerySet) -> QuerySet[Commitment]:
    """Ended contracts under which no report is missing or unread."""
    waits = Report.objects.filter(
        commitment=OuterRef("pk"), state__in=[*WAITS_FOR_SUPPLIER, ReportState.SUBMITTED]
    )
    rows: QuerySet[Any] = by_last_day(commitments.running())
    return rows.filter(~Exists(waits), last_day__lt=clock.today())


def _closing(row: Commitment) -> ToDo:
    """Without a day: the contract has ended, and nothing is lost by waiting."""
    return ToDo(
        action=_("Close the follow-up"),
        url=reverse("followup:closing", args=[row.pk]),
        subject=about(row),
        due_on=None,
        is_mine=True,
        kind="closing",
    )


def _outcome(row: Commitment) -> ToDo:
    """Without a day: no law or contract sets one, and nobody is late because an old contract was entered."""
    told: Any = row
    text = ngettext(
        "Ask how it went for {number} person", "Ask how it went for {number} persons", told.awaited
    )
    return ToDo(
        action=text.format(number=told.awaited),
        url=reverse("followup:outcome_list", args=[row.pk]),
        subject=about(row),
        due_on=None,
        is_mine=True,
        kind="outcome",
    )


def hearings_waiting(commitments: CommitmentQuerySet) -> QuerySet[Commitment]:
    """Running ones with an open matter between the parties: their latest step, its day and last day."""
    latest = HearingStep.objects.standing().filter(commitment=OuterRef("pk")).order_by("-pk")
    rows = commitments.running().annotate(
        hearing_kind=Subquery(latest.values("kind")[:1]),
        hearing_verdict=Subquery(latest.values("verdict")[:1]),
        hearing_on=Subquery(latest.values("valid_from")[:1]),
        hearing_due_on=Subquery(latest.values("due_on")[:1]),
    )
    open_steps = (StepKind.STATEMENT_REQUESTED, StepKind.STATEMENT_GIVEN)
    found = rows.filter(Q(hearing_kind__in=open_steps) | Q(hearing_verdict=Verdict.REMEDY))
    return found.select_related("contract__supplier", "authority").order_by("sort_key", "pk")


def _hearing(row: Commitment, *, is_buyer: bool) -> ToDo:
    """The supplier's while it has time to answer or to put right; the buyer's from then on."""
    told: Any = row
    is_asked = told.hearing_kind == StepKind.STATEMENT_REQUESTED
    is_suppliers = told.hearing_due_on is not None and told.hearing_due_on >= clock.today()
    mine = is_suppliers != is_buyer
    who = row.contract.supplier.name if is_suppliers else row.authority.name
    page = "statement" if is_suppliers and is_asked else "hearing" if is_suppliers else "hearing_decision"
    decided_by = told.hearing_due_on or told.hearing_on
    to_supplier = _("Give your view") if is_asked else _("Put right what was decided")
    return ToDo(
        action=to_supplier if is_suppliers else _("Decide after the supplier's view"),
        url=reverse(f"followup:{page if mine else 'hearing'}", args=[row.pk]),
        subject=about(row),
        due_on=told.hearing_due_on if is_suppliers else decided_by + DECIDE_WITHIN,
        is_mine=mine,
        waiting_for="" if mine else who,
        kind="hearing",
    )


def about(commitment: Commitment) -> str:
    return " · ".join(part for part in (commitment.title, commitment.diary_number) if part)
