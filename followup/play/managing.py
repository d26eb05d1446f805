"""What happens under the contract: placements, requests for candidates, reports and the file's events.

Whatever a file dates before the contract is signed is recorded on the day of signing, with its own date.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial

from followup.actions.changes import record_variation
from followup.actions.dialogue import record_dialogue
from followup.actions.following import record_step
from followup.actions.outcomes import record_outcome
from followup.actions.verification import approve_report, return_report
from followup.play import words
from followup.play.preparing import decimal_or_none
from followup.play.stage import Act, Stage
from followup.play.words import written
from followup.scenario import EventKind, NoCandidate, Placement, Scenario, ScenarioEvent, timeline
from matching.choices import Attribution, RequestAnswer
from matching.models import CandidateRequest, PlacedPerson
from matching.models.placement import start_placement
from suppliers.actions.reporting import submit
from suppliers.actions.schedule import open_own_report
from suppliers.ledger import DialogueResult
from suppliers.models import Report

STARTS, ENDS, ASKS, HAPPENS = 30, 40, 50, 60
# Chains of replacements are started in order however long they are; everything else of the day comes after.
FAR = 1_000_000
ONE_DAY = dt.timedelta(days=1)

DIALOGUE_WORDS = {
    DialogueResult.PLACES: words.DIALOGUE_PLACES,
    DialogueResult.NONE: words.DIALOGUE_NONE,
    DialogueResult.POSTPONED: words.DIALOGUE_POSTPONED,
}


def acts(scenario: Scenario) -> Iterable[Act]:
    earliest = timeline(scenario).signed_on
    starts = recorded_on(scenario)
    for placement in scenario.placements:
        on, depth = starts[placement.id], depth_of(placement, scenario)
        yield Act(on=on, rank=STARTS + depth, line=placement.line, do=partial(start, told=placement))
        if (end := placement.facts.end) is not None:
            yield Act(
                on=max(end, on), rank=FAR + ENDS, line=placement.line, do=partial(finish, told=placement)
            )
    for index, request in enumerate(scenario.no_candidate):
        yield from asking(index, request, earliest)
    for event in scenario.events:
        do = partial(HAPPENINGS[event.what], event=event)
        yield Act(on=max(event.on, earliest), rank=FAR + HAPPENS, line=event.line, do=do)


def recorded_on(scenario: Scenario) -> dict[str, dt.date]:
    """When each placement is recorded: when it was offered or began, and not before the one it replaces.

    A bonus place is recorded when it begins: the day of its offer decides nothing, and the order in which
    places earn is that of their start.
    """
    earliest = timeline(scenario).signed_on
    by_id = {placement.id: placement for placement in scenario.placements}
    days: dict[str, dt.date] = {}
    for placement in sorted(scenario.placements, key=lambda one: depth_of(one, scenario)):
        facts = placement.facts
        offered = None if facts.bonus else facts.offered_on
        day = max(earliest, min(offered or facts.start, facts.start))
        if facts.replaces in by_id:
            day = max(day, days[str(facts.replaces)])
        days[placement.id] = day
    return days


def depth_of(placement: Placement, scenario: Scenario) -> int:
    """How many placements held the place before this one."""
    by_id = {one.id: one for one in scenario.placements}
    depth, before = 0, placement.facts.replaces
    while before is not None and before in by_id:
        depth, before = depth + 1, by_id[before].facts.replaces
    return depth


def start(stage: Stage, *, told: Placement) -> None:
    """The supplier tells that somebody starts; the contract manager judges how it hangs together."""
    facts, cast = told.facts, stage.cast
    placement = start_placement(
        supplier=cast.supplier,
        commitment=stage.duty,
        by=cast.reporter,
        person=person_of(stage, told),
        replaces=stage.placements[facts.replaces] if facts.replaces else None,
        type=facts.type.value,
        form=facts.form.value,
        starts_on=facts.start,
        planned_end_on=facts.planned_end,
        offered_on=facts.offered_on,
        scope=told.scope,
        route=facts.route.value if facts.route else "",
        is_bonus=facts.bonus,
        counts=facts.commitment,
    )
    if facts.attribution != Attribution.UNKNOWN:
        placement.attribute(
            attribution=facts.attribution.value, by=cast.manager, reason=written(words.ATTRIBUTED)
        )
    stage.placements[told.id] = placement


def person_of(stage: Stage, told: Placement) -> PlacedPerson:
    """The same person for the same label; without one, somebody new."""
    label = told.facts.person
    if label is not None and label in stage.people:
        return stage.people[label]
    person = PlacedPerson.new(
        supplier=stage.cast.supplier, label=written(words.PERSON, label=label or told.id)
    )
    if label is not None:
        stage.people[label] = person
    return person


def finish(stage: Stage, *, told: Placement) -> None:
    facts = told.facts
    assert facts.end is not None
    because = facts.ended_because.value if facts.ended_because else ""
    stage.placements[told.id].end(ended_on=facts.end, because=because, by=stage.cast.reporter)


def asking(index: int, told: NoCandidate, earliest: dt.date) -> Iterable[Act]:
    asked_on, answered_on = told.request.asked, told.request.answered
    on = max(asked_on, earliest)
    yield Act(on=on, rank=FAR + ASKS, line=told.line, do=partial(ask, index=index, asked_on=asked_on))
    if answered_on is not None:
        do = partial(reply, index=index, answered_on=answered_on)
        yield Act(on=max(answered_on, on), rank=FAR + ASKS + 1, line=told.line, do=do)


def ask(stage: Stage, *, index: int, asked_on: dt.date) -> None:
    cast = stage.cast
    stage.requests[index] = CandidateRequest.ask(
        commitment=stage.duty, authority=cast.matching_side, wanted=1, asked_on=asked_on, by=cast.manager
    )


def reply(stage: Stage, *, index: int, answered_on: dt.date) -> None:
    """Nobody was found; that is what the format's list is about."""
    stage.requests[index].reply(
        answer=RequestAnswer.NONE_AVAILABLE, answered_on=answered_on, by=stage.cast.officer
    )


