"""Reckoning and reading the kept figures. What is kept is used only while it is fresh,
so no figure is old."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from core import clock
from core.queue import Engine, engines
from core.together import Count, Question, Rows
from procurements.models import Commitment
from suppliers.arithmetic import mark
from suppliers.balances import books
from suppliers.ledger import CommitmentStatus, Outcome
from suppliers.ledger.copying import as_plain, fraction_from, outcome_from
from suppliers.models import Tally
from suppliers.models.tally import is_fresh
from suppliers.standing import standing_of

FRESH = "tally__"
Figures = tuple[Fraction, Fraction, Fraction, str, bool]


@dataclass(frozen=True)
class Sums:
    """What many commitments come to today, in full-time months: the sum of what each one's row shows.

    `done` stands beside `required`: it counts the commitments that require months; `besides` is what was
    done where none are required. `credit` is the part of `done` that was credited without having been done.
    """

    count: int
    done: Fraction
    credit: Fraction
    required: Fraction
    besides: Fraction
    fulfilled: int
    behind: int


def outcomes(commitments: Sequence[Commitment]) -> dict[int, Outcome]:
    """Today's outcomes by primary key: those that are kept and hold, and the ledger's for the rest.

    Commitments that were fetched `with_tally` cost no query as long as everything holds.
    """
    found = {tally.pk: outcome_from(tally.outcome) for tally in _kept(commitments) if tally.outcome}
    if rest := [row for row in commitments if row.pk not in found]:
        found |= live(rest)
    return found


def with_tally(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Along with what is kept of them."""
    return commitments.select_related("tally")


def _kept(commitments: Sequence[Commitment]) -> Iterable[Tally]:
    along: Any = Commitment._meta.get_field("tally")
    if all(along.is_cached(row) for row in commitments):
        found = [along.get_cached_value(row) for row in commitments]
        return [tally for tally in found if tally and tally.is_fresh(mark())]
    return Tally.objects.fresh(mark()).filter(commitment__in=commitments)


def live(commitments: Sequence[Commitment]) -> dict[int, Outcome]:
    """Today's outcomes straight from the ledger."""
    day = clock.today()
    return {pk: book.outcome(on=day) for pk, book in books(commitments).items()}


def counts_behind(commitments: QuerySet[Commitment]) -> tuple[Question[Any], ...]:
    """To be asked: how many there are, how many are known to be behind plan, and those not reckoned today."""
    known = commitments.filter(is_fresh(mark(), FRESH), tally__is_behind=True)
    return Count(commitments), Count(known), Rows(_stale(commitments))


