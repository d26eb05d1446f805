"""What rooms above tell about a leadership decision. Empty slots are valid:
the page then leaves the part out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from core.components import Figure
from core.registry import Slot
from organisations.models import Authority, Membership
from strategy.analysis_subjects import Subject
from strategy.models import LeadershipDecision
from strategy.rules import ProcurementFacts


@dataclass(frozen=True)
class CandidateCount:
    """How many candidates of a target group there are, in words ("fewer than 5" where so)."""

    target_group: str
    text: str


OutcomeSource = Callable[[Membership, LeadershipDecision], tuple[Figure, ...]]
CandidateSource = Callable[[Membership, LeadershipDecision], tuple[CandidateCount, ...]]

outcomes: Slot[OutcomeSource] = Slot("outcomes")
candidate_counts: Slot[CandidateSource] = Slot("candidate_counts")


@dataclass(frozen=True, kw_only=True)
class CalculationSubject:
    """What a calculation can be tied to. `initial` fills fields of the form that the subject knows."""

    key: str
    label: str
    row: Model
    authority: Authority
    initial: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class SubjectKind:
    """A kind of subject: all that a member may choose, and one of them by its id."""

    listed: Callable[[Membership], Sequence[CalculationSubject]]
    find: Callable[[Membership, int], CalculationSubject | None]


calculation_subjects: Slot[SubjectKind] = Slot("calculation_subjects")


@dataclass(frozen=True, kw_only=True)
class PlannedPurchase:
    """A planned or running procurement as a decision table judges it."""

    title: str
    url: str
    step: str
    facts: ProcurementFacts


# Every planned and running procurement that the member sees.
PurchaseSource = Callable[[Membership], Sequence[PlannedPurchase]]
purchases: Slot[PurchaseSource] = Slot("purchases")

# What the system knows by itself about one question of an authority's analysis.
OwnFigureSource = Callable[[Membership, Authority, Subject], Sequence[Figure]]
own_figures: Slot[OwnFigureSource] = Slot("own_figures")
