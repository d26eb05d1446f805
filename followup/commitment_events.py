"""What this room knows of commitments, told to the ledger in `suppliers`.

Outcomes of placements are left out: no figure of the ledger rests on them.
"""

from followup.choices import StepKind
from followup.models import HearingStep
from suppliers.ledger import Event, HearingEvent, Relief
from suppliers.ledger import HearingStep as Step
from suppliers.slots import EventSource, commitment_events


def event_of(step: HearingStep) -> Event:
    """A hearing's step, or the relief that closes it."""
    if step.kind == StepKind.RELIEF:
        return Relief(on=step.valid_from, reason=step.reason)
    return HearingEvent(on=step.valid_from, step=Step(step.kind))


HEARINGS = EventSource(model=HearingStep, event_of=event_of)


def fill_slots() -> None:
    """Called once the apps are ready."""
    commitment_events.fill(HEARINGS, key="followup")
