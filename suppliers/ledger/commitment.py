"""How the whole commitment stands, computed from the day; facts corrected later may change it back."""

import datetime as dt
from collections.abc import Sequence

from suppliers.ledger.dialogue import dialogue_is_held
from suppliers.ledger.facts import Event, Relief, Terms
from suppliers.ledger.kinds import CommitmentStatus
from suppliers.ledger.terms import has_ended, owes_volume
from suppliers.ledger.volume import Volume, volume_is_met


def commitment_status(
    volume: Volume, terms: Terms, events: Sequence[Event], *, on: dt.date
) -> CommitmentStatus:
    """Relieved before all; met when every part is met; not met when the contract has ended without.

    Where nothing is owed there is nothing to meet or to miss: it stays running.
    """
    if is_relieved(events, on=on):
        return CommitmentStatus.RELIEVED
    parts = parts_met(volume, terms, events, on=on)
    if not parts:
        return CommitmentStatus.RUNNING
    if all(parts):
        return CommitmentStatus.MET
    return CommitmentStatus.NOT_MET if has_ended(terms, on) else CommitmentStatus.RUNNING


def is_relieved(events: Sequence[Event], *, on: dt.date) -> bool:
    return any(isinstance(event, Relief) and event.on <= on for event in events)


def parts_met(volume: Volume, terms: Terms, events: Sequence[Event], *, on: dt.date) -> list[bool]:
    """For each part that is owed, volume and dialogue, whether it is met."""
    parts = []
    if owes_volume(terms):
        parts.append(volume_is_met(volume, terms, on=on))
    if terms.kind.has_dialogue:
        parts.append(dialogue_is_held(events, terms, on=on))
    return parts
