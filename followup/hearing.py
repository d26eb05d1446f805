"""How a hearing stands, read from its steps. No queries."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core import clock
from followup.choices import StepKind, Verdict
from followup.models import HearingStep

CLOSING = (StepKind.DECISION, StepKind.RELIEF)


@dataclass
class Hearing:
    """One matter between the parties: the request, the statement and what was decided, as far as told.

    Time to put right (`remedies`) leaves the matter open: it is decided when that day has come, or before.
    A step that was told without the ones before it stands alone.
    """

    request: HearingStep | None = None
    statement: HearingStep | None = None
    remedies: list[HearingStep] = field(default_factory=list)
    decision: HearingStep | None = None

    @property
    def steps(self) -> tuple[HearingStep, ...]:
        told = (self.request, self.statement, *self.remedies, self.decision)
        return tuple(sorted((step for step in told if step is not None), key=lambda step: step.pk or 0))

    @property
    def is_open(self) -> bool:
        return self.decision is None

    @property
    def remedy(self) -> HearingStep | None:
        """The time to put right that was given last."""
        return self.remedies[-1] if self.remedies else None

    @property
    def due_on(self) -> dt.date | None:
        """The last day of what the supplier was given last: time to answer, or to put right."""
        given = self.remedy or self.request
        return given.due_on if given else None

    @property
    def is_suppliers_turn(self) -> bool:
        """It has time to put right, or to answer and has not answered."""
        has_time = self.due_on is not None and self.due_on >= clock.today()
        is_done = self.statement is not None and self.remedy is None
        return self.is_open and has_time and not is_done


@dataclass
class _Sorting:
    done: list[Hearing] = field(default_factory=list)
    now: Hearing | None = None

    def take(self, step: HearingStep) -> None:
        if step.kind == StepKind.STATEMENT_REQUESTED:
            self.close()
        now = self.now = self.now or Hearing()
        if step.kind == StepKind.STATEMENT_REQUESTED:
            now.request = step
        elif step.kind == StepKind.STATEMENT_GIVEN:
            now.statement = step
        elif step.verdict == Verdict.REMEDY:
            now.remedies.append(step)
        else:
            now.decision = step
            self.close()

    def close(self) -> None:
        if self.now is not None:
            self.done.append(self.now)
        self.now = None


def hearings_of(steps: Iterable[HearingStep]) -> list[Hearing]:
    """The matters in order; the last one may be open."""
    sorting = _Sorting()
    for step in sorted(steps, key=lambda step: step.pk):
        sorting.take(step)
    sorting.close()
    return sorting.done


def open_hearing(steps: Sequence[HearingStep]) -> Hearing | None:
    """The matter that waits for somebody, if any."""
    latest = next(reversed(hearings_of(steps)), None)
    return latest if latest is not None and latest.is_open else None


def relief_of(steps: Sequence[HearingStep]) -> HearingStep | None:
    """The relief in force; of several the latest."""
    reliefs = [step for step in steps if step.kind == StepKind.RELIEF]
    return reliefs[-1] if reliefs else None
