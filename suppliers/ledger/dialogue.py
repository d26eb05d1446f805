"""The duty to meet and talk about possible places."""

import datetime as dt
from collections.abc import Sequence

from suppliers.ledger.facts import DialogueMeeting, Event, Terms
from suppliers.ledger.kinds import Deadline, DialogueResult
from suppliers.ledger.terms import contract_span, dialogue_by


def dialogue(events: Sequence[Event], terms: Terms, *, on: dt.date) -> Deadline | None:
    """Met when the first held meeting was in time; `None` where no dialogue is required, and where no term
    for it is known as long as none has been held."""
    if not terms.kind.has_dialogue:
        return None
    limit = dialogue_by(terms)
    held = first_meeting(events, on=on)
    if limit is None:
        return Deadline.MET if held is not None else None
    if held is not None and held <= limit:
        return Deadline.MET
    return Deadline.MISSED if on > limit else Deadline.PENDING


def dialogue_is_held(events: Sequence[Event], terms: Terms, *, on: dt.date) -> bool:
    """A meeting with a result, in time or late, is documented before the contract has ended."""
    held = first_meeting(events, on=on)
    return held is not None and held <= contract_span(terms).last


def first_meeting(events: Sequence[Event], *, on: dt.date) -> dt.date | None:
    """Day of the first meeting that led to places or to none; a postponed one is no meeting."""
    held = (
        e.on
        for e in events
        if isinstance(e, DialogueMeeting) and e.result is not DialogueResult.POSTPONED and e.on <= on
    )
    return min(held, default=None)
