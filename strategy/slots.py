"""What rooms above tell about a leadership decision. Empty slots are valid:
the page then leaves the part out."""

from collections.abc import Callable
from dataclasses import dataclass

from core.components import Figure
from core.registry import Slot
from organisations.models import Membership
from strategy.models import LeadershipDecision


@dataclass(frozen=True)
class CandidateCount:
    """How many candidates of a target group there are, in words ("fewer than 5" where so)."""

    target_group: str
    text: str


OutcomeSource = Callable[[Membership, LeadershipDecision], tuple[Figure, ...]]
CandidateSource = Callable[[Membership, LeadershipDecision], tuple[CandidateCount, ...]]

outcomes: Slot[OutcomeSource] = Slot("outcomes")
candidate_counts: Slot[CandidateSource] = Slot("candidate_counts")
