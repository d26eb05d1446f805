"""What the arithmetic is fed with: terms, placements, dated events, requests for candidates.

Plain frozen facts. Where they come from (a database, a scenario file) is no matter here.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from suppliers.ledger.kinds import (
    Attribution,
    DialogueResult,
    EarlyEndBasis,
    EndReason,
    HearingStep,
    OutcomeResult,
    PlacementForm,
    PlacementType,
    ReportStep,
    RequirementKind,
    Route,
)
from suppliers.ledger.months import ScopeHistory


@dataclass(frozen=True, slots=True, kw_only=True)
class BonusTerms:
    """Pay for places beyond the base. Rates in SEK per full-time month; a missing type earns 0."""

    sek_per_month: Mapping[PlacementType, Fraction]
    max_places: int | None = None
    cap_sek: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """A change of the contract: what it sets holds from its date; `None` leaves a term as it was."""

    on: dt.date
    full_time_months: Fraction | None = None
    places: int | None = None
    value_sek: int | None = None
    contract_months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningBalance:
    """What was done before a running contract was taken over, as its source told it.

    Stands in for everything up to and including `on`: days of recorded placements up to then are
    not counted once more.
    """

    on: dt.date
    done: Fraction
    places_filled: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The requirement as the contract has it; every number of the arithmetic is one of its settings.

    `contract_end` is set only where the last day is not `contract_months` whole months after the start.
    `first_start_within_months` is None where no such term is known.
    """

    kind: RequirementKind
    contract_start: dt.date
    contract_months: int
    full_time_months: Fraction | None
    yearly_average: Fraction | None
    places: int | None
    value_sek: int | None
    types: frozenset[PlacementType]
    first_start_within_months: int | None
    dialogue_first_within_months: int | None
    early_end_share: Fraction
    early_end_basis: EarlyEndBasis
    shortage_of_work_is_objective_ground: bool
    contract_end: dt.date | None = None
    bonus: BonusTerms | None = None
    variations: tuple[Variation, ...] = ()
    opening: OpeningBalance | None = None

    def __post_init__(self) -> None:
        if self.opening and self.opening.on < self.contract_start:
            raise ValueError("An opening balance cannot be dated before the contract starts.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementFacts:
    """One placement at the supplier. `scopes` are dated; `planned_end` None means the contract's end.

    `person` is any label; two placements with the same label are one person, without a label each
    placement is a person of its own. `commitment` is false for what lies outside the commitment.
    """

    id: str
    type: PlacementType
    start: dt.date
    scopes: ScopeHistory
    form: PlacementForm = PlacementForm.NONE
    offered_on: dt.date | None = None
    planned_end: dt.date | None = None
    end: dt.date | None = None
    ended_because: EndReason | None = None
    route: Route | None = None
    attribution: Attribution = Attribution.UNKNOWN
    bonus: bool = False
    person: str | None = None
    replaces: str | None = None
    commitment: bool = True

    def __post_init__(self) -> None:
        if not self.scopes:
            raise ValueError(f"Placement {self.id} has no share of full time.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueMeeting:
    on: dt.date
    result: DialogueResult


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEvent:
    """A step of the report of one period; on the same day the later in the list holds."""

    on: dt.date
    period: int
    step: ReportStep


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingEvent:
    on: dt.date
    step: HearingStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief:
    on: dt.date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementOutcome:
    """Where the person of a placement was on this day."""

    on: dt.date
    placement: str
    result: OutcomeResult


Event = DialogueMeeting | ReportEvent | HearingEvent | Relief | PlacementOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateRequest:
    """A request to the matching side and the day of its answer, whatever the answer was."""

    asked: dt.date
    answered: dt.date | None = None
