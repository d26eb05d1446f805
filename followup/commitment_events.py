"""What this room knows of commitments, told to the ledger in `suppliers`.

Outcomes of placements are left out: no figure of the ledger rests on them.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from followup.choices import StepKind, Verdict
from followup.models import HearingStep
from suppliers.ledger import Event, HearingEvent, Relief
from suppliers.ledger import HearingStep as Step
from suppliers.slots import EventSource, commitment_events

ONE_DAY = dt.timedelta(days=1)


def events_of(steps: Sequence[HearingStep]) -> Iterable[Event]:
    """The steps of one commitment as the ledger reads them, and whose turn a day that passes makes it.

    Time to put right is owed by the supplier as an answer is. Once the last day of the latest step has
    passed, the buyer owes a decision as it does after an answer.
    """
    for step in steps:
        yield event_of(step)
    latest = steps[-1] if steps else None
    if latest is not None and latest.due_on is not None:
        yield HearingEvent(on=latest.due_on + ONE_DAY, step=Step.STATEMENT_GIVEN)


def event_of(step: HearingStep) -> Event:
    """A hearing's step, or the relief that closes it."""
    if step.kind == StepKind.RELIEF:
        return Relief(on=step.valid_from, reason=step.reason)
    is_remedy = step.verdict == Verdict.REMEDY
    return HearingEvent(on=step.valid_from, step=Step.STATEMENT_REQUESTED if is_remedy else Step(step.kind))


def fill_slots() -> None:
    """Called once the apps are ready."""
    commitment_events.fill(EventSource(model=HearingStep, events_of=events_of), key="followup")
