"""A scenario as facts of the ledger, so that its outcome can be told without playing it."""

from fractions import Fraction

from followup.scenario.model import Bonus, EventKind, Scenario, ScenarioEvent
from suppliers.ledger import (
    BonusTerms,
    CandidateRequest,
    DialogueMeeting,
    Event,
    HearingEvent,
    HearingStep,
    Outcome,
    PlacementFacts,
    PlacementOutcome,
    Relief,
    ReportEvent,
    ReportStep,
    Terms,
    ledger,
)

Facts = tuple[Terms, tuple[PlacementFacts, ...], tuple[Event, ...], tuple[CandidateRequest, ...]]


def outcome(scenario: Scenario) -> Outcome:
    """What the rules say of the scenario at the end of its `today`."""
    terms, placements, events, requests = to_ledger(scenario)
    return ledger(terms, placements, events, requests, on=scenario.today)


def to_ledger(scenario: Scenario) -> Facts:
    """Terms, placements, events and requests for candidates, each in the order of the file."""
    events = (to_event(event) for event in scenario.events)
    return (
        to_terms(scenario),
        tuple(placement.facts for placement in scenario.placements),
        tuple(event for event in events if event is not None),
        tuple(no_candidate.request for no_candidate in scenario.no_candidate),
    )


def to_terms(scenario: Scenario) -> Terms:
    asked, procurement = scenario.requirement, scenario.procurement
    return Terms(
        kind=asked.kind,
        contract_start=procurement.contract_start,
        contract_months=procurement.contract_months,
        full_time_months=asked.full_time_months,
        yearly_average=asked.yearly_average,
        places=asked.places,
        value_sek=procurement.value_sek,
        types=asked.types,
        first_start_within_months=asked.first_start_within_months,
        dialogue_first_within_months=asked.dialogue_first_within_months,
        early_end_share=asked.early_end_share,
        early_end_basis=asked.early_end_basis,
        shortage_of_work_is_objective_ground=asked.shortage_of_work_is_objective_ground,
        bonus=to_bonus_terms(asked.bonus) if asked.bonus else None,
        variations=tuple(event.variation for event in scenario.events if event.variation),
    )


def to_bonus_terms(bonus: Bonus) -> BonusTerms:
    cap = None if bonus.cap_sek is None else Fraction(bonus.cap_sek)
    return BonusTerms(sek_per_month=bonus.sek_per_month, max_places=bonus.max_places, cap_sek=cap)


def to_event(event: ScenarioEvent) -> Event | None:
    """The event as the ledger knows it; a variation belongs to the terms instead."""
    if event.dialogue_result is not None:
        return DialogueMeeting(on=event.on, result=event.dialogue_result)
    if event.period is not None:
        return ReportEvent(on=event.on, period=event.period, step=ReportStep(event.what))
    if event.placement is not None and event.outcome_result is not None:
        return PlacementOutcome(on=event.on, placement=event.placement, result=event.outcome_result)
    if event.what is EventKind.RELIEF:
        return Relief(on=event.on, reason=event.reason)
    if event.variation is not None:
        return None
    return HearingEvent(on=event.on, step=HearingStep(event.what))
