"""Recording a dialogue under a contract: the fact, its paper, and a mail to the supplier."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.actors import Actor, actor_columns
from core.locks import one_at_a_time
from core.rules import RuleBroken
from followup.actions.following import not_ahead
from followup.dialogue_paper import order_agreement
from followup.mails import tell_dialogue
from procurements.choices import DialogueResult
from procurements.models import Commitment, DialogueMeeting


@transaction.atomic
def record_dialogue(
    commitment: Commitment,
    *,
    held_on: dt.date,
    result: str,
    outcome: str,
    participants: str = "",
    topics: str = "",
    places: Mapping[str, int] | None = None,
    next_on: dt.date | None = None,
    by: Actor,
) -> DialogueMeeting:
    """Note a meeting on occupation and what was agreed, or why no places, or that it was put off.

    Of a held meeting a paper is drawn up for both parties. The supplier is told after commit. Agreed
    places are aims; they change nothing in what the commitment owes.
    """
    told = _checked(held_on, result, places or {}, next_on)
    row = DialogueMeeting(
        commitment=commitment,
        result=result,
        outcome=outcome,
        participants=participants,
        topics=topics,
        **told,
        **actor_columns(by),
    )
    return _kept(row, by=by)


@transaction.atomic
def correct_dialogue(meeting: DialogueMeeting, *, reason: str, by: Actor, **told: Any) -> DialogueMeeting:
    """Put right what was noted: a new row, with the reason. The first word stays in the history."""
    one_at_a_time("dialogue", meeting.pk)
    if DialogueMeeting.objects.filter(corrects=meeting).exists():
        raise RuleBroken(_("Somebody has corrected this already. Look at the page again."))
    if not reason.strip():
        raise RuleBroken(_("Say why this is changed."))
    told |= _checked(told.pop("held_on"), told["result"], told["places"], told["next_on"])
    row = DialogueMeeting(
        commitment=meeting.commitment, corrects=meeting, reason=reason, **told, **actor_columns(by)
    )
    return _kept(row, by=by)


def _checked(
    held_on: dt.date, result: str, places: Mapping[str, int], next_on: dt.date | None
) -> dict[str, Any]:
    not_ahead(held_on)
    if next_on is not None and next_on <= held_on:
        raise RuleBroken(_("Choose a day for the next meeting after this one."))
    if places and result != DialogueResult.PLACES:
        raise RuleBroken(_("Leave the places empty, or choose that places were agreed."))
    return {"valid_from": held_on, "places": dict(places), "next_on": next_on}


def _kept(row: DialogueMeeting, *, by: Actor) -> DialogueMeeting:
    row.full_clean(exclude=["corrects"])
    row.save()
    if row.is_held:
        order_agreement(row, by=by)
    tell_dialogue(row, by=by)
    return row
