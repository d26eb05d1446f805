"""A dated decision table that carries out a leadership decision (docs/decisions/0024)."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.models import Sorted, Stepping
from core.rules import RuleBroken
from core.templatetags.formats import date_words
from organisations.models import Authority, Membership
from strategy.models.decision import LeadershipDecision
from strategy.ruletable import Rounding, Row, Table, row_from_json, row_to_json
from strategy.states import MADE, TABLE_SETTLED, TABLE_TRANSITIONS, TableState

if TYPE_CHECKING:
    from typing import Self

S = TableState
MOST_ROWS = 40
ROUNDING_LABELS = [
    (Rounding.DOWN.value, _("Down: only whole places count")),
    (Rounding.NEAREST.value, _("To the nearest: half a place counts as one")),
    (Rounding.UP.value, _("Up: a part of a place counts as one")),
]


class PolicyTableQuerySet(models.QuerySet["PolicyTable"]):
    def visible_to(self, member: Membership) -> "Self":
        """The tables of the decisions that the member reads."""
        return self.filter(decision__among=LeadershipDecision.objects.visible_to(member))

    def in_force(self, *, on: dt.date | None = None) -> "Self":
        """Tables that hold on the day; a table never outlives its decision."""
        day = on or clock.today()
        table = Q(in_force_until__isnull=True) | Q(in_force_until__gte=day)
        decision = Q(decision__in_force_until__isnull=True) | Q(decision__in_force_until__gte=day)
        starts = Q(in_force_from__lte=day, decision__in_force_from__lte=day)
        return self.filter(starts, table, decision)

    def for_lists(self) -> "Self":
        return self.select_related("decision__authority", "prepared_by__user").order_by("sort_key", "pk")


class PolicyTable(Stepping, Sorted):
    """Rows that are read from the top. Frozen once put in force (database trigger); a change is a new table.

    `rows` holds what `strategy.ruletable.row_to_json` gives. `revision` counts saves, so that a change
    that was begun from an older one is refused and never overwrites. `authority` is the decision's.
    """

    TRANSITIONS = TABLE_TRANSITIONS
    STATES = TableState
    sort_source = "title"

    state = models.CharField(max_length=40, choices=S.choices, default=S.DRAFT)
    decision = models.ForeignKey(LeadershipDecision, on_delete=models.PROTECT, related_name="tables")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("Heading"), max_length=160)
    source = models.TextField(_("Where the rules come from"), blank=True)
    rounding = models.CharField(
        _("Parts of a place"), max_length=8, choices=ROUNDING_LABELS, default=Rounding.DOWN.value
    )
    rows = models.JSONField(default=list, blank=True)
    revision = models.PositiveIntegerField(default=1)
    prepared_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    in_force_from = models.DateField(null=True, blank=True)
    in_force_until = models.DateField(null=True, blank=True)

    objects = PolicyTableQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=TABLE_SETTLED, in_force_from__isnull=False)
                | (~Q(state__in=TABLE_SETTLED) & Q(in_force_from__isnull=True, in_force_until__isnull=True)),
                name="strategy_policytable_settled_has_first_day",
                violation_error_message=_("A table that is put in force has a first day."),
            ),
            models.CheckConstraint(condition=~Q(title=""), name="strategy_policytable_has_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("strategy:table", args=[self.pk])

    @property
    def is_editable(self) -> bool:
        return self.state == S.DRAFT

    @property
    def table(self) -> Table:
        """What the engine reads."""
        return Table(
            rows=tuple(row_from_json(row) for row in self.rows),
            rounding=Rounding(self.rounding),
            valid_from=self.in_force_from,
            source=self.source,
        )

    def holds_on(self, day: dt.date) -> bool:
        starts, ends = self.in_force_from, self.in_force_until
        return starts is not None and starts <= day and (ends is None or day <= ends)

    @transaction.atomic
    def rewrite(self, rows: tuple[Row, ...], *, revision: int, by: Membership) -> None:
        """Other rows, or another order, if nobody else has saved since `revision`."""
        if len(rows) > MOST_ROWS:
            raise RuleBroken(_t("A table has {most} rows at most.").format(most=MOST_ROWS))
        stored = [row_to_json(row) for row in rows]
        audit.save_audited(self._held(revision), by=by, rows=stored, revision=revision + 1)

    @transaction.atomic
    def retitle(self, *, title: str, source: str, rounding: str, revision: int, by: Membership) -> None:
        """Another heading, source or rounding, on the same terms as `rewrite`."""
        values = {"title": title, "source": source, "rounding": rounding}
        audit.save_audited(self._held(revision), by=by, **values, revision=revision + 1)

    def _held(self, revision: int) -> "PolicyTable":
        """The row under lock, while it is a draft that stands as the writer saw it."""
        row = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
        if not row.is_editable:
            raise RuleBroken(_t("The table is no longer a draft. Begin a new one from it."))
        if row.revision != revision:
            raise RuleBroken(
                _t("Somebody else has changed the table. Open it again and see what stands there.")
            )
        return row

    def put_in_force(self, *, first_day: dt.date, by: Membership) -> None:
        """Let it hold from the day, and the decision's earlier tables until the day before."""
        with self.stepping(S.IN_FORCE, by=by) as row:
            decisions = LeadershipDecision.objects.select_for_update(of=("self",))
            row.decision = decisions.get(pk=row.decision_id)  # one table of a decision at a time
            row._check_first_day(first_day)
            if not row.rows:
                raise RuleBroken(_t("The table has no rows. Add one first."))
            row.in_force_from = first_day
            for earlier in row._earlier(first_day):
                earlier._give_way(first_day, by=by)

    def drop(self, *, reason: str, by: Membership) -> None:
        """Drop a draft for good; it stays to be read."""
        with self.stepping(S.DROPPED, by=by, reason=reason):
            if not reason.strip():
                raise RuleBroken(_t("Write a reason, so that the next reader understands."))

    def _check_first_day(self, first_day: dt.date) -> None:
        decision = self.decision
        if decision.state not in MADE or decision.in_force_from is None:
            raise RuleBroken(_t("“{title}” is not made yet. Let it be decided first.").format(title=decision))
        if first_day < clock.today():
            raise RuleBroken(_t("Choose today or a later day: what was recommended until now stays."))
        if not decision.is_in_force(on=first_day):
            text = _t("“{title}” does not hold on {day}. Choose a day on which it does.")
            raise RuleBroken(text.format(title=decision, day=date_words(first_day)))

    def _earlier(self, first_day: dt.date) -> "PolicyTableQuerySet":
        """Settled tables of the decision that would hold on the day or later."""
        still = Q(in_force_until__isnull=True) | Q(in_force_until__gte=first_day)
        rows = type(self).objects.filter(still, decision=self.decision_id, state__in=TABLE_SETTLED)
        return rows.order_by("pk")

    def _give_way(self, first_day: dt.date, *, by: Membership) -> None:
        """Hold until the day before. One that was replaced already only ends sooner."""
        last_day = first_day - dt.timedelta(days=1)
        if self.state == S.REPLACED:
            self.in_force_until = last_day
            self.save(update_fields=["in_force_until"])
            return
        with self.stepping(S.REPLACED, by=by) as row:
            row.in_force_until = last_day
