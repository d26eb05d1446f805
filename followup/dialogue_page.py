"""What pages show of the dialogue under one contract, the same for both parties."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Contact, Document, Fact, Link, Turn
from core.templatetags.formats import date_words
from followup.commitment_facts import facts_of
from followup.dialogue_duty import (
    Duty,
    duty_of,
    has_dialogue,
    outcome_label,
    places_text,
    result_status,
    topics,
)
from followup.paper import lines
from followup.paper_list import of_member, papers_of
from followup.policies import is_party, why_not_record_dialogue
from followup.topics import parts_of
from organisations.models import Membership
from organisations.permissions import Permission
from procurements.models import Commitment, DialogueMeeting
from suppliers.contacts import contacts_of, crumbs_of
from suppliers.slots import Panel, commitment_panels, commitment_parts


@dataclass(frozen=True)
class MeetingView:
    """One meeting, ready worded."""

    heading: str
    facts: tuple[Fact, ...]
    note: str
    correction_url: str = ""


@dataclass(frozen=True)
class DialoguePage:
    commitment: Commitment
    crumbs: tuple[Link, ...]
    subnav: tuple[Link, ...]
    facts: tuple[Fact, ...]
    next_step: str
    topics: tuple[str, ...]
    meetings: tuple[MeetingView, ...]
    documents: tuple[Document, ...]
    contacts: tuple[Contact, ...]
    may_record: bool


def dialogue_page(commitment: Commitment, *, member: Membership) -> DialoguePage:
    meetings = meetings_of(commitment)
    duty = duty_of(commitment, meetings)
    url = reverse("followup:dialogue", args=[commitment.pk])
    may_record = why_not_record_dialogue(commitment, member) is None
    return DialoguePage(
        commitment=commitment,
        crumbs=crumbs_of(commitment),
        subnav=tuple(parts_of(member, commitment, path=url)),
        facts=(
            *duty_facts(commitment, duty),
            Fact(label=_("Whose turn"), turn=_turn(commitment, duty, member)),
        ),
        next_step=next_step(commitment, duty),
        topics=topics() if duty.waits else (),
        meetings=tuple(meeting_view(row, may_correct=may_record) for row in reversed(meetings)),
        documents=papers_of(meetings, address=of_member),
        contacts=contacts_of(commitment),
        may_record=may_record,
    )


def meetings_of(commitment: Commitment) -> Sequence[DialogueMeeting]:
    """The standing meetings in the order of their days."""
    return facts_of(commitment).meetings


def duty_facts(commitment: Commitment, duty: Duty) -> tuple[Fact, ...]:
    """Who calls, by when, and how it stands."""
    held = date_words(duty.first_held_on) if duty.first_held_on else ""
    latest = [Fact(label=_("First dialogue at the latest"), value=date_words(duty.first_by))]
    if duty.first_by is None:
        latest = []
    return (
        *latest,
        Fact(label=_("First dialogue"), status=duty.status, status_label=duty.status_label, note=held),
        Fact(label=_("Calls the meeting"), value=caller(commitment, duty)),
    )


def caller(commitment: Commitment, duty: Duty) -> str:
    return commitment.authority.name if duty.is_buyers_call else commitment.contract.supplier.name


def _turn(commitment: Commitment, duty: Duty, member: Membership) -> Turn:
    if not duty.waits:
        return Turn(who=_("Nobody"))
    own = commitment.authority_id in member.authority_ids_with(Permission.CONTRACT_EDIT)
    mine = own if duty.is_buyers_call else is_party(commitment, member)
    return Turn(is_yours=mine, is_group=True, who=caller(commitment, duty))


def next_step(commitment: Commitment, duty: Duty) -> str:
    """One sentence on what happens now."""
    if not duty.waits:
        return _("The dialogue is held and its outcome is written down. No further meeting is planned.")
    who, day = caller(commitment, duty), date_words(duty.due_on)
    if duty.due_on is None:
        return _("{who} calls the first meeting. By when it is to be held is not known here.").format(who=who)
    if duty.latest and duty.latest.next_on:
        return _("Next meeting {day}. {who} calls it.").format(day=day, who=who)
    return _("{who} calls the first meeting, which is to be held on {day} at the latest.").format(
        who=who, day=day
    )


def meeting_view(meeting: DialogueMeeting, *, may_correct: bool) -> MeetingView:
    told = _("Noted by {who}.").format(who=meeting.actor_name)
    if meeting.corrects_id:
        told = _("Corrected by {who}: {reason}").format(who=meeting.actor_name, reason=meeting.reason)
    return MeetingView(
        heading=date_words(meeting.valid_from),
        facts=tuple(_meeting_facts(meeting)),
        note=told,
        correction_url=reverse("followup:dialogue_correction", args=[meeting.commitment_id, meeting.pk])
        if may_correct
        else "",
    )


def _meeting_facts(meeting: DialogueMeeting) -> Iterable[Fact]:
    result, label = result_status(meeting), str(meeting.get_result_display())
    yield Fact(label=_("Result"), status=result, status_label=label)
    if meeting.places:
        yield Fact(label=_("Agreed places"), value=places_text(meeting))
    yield Fact(label=outcome_label(meeting), value=meeting.outcome)
    if meeting.topics:
        yield Fact(label=_("What you talked about"), value=meeting.topics)
    if meeting.participants:
        yield Fact(label=_("Took part"), value=", ".join(lines(meeting.participants)))
    if meeting.next_on:
        yield Fact(label=_("Next meeting"), value=date_words(meeting.next_on))


def panels(member: Membership, commitment: Commitment) -> Iterable[Panel]:
    """The dialogue on the contract's page."""
    if not has_dialogue(commitment):
        return
    meetings = meetings_of(commitment)
    duty = duty_of(commitment, meetings)
    facts = [*duty_facts(commitment, duty)]
    if agreed := next((row for row in reversed(meetings) if row.places), None):
        day = date_words(agreed.valid_from)
        facts.append(Fact(label=_("Agreed places"), value=places_text(agreed), note=day))
    yield Panel(
        title=_("Dialogue"),
        facts=tuple(facts),
        text=next_step(commitment, duty),
        url=reverse("followup:dialogue", args=[commitment.pk]),
        link=_("The dialogue in full"),
    )


def parts(member: Membership, commitment: Commitment) -> Iterable[Link]:
    """The dialogue's place in the sub-navigation of the contract."""
    if has_dialogue(commitment):
        yield Link(label=_("Dialogue"), url=reverse("followup:dialogue", args=[commitment.pk]))


def fill_slots() -> None:
    """Called once the apps are ready."""
    commitment_panels.fill(panels, key="followup.dialogue", order=10)
    commitment_parts.fill(parts, key="followup.dialogue", order=10)
