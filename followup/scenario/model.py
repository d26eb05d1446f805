"""A scenario as read from its file. `line` says where in the file each part stands."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from suppliers.ledger import (
    CandidateRequest,
    DialogueResult,
    EarlyEndBasis,
    OutcomeResult,
    PlacementFacts,
    PlacementType,
    RequirementKind,
    Variation,
)


class BuyerKind(StrEnum):
    MUNICIPALITY = "municipality"
    REGION = "region"
    STATE = "state"
    COMPANY = "company"


class Law(StrEnum):
    LOU = "LOU"
    LUF = "LUF"
    LUK = "LUK"
    LUFS = "LUFS"
    LOV = "LOV"


class Nature(StrEnum):
    SERVICES = "services"
    WORKS = "works"
    GOODS = "goods"
    CONCESSION = "concession"


class EventKind(StrEnum):
    DIALOGUE = "dialogue"
    REPORT_SUBMITTED = "report_submitted"
    REPORT_RETURNED = "report_returned"
    REPORT_APPROVED = "report_approved"
    VARIATION = "variation"
    OUTCOME = "outcome"
    RELIEF = "relief"
    STATEMENT_REQUESTED = "statement_requested"
    STATEMENT_GIVEN = "statement_given"
    DECISION = "decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyer:
    name: str
    kind: BuyerKind
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplier:
    name: str
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Procurement:
    """Value in SEK for the whole contract; performers are the persons who perform it."""

    title: str
    law: Law
    nature: Nature
    cpv: str | None
    value_sek: int | None
    contract_start: dt.date
    contract_months: int
    staff_cost_share: Fraction | None
    performers: int | None
    framework: bool
    bids: int | None
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonus:
    """Rates in SEK per full-time month for the types that have one."""

    sek_per_month: Mapping[PlacementType, Fraction]
    max_places: int | None
    cap_sek: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    kind: RequirementKind
    dialogue_first_within_months: int
    places: int | None
    full_time_months: Fraction | None
    yearly_average: Fraction | None
    types: frozenset[PlacementType]
    first_start_within_months: int
    early_end_share: Fraction
    early_end_basis: EarlyEndBasis
    shortage_of_work_is_objective_ground: bool
    bonus: Bonus | None
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    facts: PlacementFacts
    line: int = field(compare=False)

    @property
    def id(self) -> str:
        return self.facts.id

    @property
    def scope(self) -> Fraction:
        """Share of full time; the format knows one share per placement."""
        return self.facts.scopes[0].share


@dataclass(frozen=True, slots=True, kw_only=True)
class NoCandidate:
    """A request for candidates that could not be met."""

    request: CandidateRequest
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioEvent:
    """Something that happens on a day; which of the other fields are set follows from `what`."""

    on: dt.date
    what: EventKind
    line: int = field(compare=False)
    dialogue_result: DialogueResult | None = None
    period: int | None = None
    variation: Variation | None = None
    ground: str = ""
    placement: str | None = None
    outcome_result: OutcomeResult | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One case. The outcome is read on `today`. Lists stand in the order of the file."""

    file: str = field(compare=False)
    name: str
    today: dt.date
    buyer: Buyer
    supplier: Supplier
    procurement: Procurement
    requirement: Requirement
    placements: tuple[Placement, ...]
    no_candidate: tuple[NoCandidate, ...]
    events: tuple[ScenarioEvent, ...]
