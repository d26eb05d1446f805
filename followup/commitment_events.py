"""What this room knows of commitments, told to the ledger in `suppliers`."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from followup.choices import StepKind
from followup.models import HearingStep
from suppliers.ledger import Event, HearingEvent, Relief
from suppliers.ledger import HearingStep as Step
from suppliers.slots import commitment_events


def events_of(commitments: Sequence[int], known_at: dt.datetime | None) -> Mapping[int, list[Event]]:
    """Hearings and reliefs recorded by the moment (now), in one query.

    Outcomes of placements are left out: no figure of the ledger rests on them.
    """
    told: dict[int, list[Event]] = defaultdict(list)
    steps = HearingStep.objects.filter(commitment__in=commitments, corrected_by__isnull=True)
    for step in steps.order_by("pk"):
        if known_at is None or step.at <= known_at:
            told[step.commitment_id].append(event_of(step))
    return told


def event_of(step: HearingStep) -> Event:
    if step.kind == StepKind.RELIEF:
        return Relief(on=step.valid_from, reason=step.reason)
    return HearingEvent(on=step.valid_from, step=Step(step.kind))


def fill_slots() -> None:
    """Called once the apps are ready."""
    commitment_events.fill(events_of, key="followup")
