"""Rules between the parts of a scenario: what no single line can show."""

import datetime as dt
from collections.abc import Iterator, Mapping

from followup.scenario.errors import ScenarioError
from followup.scenario.model import EventKind, Placement, Scenario, ScenarioEvent

Fault = tuple[int, str]
ANSWERS = frozenset({EventKind.REPORT_RETURNED, EventKind.REPORT_APPROVED})


def check(scenario: Scenario) -> None:
    """Raise for the first fault, by its place in the file."""
    faults = sorted([*placement_faults(scenario), *request_faults(scenario), *event_faults(scenario)])
    if faults:
        line, rule = faults[0]
        raise ScenarioError(scenario.file, line, rule)


def placement_faults(scenario: Scenario) -> Iterator[Fault]:
    known: dict[str, Placement] = {}
    for placement in scenario.placements:
        if placement.id in known:
            yield placement.line, f"Two placements have the id “{placement.id}”."
        known[placement.id] = placement
    for placement in scenario.placements:
        for rule in (*date_faults(placement), *replacement_faults(placement, known)):
            yield placement.line, f"Placement {placement.id}: {rule}"


def date_faults(placement: Placement) -> Iterator[str]:
    facts = placement.facts
    if is_before(facts.end, facts.start):
        yield f"it cannot end on {facts.end}, before it starts on {facts.start}."
    if is_before(facts.planned_end, facts.start):
        yield f"its planned end {facts.planned_end} is before its start {facts.start}."
    if is_before(facts.start, facts.offered_on):
        yield f"it cannot be offered on {facts.offered_on}, after it started on {facts.start}."
    if facts.ended_because and facts.end is None:
        yield "it says why it ended but not when; give “end”, too."


def is_before(one: dt.date | None, other: dt.date | None) -> bool:
    return one is not None and other is not None and one < other


def replacement_faults(placement: Placement, known: Mapping[str, Placement]) -> Iterator[str]:
    replaced = placement.facts.replaces
    if replaced is None:
        return
    if replaced not in known:
        yield f"it replaces “{replaced}”, but no placement in this file has that id."
    elif is_in_circle(placement.id, known):
        yield f"it replaces “{replaced}”, which in turn replaces it."
    elif placement.facts.start < known[replaced].facts.start:
        yield f"it cannot take over the place of “{replaced}” before that one has started."


def is_in_circle(start: str, known: Mapping[str, Placement]) -> bool:
    """Following `replaces` from the placement leads back to it."""
    seen: set[str] = set()
    here = known[start].facts.replaces
    while here is not None and here in known and here not in seen:
        if here == start:
            return True
        seen.add(here)
        here = known[here].facts.replaces
    return False


def request_faults(scenario: Scenario) -> Iterator[Fault]:
    for no_candidate in scenario.no_candidate:
        request = no_candidate.request
        if is_before(request.answered, request.asked):
            yield no_candidate.line, f"It cannot be answered on {request.answered}, before it was asked."


def event_faults(scenario: Scenario) -> Iterator[Fault]:
    starts = {placement.id: placement.facts.start for placement in scenario.placements}
    for event in scenario.events:
        if event.placement is not None:
            yield from outcome_faults(event, starts.get(event.placement))
        if event.what in ANSWERS and not is_sent_in(event, scenario):
            yield event.line, f"No report for period {event.period} had been submitted by {event.on}."


def outcome_faults(event: ScenarioEvent, start: dt.date | None) -> Iterator[Fault]:
    if start is None:
        yield event.line, f"No placement in this file has the id “{event.placement}”."
    elif event.on < start:
        yield event.line, f"An outcome of “{event.placement}” cannot be dated before its start."


def is_sent_in(answer: ScenarioEvent, scenario: Scenario) -> bool:
    return any(
        event.what is EventKind.REPORT_SUBMITTED and event.period == answer.period and event.on <= answer.on
        for event in scenario.events
    )
