"""The arithmetic over commitment and placements: pure functions over frozen facts.

`ledger(terms, placements, events, requests, on=day)` is the one way in. What is counted and how
is told in docs/arithmetic.md. Nothing here knows Django, the clock or a database.
"""

from suppliers.ledger.credit import PlacementMonths
from suppliers.ledger.facts import (
    BonusTerms,
    CandidateRequest,
    DialogueMeeting,
    Event,
    HearingEvent,
    OpeningBalance,
    PlacementFacts,
    PlacementOutcome,
    Relief,
    ReportEvent,
    Terms,
    Variation,
)
from suppliers.ledger.kinds import (
    Attribution,
    CommitmentStatus,
    Deadline,
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
    Turn,
    Why,
)
from suppliers.ledger.months import ScopeChange
from suppliers.ledger.outcome import Detail, Outcome
from suppliers.ledger.reading import ledger
from suppliers.ledger.year_averages import YearAverage

__all__ = [
    "Attribution",
    "BonusTerms",
    "CandidateRequest",
    "CommitmentStatus",
    "Deadline",
    "Detail",
    "DialogueMeeting",
    "DialogueResult",
    "EarlyEndBasis",
    "EndReason",
    "Event",
    "HearingEvent",
    "HearingStep",
    "OpeningBalance",
    "Outcome",
    "OutcomeResult",
    "PlacementFacts",
    "PlacementForm",
    "PlacementMonths",
    "PlacementOutcome",
    "PlacementType",
    "Relief",
    "ReportEvent",
    "ReportStep",
    "RequirementKind",
    "Route",
    "ScopeChange",
    "Terms",
    "Turn",
    "Variation",
    "Why",
    "YearAverage",
    "ledger",
]
