"""Placements, requests for candidates and events of a scenario file."""

import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from followup.scenario.case import LONGEST_CONTRACT, whole_or_none
from followup.scenario.model import EventKind, NoCandidate, Placement, ScenarioEvent
from followup.scenario.nodes import Section, Value
from followup.scenario.requirement import number_or_none
from suppliers.ledger import (
    Attribution,
    CandidateRequest,
    DialogueResult,
    EndReason,
    OutcomeResult,
    PlacementFacts,
    PlacementForm,
    PlacementType,
    Route,
    ScopeChange,
    Variation,
)

Choice = TypeVar("Choice", bound=StrEnum)

PLACEMENT = frozenset(
    {"id", "type", "form", "offered", "start", "planned_end", "end", "scope", "ended_because"}
    | {"route", "attribution", "bonus", "person", "replaces", "commitment"}
)
NO_CANDIDATE = frozenset({"asked", "answered"})
VARIED = frozenset({"full_time_months", "places", "value_sek", "contract_months"})
EVENT_KEYS: Mapping[EventKind, frozenset[str]] = {
    EventKind.DIALOGUE: frozenset({"result"}),
    EventKind.REPORT_SUBMITTED: frozenset({"period"}),
    EventKind.REPORT_RETURNED: frozenset({"period", "reason"}),
    EventKind.REPORT_APPROVED: frozenset({"period"}),
    EventKind.VARIATION: VARIED | {"ground"},
    EventKind.OUTCOME: frozenset({"placement", "result"}),
    EventKind.RELIEF: frozenset({"reason"}),
    EventKind.STATEMENT_REQUESTED: frozenset({"reason"}),
    EventKind.STATEMENT_GIVEN: frozenset({"reason"}),
    EventKind.DECISION: frozenset({"reason"}),
}
ANY_EVENT = frozenset({"date", "what"}).union(*EVENT_KEYS.values())
REPORT_KINDS = frozenset(kind for kind, keys in EVENT_KEYS.items() if "period" in keys)


def read_placement(value: Value) -> Placement:
    part = value.section(PLACEMENT)
    start, scope = part.need("start").day(), part.maybe("scope")
    share = scope.share(may_be_zero=False) if scope else Fraction(1)
    facts = PlacementFacts(
        id=part.need("id").text(),
        type=part.need("type").choice(PlacementType),
        form=choice_or(part, "form", PlacementForm.NONE),
        offered_on=day_or_none(part, "offered"),
        start=start,
        planned_end=day_or_none(part, "planned_end"),
        end=day_or_none(part, "end"),
        scopes=(ScopeChange(start, share),),
        ended_because=choice_or_none(part, "ended_because", EndReason),
        route=choice_or_none(part, "route", Route),
        attribution=choice_or(part, "attribution", Attribution.UNKNOWN),
        bonus=flag(part, "bonus", default=False),
        person=text_or_none(part, "person"),
        replaces=text_or_none(part, "replaces"),
        commitment=flag(part, "commitment", default=True),
    )
    return Placement(facts=facts, line=part.line)


def read_no_candidate(value: Value) -> NoCandidate:
    part = value.section(NO_CANDIDATE)
    request = CandidateRequest(asked=part.need("asked").day(), answered=day_or_none(part, "answered"))
    return NoCandidate(request=request, line=part.line)


def read_event(value: Value) -> ScenarioEvent:
    """One event. First its kind, then none but the keys that this kind has."""
    what = value.section(ANY_EVENT).need("what").choice(EventKind)
    named = Value(value.file, value.node, f"A {what.value} event")
    part = named.section(EVENT_KEYS[what] | {"date", "what"})
    return ScenarioEvent(
        on=part.need("date").day(),
        what=what,
        line=part.line,
        dialogue_result=needed(part, what is EventKind.DIALOGUE, "result", as_choice(DialogueResult)),
        outcome_result=needed(part, what is EventKind.OUTCOME, "result", as_choice(OutcomeResult)),
        placement=needed(part, what is EventKind.OUTCOME, "placement", Value.text),
        period=needed(part, what in REPORT_KINDS, "period", lambda period: period.whole(least=1)),
        variation=read_variation(part) if what is EventKind.VARIATION else None,
        ground=text_or_none(part, "ground") or "",
        reason=text_or_none(part, "reason") or "",
    )


def read_variation(part: Section) -> Variation:
    if not VARIED & part.entries.keys():
        part.whole.refuse(f"A variation must change one of: {', '.join(sorted(VARIED))}.")
    months = part.maybe("contract_months")
    return Variation(
        on=part.need("date").day(),
        full_time_months=number_or_none(part, "full_time_months"),
        places=whole_or_none(part, "places"),
        value_sek=whole_or_none(part, "value_sek"),
        contract_months=months.whole(least=1, most=LONGEST_CONTRACT) if months else None,
    )


T = TypeVar("T")


def needed(part: Section, applies: bool, key: str, read: Callable[[Value], T]) -> T | None:
    """The key's value where this kind of event has it; then it must be there."""
    return read(part.need(key)) if applies else None


def as_choice(kind: type[Choice]) -> Callable[[Value], Choice]:
    return lambda value: value.choice(kind)


def choice_or(part: Section, key: str, default: Choice) -> Choice:
    return choice_or_none(part, key, type(default)) or default


def choice_or_none(part: Section, key: str, kind: type[Choice]) -> Choice | None:
    value = part.maybe(key)
    return value.choice(kind) if value else None


def day_or_none(part: Section, key: str) -> dt.date | None:
    value = part.maybe(key)
    return value.day() if value else None


def text_or_none(part: Section, key: str) -> str | None:
    value = part.maybe(key)
    return value.text() if value else None


def flag(part: Section, key: str, *, default: bool) -> bool:
    value = part.maybe(key)
    return value.flag() if value else default
