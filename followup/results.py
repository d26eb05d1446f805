"""What the requirements have given: the one-page result, on screen and on paper."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from core import clock
from matching.choices import Attribution
from matching.models import Placement
from organisations.models import Membership
from procurements.choices import PlacementType
from procurements.models import Commitment
from suppliers.ledger import CommitmentStatus
from suppliers.pages import requirement_text
from suppliers.queries import Standing, standings


@dataclass(frozen=True)
class ResultRow:
    """One contract on the result sheet."""

    commitment: Commitment
    standing: Standing
    requirement: str


@dataclass(frozen=True)
class Result:
    """Operational counts of the organisation's contracts on a day. All and direct are never merged."""

    on: dt.date
    rows: tuple[ResultRow, ...]
    persons_all: int
    persons_direct: int
    employments: int
    internships: int
    done: Fraction
    required: Fraction
    fulfilled: int
    behind: int

    @property
    def others(self) -> int:
        return len(self.rows) - self.fulfilled - self.behind


def result_for(member: Membership, *, on: dt.date | None = None) -> Result:
    """The result over every commitment that the member may see, closed ones included."""
    day = on or clock.today()
    commitments = list(Commitment.objects.visible_to(member).with_list_data().order_by("sort_key"))
    told = standings(commitments, on=day)
    rows = tuple(ResultRow(row, told[row.pk], requirement_text(row)) for row in commitments)
    counts = persons([row.pk for row in commitments], on=day)
    return Result(
        on=day,
        rows=rows,
        persons_all=counts["persons_all"],
        persons_direct=counts["persons_direct"],
        employments=counts["employments"],
        internships=counts["internships"],
        done=total(row.standing.outcome.done_ftm for row in rows),
        required=total(row.standing.outcome.required_ftm for row in rows),
        fulfilled=sum(row.standing.outcome.commitment == CommitmentStatus.MET for row in rows),
        behind=sum(row.standing.is_behind for row in rows),
    )


def persons(commitments: Sequence[int], *, on: dt.date) -> dict[str, int]:
    """Persons in occupation under the commitments, each counted once, and placements by type."""
    started = Placement.objects.started(on=on).filter(commitment__in=commitments)
    direct = Q(attribution=Attribution.DIRECT_REQUIREMENT)
    return started.order_by().aggregate(
        persons_all=Count("person", distinct=True),
        persons_direct=Count("person", distinct=True, filter=direct),
        employments=Count("pk", filter=Q(type=PlacementType.EMPLOYMENT)),
        internships=Count("pk", filter=Q(type=PlacementType.INTERNSHIP)),
    )


def total(months: Iterable[Fraction | None]) -> Fraction:
    return sum((value for value in months if value is not None), Fraction(0))


def no_sum_note() -> str:
    """Why the two figures must not be added."""
    return _(
        "Those who are a direct consequence are part of all. Do not add the figures, and do not read all as new jobs."
    )
