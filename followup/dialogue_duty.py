"""What a dialogue requirement asks for and how far it has come. No queries."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core import clock
from core.components import Status
from procurements.choices import DialogueCaller, DialogueResult, PlacementType, RequirementKind
from procurements.models import Commitment, DialogueMeeting
from suppliers.ledger.months import add_months

WITH_DIALOGUE = (RequirementKind.DIALOGUE, RequirementKind.COMBINED)


@dataclass(frozen=True)
class Duty:
    """The duty to meet: who calls, by when, and what has come of it. `first_by` is empty where the day is not
    known, `due_on` also when nothing waits."""

    is_buyers_call: bool
    first_by: dt.date | None
    first_held_on: dt.date | None
    due_on: dt.date | None
    latest: DialogueMeeting | None

    @property
    def waits(self) -> bool:
        """Is there a meeting to hold, whether or not its day is known?"""
        return self.is_first or self.due_on is not None

    @property
    def is_first(self) -> bool:
        return self.first_held_on is None

    @property
    def status(self) -> Status:
        if self.first_held_on is not None:
            return Status.DONE
        is_late = self.first_by is not None and clock.today() > self.first_by
        return Status.LATE if is_late else Status.WAITING

    @property
    def status_label(self) -> str:
        if self.first_held_on is None:
            return _("Not held")
        if self.first_by is None:
            return pgettext("dialogue", "Held")
        return _("Held too late") if self.first_held_on > self.first_by else _("Held in time")


def has_dialogue(commitment: Commitment) -> bool:
    return commitment.kind in WITH_DIALOGUE


def first_by(commitment: Commitment) -> dt.date | None:
    """The last day for the first meeting; None where it is not known of a contract that was taken over."""
    if commitment.dialogue_first_within_months is None:
        return None
    return add_months(commitment.contract.starts_on, commitment.dialogue_first_within_months)


def duty_of(commitment: Commitment, meetings: Sequence[DialogueMeeting]) -> Duty:
    """The duty as the standing meetings leave it; `meetings` in the order of their days."""
    held = [meeting for meeting in meetings if meeting.is_held]
    latest = meetings[-1] if meetings else None
    planned = latest.next_on if latest else None
    return Duty(
        is_buyers_call=commitment.dialogue_called_by == DialogueCaller.BUYER,
        first_by=first_by(commitment),
        first_held_on=held[0].valid_from if held else None,
        due_on=planned or (None if held else first_by(commitment)),
        latest=latest,
    )


def topics() -> tuple[str, ...]:
    """What such a dialogue is about; the meeting may take up more."""
    return (
        _("What the supplier needs and what the work under the contract consists of"),
        _("Which places are possible: employment, internship, trainee place, apprenticeship or training"),
        _("How many places, from when and for how long"),
        _("What the work asks for and what can be learnt on the job"),
        _("How people are found, and who at the matching side helps"),
        _("Introduction, supervisor and whom to call"),
    )


def places_text(meeting: DialogueMeeting) -> str:
    """Two internships and one employment, as far as they were agreed."""
    return ", ".join(
        _("{type}: {number}").format(type=PlacementType(kind).label, number=number)
        for kind, number in ordered(meeting.places)
    )


def ordered(places: dict[str, int]) -> list[tuple[str, int]]:
    """The agreed places in the order in which types always stand."""
    return [(kind, places[kind]) for kind in PlacementType.values if kind in places]


def outcome_label(meeting: DialogueMeeting) -> str:
    """What the written outcome is an answer to."""
    return {
        DialogueResult.PLACES: _("What was agreed"),
        DialogueResult.NONE: _("Why there are no places"),
        DialogueResult.POSTPONED: _("Why it was put off"),
    }[DialogueResult(meeting.result)]


def result_status(meeting: DialogueMeeting) -> Status:
    return {
        DialogueResult.PLACES: Status.DONE,
        DialogueResult.NONE: Status.DONE,
        DialogueResult.POSTPONED: Status.WAITING,
    }[DialogueResult(meeting.result)]
