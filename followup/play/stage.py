"""What stands on the stage while a case is played, and what an act is."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from followup.scenario import Scenario, Timeline, timeline
from matching.models import CandidateRequest, PlacedPerson, Placement
from organisations.models import Authority, Membership, Organisation
from procurements.choices import Purpose
from procurements.models import Award, Commitment, GoDecision, Procurement, Requirement
from suppliers.models import Report


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What a file does not say: which authority of the buyer runs the case, and what is bought."""

    authority: Authority | None = None
    purpose: str = Purpose.SIDE_CONDITION


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Who presses the buttons."""

    authority: Authority
    procurer: Membership
    decider: Membership
    manager: Membership
    officer: Membership
    matching_side: Authority
    supplier: Organisation
    reporter: Membership


@dataclass(kw_only=True)
class Stage:
    """The rows of the case as they come to be."""

    scenario: Scenario
    setting: Setting
    days: Timeline
    _cast: Cast | None = None
    _case: Procurement | None = None
    go: GoDecision | None = None
    requirement: Requirement | None = None
    award: Award | None = None
    commitment: Commitment | None = None
    placements: dict[str, Placement] = field(default_factory=dict)
    people: dict[str, PlacedPerson] = field(default_factory=dict)
    requests: dict[int, CandidateRequest] = field(default_factory=dict)
    reports: dict[int, Report] = field(default_factory=dict)

    @classmethod
    def of(cls, scenario: Scenario, setting: Setting) -> "Stage":
        return cls(scenario=scenario, setting=setting, days=timeline(scenario))

    @property
    def cast(self) -> Cast:
        assert self._cast is not None, "the cast comes first"
        return self._cast

    @property
    def case(self) -> Procurement:
        assert self._case is not None, "the case comes after the cast"
        return self._case

    @property
    def duty(self) -> Commitment:
        """The commitment; acts under it are never played before the contract is signed."""
        assert self.commitment is not None, "the contract comes first"
        return self.commitment

    @property
    def case_or_none(self) -> Procurement | None:
        """None on a day before anything has begun."""
        return self._case

    def enter(self, cast: Cast) -> None:
        self._cast = cast

    def open(self, case: Procurement) -> None:
        self._case = case


@dataclass(frozen=True, kw_only=True)
class Act:
    """Something that somebody does on a day. `line` is where the file says so; `rank` orders a day's acts."""

    on: dt.date
    rank: int
    line: int
    do: Callable[[Stage], None]
