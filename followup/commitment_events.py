"""What this room knows of commitments, told to the ledger in `suppliers`."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from followup.choices import StepKind
from followup.models import HearingStep, PlacementOutcome
from suppliers.ledger import Event, HearingEvent, OutcomeResult, Relief
from suppliers.ledger import HearingStep as Step
from suppliers.ledger import PlacementOutcome as ToldOutcome
from suppliers.slots import commitment_events


def events_of(commitments: Sequence[int], known_at: dt.datetime | None) -> Mapping[int, list[Event]]:
    """Hearings, reliefs and outcomes recorded by the moment (now), in two queries."""
    told: dict[int, list[Event]] = defaultdict(list)
    steps = HearingStep.objects.filter(commitment__in=commitments, corrected_by__isnull=True)
    for step in steps.order_by("pk"):
        if known_at is None or step.at <= known_at:
            told[step.commitment_id].append(event_of(step))
    outcomes = PlacementOutcome.objects.filter(placement__commitment__in=commitments)
    for row in outcomes.filter(corrected_by__isnull=True).select_related("placement").order_by("pk"):
        if known_at is None or row.at <= known_at:
            event = ToldOutcome(
                on=row.valid_from, placement=str(row.placement_id), result=OutcomeResult(row.result)
            )
            told[row.placement.commitment_id or 0].append(event)
    return told


def event_of(step: HearingStep) -> Event:
    if step.kind == StepKind.RELIEF:
        return Relief(on=step.valid_from, reason=step.reason)
    return HearingEvent(on=step.valid_from, step=Step(step.kind))


def fill_slots() -> None:
    """Called once the apps are ready."""
    commitment_events.fill(events_of, key="followup")
