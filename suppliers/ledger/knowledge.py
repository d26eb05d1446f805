"""What is known of a contract that ran before it was followed here: nobody is behind what nobody was told."""

import datetime as dt
from collections.abc import Sequence

from suppliers.ledger.facts import (
    DialogueMeeting,
    Event,
    HearingEvent,
    PlacementFacts,
    Relief,
    ReportEvent,
    Terms,
)
from suppliers.ledger.kinds import ReportStep


def nothing_is_known(
    placements: Sequence[PlacementFacts], terms: Terms, events: Sequence[Event], *, on: dt.date
) -> bool:
    """No opening balance, no person, no approved report and nothing that the parties noted, up to the day.

    Only where no term for the first start is known: where one is, the day itself tells whether it was kept.
    """
    if terms.first_start_within_months is not None or (terms.opening and terms.opening.on <= on):
        return False
    has_person = any(placement.start <= on for placement in placements)
    return not has_person and not any(event.on <= on and tells(event) for event in events)


def tells(event: Event) -> bool:
    """Does it say anything of what was done? A report does once it is approved."""
    if isinstance(event, ReportEvent):
        return event.step is ReportStep.APPROVED
    return isinstance(event, DialogueMeeting | HearingEvent | Relief)
