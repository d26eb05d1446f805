"""Whose turn it is: nobody is blamed for a ball that lies with somebody else."""

import datetime as dt
from collections.abc import Mapping, Sequence

from suppliers.ledger.facts import CandidateRequest, Event, HearingEvent, Relief, ReportEvent
from suppliers.ledger.kinds import CommitmentStatus, HearingStep, ReportStep, Turn

SUPPLIER_REPORT_STEPS = frozenset({ReportStep.DUE, ReportStep.RETURNED})


def whose_turn(
    requests: Sequence[CandidateRequest],
    events: Sequence[Event],
    *,
    commitment: CommitmentStatus,
    start_is_due: bool,
    on: dt.date,
) -> Turn:
    """Matching before buyer before supplier; the supplier only while the commitment runs."""
    known = sorted((event for event in events if event.on <= on), key=lambda event: event.on)
    reports = latest_report_steps(known)
    hearing = hearing_step(known)
    if any(is_unanswered(request, on=on) for request in requests):
        return Turn.MATCHING
    if ReportStep.SUBMITTED in reports.values() or hearing is HearingStep.STATEMENT_GIVEN:
        return Turn.BUYER
    owed = start_is_due or hearing is HearingStep.STATEMENT_REQUESTED
    if commitment is CommitmentStatus.RUNNING and (owed or SUPPLIER_REPORT_STEPS & set(reports.values())):
        return Turn.SUPPLIER
    return Turn.NOBODY


def report_is_owed(events: Sequence[Event], *, on: dt.date) -> bool:
    """Does a report wait for the supplier, also after all that was promised is done?"""
    known = sorted((event for event in events if event.on <= on), key=lambda event: event.on)
    return not SUPPLIER_REPORT_STEPS.isdisjoint(latest_report_steps(known).values())


def is_unanswered(request: CandidateRequest, *, on: dt.date) -> bool:
    return request.asked <= on and (request.answered is None or request.answered > on)


def latest_report_steps(known: Sequence[Event]) -> Mapping[int, ReportStep]:
    """How each period's report stands. That it fell due says nothing once it has been sent in."""
    steps: dict[int, ReportStep] = {}
    for event in known:
        if isinstance(event, ReportEvent) and (event.step is not ReportStep.DUE or event.period not in steps):
            steps[event.period] = event.step
    return steps


def hearing_step(known: Sequence[Event]) -> HearingStep | None:
    """The latest step of a hearing; a relief closes it as a decision does."""
    steps = [
        event.step if isinstance(event, HearingEvent) else HearingStep.DECISION
        for event in known
        if isinstance(event, HearingEvent | Relief)
    ]
    return steps[-1] if steps else None