def meet(stage: Stage, *, event: ScenarioEvent) -> None:
    assert event.dialogue_result is not None
    record_dialogue(
        stage.duty,
        held_on=event.on,
        result=event.dialogue_result.value,
        outcome=written(DIALOGUE_WORDS[event.dialogue_result]),
        by=stage.cast.manager,
    )


def send_report(stage: Stage, *, event: ScenarioEvent) -> None:
    """The supplier reports; the first time the contract manager has asked for that period."""
    assert event.period is not None
    report = stage.reports.get(event.period) or open_period(stage, event.period, before=event.on)
    stage.reports[event.period] = report
    submit(report, attested_by=str(stage.cast.reporter), by=stage.cast.reporter)


def open_period(stage: Stage, number: int, *, before: dt.date) -> Report:
    """From the end of the period before (or the contract's first day) to the day before it is sent in."""
    ends_on = before - ONE_DAY
    earlier = [report.ends_on + ONE_DAY for report in stage.reports.values()]
    starts_on = min(max([stage.days.starts_on, *earlier]), ends_on)
    due_on = ends_on + dt.timedelta(days=stage.duty.report_days)
    return open_own_report(
        stage.duty, number, starts_on=starts_on, ends_on=ends_on, due_on=due_on, by=stage.cast.manager
    )


def return_it(stage: Stage, *, event: ScenarioEvent) -> None:
    reason = event.reason or written(words.RETURNED)
    return_report(stage.reports[event.period or 0], reason=reason, by=stage.cast.manager)


def accept_it(stage: Stage, *, event: ScenarioEvent) -> None:
    approve_report(stage.reports[event.period or 0], by=stage.cast.manager)


def vary(stage: Stage, *, event: ScenarioEvent) -> None:
    change = event.variation
    assert change is not None
    record_variation(
        stage.duty,
        holds_from=event.on,
        ground=event.ground or written(words.GROUND),
        full_time_months=decimal_or_none(change.full_time_months),
        places=change.places,
        value_sek=change.value_sek,
        contract_months=change.contract_months,
        by=stage.cast.manager,
    )


def tell_outcome(stage: Stage, *, event: ScenarioEvent) -> None:
    assert event.placement is not None
    assert event.outcome_result is not None
    placement = stage.placements[event.placement]
    record_outcome(placement, on=event.on, result=event.outcome_result.value, by=stage.cast.officer)


def step(stage: Stage, *, event: ScenarioEvent) -> None:
    """The buyer asks and decides, the supplier answers."""
    cast = stage.cast
    by = cast.reporter if event.what is EventKind.STATEMENT_GIVEN else cast.manager
    record_step(stage.duty, event.what.value, on=event.on, reason=event.reason, by=by)


def relieve(stage: Stage, *, event: ScenarioEvent) -> None:
    reason = event.reason or written(words.RELIEVED)
    record_step(stage.duty, event.what.value, on=event.on, reason=reason, by=stage.cast.manager)


HAPPENINGS: dict[EventKind, Callable[..., None]] = {
    EventKind.DIALOGUE: meet,
    EventKind.REPORT_SUBMITTED: send_report,
    EventKind.REPORT_RETURNED: return_it,
    EventKind.REPORT_APPROVED: accept_it,
    EventKind.VARIATION: vary,
    EventKind.OUTCOME: tell_outcome,
    EventKind.RELIEF: relieve,
    EventKind.STATEMENT_REQUESTED: step,
    EventKind.STATEMENT_GIVEN: step,
    EventKind.DECISION: step,
}