def behind(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Those of them that are behind plan."""
    return _where(commitments, Q(is_behind=True), lambda tally: tally.is_behind)


# Which contracts a figure of full-time months adds up: as a filter of kept tallies, and asked of one at hand.
NONE = "0"
MONTHS: dict[str, tuple[Q, Callable[[Tally], bool]]] = {
    "required": (~Q(required=NONE), lambda tally: tally.required != NONE),
    "done": (
        ~Q(required=NONE) & ~Q(done=NONE),
        lambda tally: NONE not in (tally.required, tally.done),
    ),
    "besides": (
        Q(required=NONE) & ~Q(done=NONE),
        lambda tally: tally.required == NONE and tally.done != NONE,
    ),
}


def with_months(commitments: QuerySet[Commitment], which: str) -> QuerySet[Commitment]:
    """Those that require months, those of them with months done, or those with months nobody required."""
    return _where(commitments, *MONTHS[which])


def _where(
    commitments: QuerySet[Commitment], kept: Q, holds: Callable[[Tally], bool]
) -> QuerySet[Commitment]:
    """By what is kept, and of those that are not reckoned today by the ledger."""
    known = Tally.objects.fresh(mark()).filter(kept, commitment=OuterRef("pk"))
    now = [tally.pk for tally in reckoned(_stale(commitments)) if holds(tally)]
    return commitments.filter(Exists(known) | Q(pk__in=now))


def behind_now(stale: Collection[Commitment]) -> list[int]:
    """Which of those that are not reckoned today are behind plan."""
    return [tally.pk for tally in reckoned(stale) if tally.is_behind]


def not_reckoned(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Those of which the ledger has kept nothing that holds today."""
    return commitments.exclude(Exists(Tally.objects.fresh(mark()).filter(commitment=OuterRef("pk"))))


def _stale(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    return not_reckoned(commitments).select_related("contract").order_by("pk")


def sums(commitments: QuerySet[Commitment]) -> Sums:
    """The totals over the commitments, exact; one query when everything is kept."""
    asked = commitments.order_by().annotate(
        is_kept=Case(When(is_fresh(mark(), FRESH), then=True), default=False)
    )
    held = asked.values_list(
        "pk",
        "is_kept",
        *(f"tally__{name}" for name in ("done", "credit", "required", "status", "is_behind")),
    )
    rows: list[Figures] = []
    stale: list[int] = []
    for key, is_kept, done, credit, required, status, is_behind in held:
        if is_kept:
            months = fraction_from(done), fraction_from(credit), fraction_from(required)
            rows.append((*months, status, is_behind))
        else:
            stale.append(key)
    if stale:
        found = Commitment.objects.filter(pk__in=stale).select_related("contract")
        rows += [_counted(tally) for tally in reckoned(list(found))]
    return Sums(
        count=len(rows),
        done=sum((row[0] for row in rows if row[2]), Fraction(0)),
        credit=sum((row[1] for row in rows if row[2]), Fraction(0)),
        besides=sum((row[0] for row in rows if not row[2]), Fraction(0)),
        required=sum((row[2] for row in rows), Fraction(0)),
        fulfilled=sum(row[3] == CommitmentStatus.MET for row in rows),
        behind=sum(row[4] for row in rows),
    )


def _counted(tally: Tally) -> Figures:
    months = Fraction(tally.done), Fraction(tally.credit), Fraction(tally.required)
    return (*months, tally.status, tally.is_behind)


def reckoned(commitments: Collection[Commitment]) -> Iterable[Tally]:
    """Unsaved tallies of today."""
    told = live(list(commitments)) if commitments else {}
    for row in commitments:
        outcome = told[row.pk]
        standing = standing_of(row, outcome, on=clock.today())
        yield Tally(
            commitment=row,
            on=clock.today(),
            outcome=as_plain(outcome),
            done=str(standing.months),
            credit=str(standing.credit),
            required=str(outcome.required_ftm or 0),
            status=outcome.commitment.value,
            is_behind=standing.is_behind,
            arithmetic=mark(),
        )


KEPT = ("on", "outcome", "done", "credit", "required", "status", "is_behind", "arithmetic")


def keep(keys: Collection[int]) -> int:
    """Reckon these anew and keep the answers; how many were kept.

    A change that comes in between wins: it has counted `changes` up, so the answer is not taken for
    fresh and the row is reckoned once more.
    """
    Tally.objects.bulk_create([Tally(commitment_id=key) for key in keys], ignore_conflicts=True)
    seen = dict(Tally.objects.filter(pk__in=keys).values_list("pk", "changes"))
    rows = Commitment.objects.filter(pk__in=keys).select_related("contract")
    return sum(
        Tally.objects.filter(pk=tally.pk, changes=seen[tally.pk]).update(
            reckoned_at_change=seen[tally.pk], **{name: getattr(tally, name) for name in KEPT}
        )
        for tally in reckoned(list(rows))
    )


def due(limit: int) -> list[int]:
    """Commitments whose tally is not fresh: after a change, and all of them on a new day."""
    found = not_reckoned(Commitment.objects.all()).order_by("state", "pk")
    return list(found.values_list("pk", flat=True)[:limit])


def fill_slots() -> None:
    """Called once the apps are ready."""
    engines.fill(Engine(task="suppliers.reckon", due_ids=due), key="suppliers.tallies")
