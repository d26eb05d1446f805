"""The outcome of a commitment, read at the end of a day. Pure: no clock, no database."""

import datetime as dt
from collections.abc import Sequence

from suppliers.ledger.bonus import bonus_earned
from suppliers.ledger.commitment import commitment_status
from suppliers.ledger.dialogue import dialogue
from suppliers.ledger.facts import CandidateRequest, Event, PlacementFacts, Terms
from suppliers.ledger.first_start import first_start
from suppliers.ledger.kinds import Deadline
from suppliers.ledger.knowledge import nothing_is_known
from suppliers.ledger.outcome import Detail, Outcome
from suppliers.ledger.persons import persons_all, persons_direct, placements_by_type
from suppliers.ledger.places import fill_rate
from suppliers.ledger.terms import contract_span, dialogue_by, first_start_by, required_months, terms_on
from suppliers.ledger.turn import report_is_owed, whose_turn
from suppliers.ledger.volume import Volume, total_is_reached, volume_on


def ledger(
    terms: Terms,
    placements: Sequence[PlacementFacts],
    events: Sequence[Event],
    requests: Sequence[CandidateRequest],
    *,
    on: dt.date,
) -> Outcome:
    """What the rules say of a commitment at the end of the day `on`; any past day can be asked for.

    Order matters in two places only: of bonus places that start on one day the first given earns
    first, and of two steps of a report or hearing on one day the last given holds.
    """
    terms = terms_on(terms, on)
    volume = volume_on(placements, terms, on=on)
    started = first_start(placements, terms, on=on)
    status = commitment_status(volume, terms, events, on=on)
    is_blank = nothing_is_known(placements, terms, events, on=on)
    due = not is_blank and start_is_due(volume, terms, started, on=on)
    return Outcome(
        required_ftm=required_months(terms),
        done_ftm=volume.done,
        credited_ftm=volume.credited,
        places_required=terms.places,
        places_filled=volume.filled,
        fill_rate=fill_rate(volume.filled, terms.places),
        first_start=started,
        dialogue=dialogue(events, terms, on=on),
        commitment=status,
        year_averages=volume.years,
        persons_all=persons_all(placements, on=on),
        persons_direct=persons_direct(placements, on=on),
        by_type=placements_by_type(placements, on=on),
        bonus_sek=bonus_earned(placements, terms, on=on),
        whose_turn=whose_turn(requests, events, commitment=status, start_is_due=due, on=on),
        detail=detail(volume, terms, events, is_blank=is_blank, on=on),
    )


def start_is_due(volume: Volume, terms: Terms, started: Deadline | None, *, on: dt.date) -> bool:
    """Someone more must start: nobody has yet, or what has started will not reach the volume."""
    if not terms.kind.has_volume or on < terms.contract_start:
        return False
    covered = total_is_reached(terms, months=volume.outlook, filled=volume.filled)
    return started is Deadline.PENDING or not covered


def detail(volume: Volume, terms: Terms, events: Sequence[Event], *, is_blank: bool, on: dt.date) -> Detail:
    return Detail(
        on=on,
        contract_end=contract_span(terms).last,
        first_start_by=first_start_by(terms),
        dialogue_by=dialogue_by(terms),
        report_is_owed=report_is_owed(events, on=on),
        nothing_is_known=is_blank,
        placements=volume.months,
    )
