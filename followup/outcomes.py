"""Which placements wait for word of how it went, and what is known so far. References only, never a name."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.components import Fact
from followup.choices import OutcomeResult
from followup.models import PlacementOutcome
from matching.models import Placement
from procurements.models import Commitment
from suppliers.ledger.months import add_months

# Months after the last day on which one asks how it went. This product's own pace, not a rule of law.
MARKS = (0, 3, 6, 12)
# After the last mark one asks for so long, then no more.
PATIENCE = dt.timedelta(days=90)


@dataclass(frozen=True)
class OutcomeRow:
    """One ended placement with what is known of the time after it."""

    placement: Placement
    latest: PlacementOutcome | None
    mark: int | None

    @property
    def waits(self) -> bool:
        """The mark that came last has no word yet."""
        return self.mark is not None

    @property
    def wanted(self) -> str:
        return mark_text(self.mark) if self.mark is not None else ""


def mark_text(months: int) -> str:
    """What to ask about: the end, or so many months after it."""
    if months == 0:
        return _("Ask: at the end")
    return ngettext("Ask: {number} month after", "Ask: {number} months after", months).format(number=months)


def latest_mark(ended_on: dt.date, *, on: dt.date) -> int | None:
    """The mark that came last by the day; None before the end, and once nobody asks any more."""
    if on > add_months(ended_on, MARKS[-1]) + PATIENCE:
        return None
    return max((mark for mark in MARKS if add_months(ended_on, mark) <= on), default=None)


def ended_under(commitment: Commitment) -> QuerySet[Placement]:
    """Placements under the commitment that have ended, the latest first."""
    rows = Placement.objects.standing().filter(commitment=commitment, ended_on__lte=clock.today())
    return rows.select_related("person").prefetch_related("outcomes").order_by("-ended_on", "pk")


def outcome_rows(placements: Iterable[Placement]) -> list[OutcomeRow]:
    """Each with its latest word, and the mark that waits. Expects the outcomes fetched along."""
    return [_row(placement) for placement in placements]


def _row(placement: Placement) -> OutcomeRow:
    corrected = {outcome.corrects_id for outcome in placement.outcomes.all()}
    told = [outcome for outcome in placement.outcomes.all() if outcome.pk not in corrected]
    latest = max(told, key=lambda outcome: (outcome.valid_from, outcome.pk), default=None)
    assert placement.ended_on is not None
    mark = latest_mark(placement.ended_on, on=clock.today())
    if mark is not None and latest is not None and latest.valid_from >= add_months(placement.ended_on, mark):
        mark = None
    return OutcomeRow(placement, latest, mark)


def summed_up(rows: Iterable[OutcomeRow]) -> tuple[Fact, ...]:
    """How many placements wait for word, and how many persons each latest result holds; a person with several
    placements counts by the latest."""
    rows = list(rows)
    by_person: dict[int, OutcomeRow] = {}
    for row in sorted(rows, key=lambda row: row.placement.ended_on or dt.date.min):
        by_person[row.placement.person_id] = row
    counted = Counter(row.latest.result for row in by_person.values() if row.latest is not None)
    waiting = Fact(label=_("Waits for word"), value=str(sum(row.waits for row in rows)))
    told = (
        Fact(label=result.label, value=str(counted[result.value]))
        for result in OutcomeResult
        if counted[result.value]
    )
    return (waiting, *told) if rows else ()


def awaiting(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Those with placements that wait for word: `awaited` is how many."""
    rows = without_word().filter(commitment=OuterRef("pk")).order_by()
    number = rows.values("commitment").annotate(number=Count("pk")).values("number")
    return commitments.annotate(awaited=Subquery(number)).filter(awaited__gt=0)


def without_word() -> QuerySet[Placement]:
    """Ended placements with no word since `mark_on`, the mark that came last."""
    today = clock.today()
    marked = Placement.objects.standing().annotate(
        **{f"after_{months}": Cast(_after_end(months), DateField()) for months in MARKS}
    )
    names = [f"after_{months}" for months in reversed(MARKS)]
    latest = [When(**{f"{name}__lte": today}, then=F(name)) for name in names]
    asked = marked.annotate(mark_on=Case(*latest, output_field=DateField())).filter(
        ended_on__lte=today, **{f"after_{MARKS[-1]}__gte": today - PATIENCE}
    )
    word = PlacementOutcome.objects.standing().filter(placement=OuterRef("pk"))
    return asked.filter(~Exists(word.filter(valid_from__gte=OuterRef("mark_on"))))


def _after_end(months: int) -> ExpressionWrapper:
    term = Func(Value(0), Value(months), function="make_interval")
    return ExpressionWrapper(F("ended_on") + term, output_field=DateField())
