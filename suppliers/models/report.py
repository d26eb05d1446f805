"""A supplier's report for one period, and what it says of each placement."""

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import clock, keys
from core.models import DataKey, Stepping
from core.rules import RuleBroken
from matching.choices import EndReason, PlacementForm
from matching.models import Placement
from organisations.models import Membership
from procurements.choices import PlacementType, Route
from procurements.models import Commitment
from procurements.states import CommitmentState
from suppliers.choices import RowChange
from suppliers.periods import name_of
from suppliers.states import REPORT_TRANSITIONS, WAITS_FOR_SUPPLIER, ReportState

if TYPE_CHECKING:
    from core.actors import Actor


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, member: Membership) -> Self:
        """Reports of the commitments the member follows."""
        return self.filter(commitment__among=Commitment.objects.followed_by(member))

    def due(self, *, on: dt.date) -> Self:
        """Periods that have ended and wait for the supplier."""
        return self.filter(state__in=WAITS_FOR_SUPPLIER, ends_on__lt=on)

    def late(self, *, on: dt.date) -> Self:
        """Those past their day. Nothing is awaited any more once the follow-up is closed."""
        running = self.filter(commitment__state=CommitmentState.RUNNING)
        return running.filter(state__in=WAITS_FOR_SUPPLIER, due_on__lt=on)

    def to_review(self) -> Self:
        return self.filter(state=ReportState.SUBMITTED)


class Report(Stepping):
    """One reporting period of a commitment. The row exists from the day the schedule made it."""

    STATES = ReportState
    TRANSITIONS = REPORT_TRANSITIONS

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="reports")
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    due_on = models.DateField()
    attested_by = models.CharField(_("Your name"), max_length=120, blank=True)
    note = models.TextField(_("Anything the contracting authority should know"), blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    done_months = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)

    PERSONAL_FIELDS: ClassVar = frozenset({"attested_by", "note"})
    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "number"], name="suppliers_report_number_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")) & Q(due_on__gt=F("ends_on")),
                name="suppliers_report_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ReportState.OPEN, ReportState.SKIPPED])
                | (Q(submitted_at__isnull=False) & ~Q(attested_by="")),
                name="suppliers_report_submitted_is_attested",
                violation_error_message=_("Write your name: you vouch for the report."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment} · {self.period_name}"

    def get_absolute_url(self) -> str:
        return reverse("suppliers:report", args=[self.pk])

    @property
    def period_name(self) -> str:
        """What the calendar calls it, else its dates: no two periods of a contract have the same."""
        return name_of(self.starts_on, self.ends_on)

    @property
    def waits_for_supplier(self) -> bool:
        return self.state in WAITS_FOR_SUPPLIER

    @property
    def is_returned(self) -> bool:
        return self.state == ReportState.RETURNED

    @property
    def is_late(self) -> bool:
        return self.waits_for_supplier and self.due_on < clock.today()

    def approve(self, *, by: "Actor") -> None:
        """Accept what the supplier reported."""
        with self.stepping(ReportState.APPROVED, by=by):
            pass

    def return_(self, *, reason: str, by: "Actor") -> None:
        """Give the ball back for correction. The supplier is told why, and has as many days from today as
        the contract gives for a report; never fewer than it had."""
        if not reason.strip():
            raise RuleBroken(_t("Write what the supplier needs to correct."))
        with self.stepping(ReportState.RETURNED, by=by, reason=reason) as row:
            days = dt.timedelta(days=row.commitment.report_days)
            row.due_on = max(row.due_on, clock.today() + days)

    def skip(self, *, reason: str, by: "Actor") -> None:
        """This period needs no report."""
        with self.stepping(ReportState.SKIPPED, by=by, reason=reason):
            pass


class ReportRow(models.Model):
    """What the report says of one placement. Becomes facts when the report is submitted."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="rows")
    placement = models.ForeignKey(
        Placement, null=True, blank=True, on_delete=models.PROTECT, related_name="report_rows"
    )
    change = models.CharField(max_length=12, choices=RowChange.choices, default=RowChange.UNCHANGED)
    data_key = models.ForeignKey(DataKey, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    label_sealed = models.BinaryField(blank=True, default=b"")
    type = models.CharField(_("Type"), max_length=20, choices=PlacementType.choices, blank=True)
    form = models.CharField(_("Form of employment"), max_length=20, choices=PlacementForm.choices, blank=True)
    starts_on = models.DateField(_("First day"), null=True, blank=True)
    planned_end_on = models.DateField(_("Planned last day"), null=True, blank=True)
    scope = models.DecimalField(
        _("Share of full time"), max_digits=5, decimal_places=4, null=True, blank=True
    )
    scope_from = models.DateField(_("From and including"), null=True, blank=True)
    route = models.CharField(_("Found through"), max_length=20, choices=Route.choices, blank=True)
    ended_on = models.DateField(_("Last day"), null=True, blank=True)
    ended_because = models.CharField(_("Ended because"), max_length=20, choices=EndReason.choices, blank=True)
    is_bonus = models.BooleanField(_("Bonus place"), default=False)
    reason = models.CharField(_("Why it was wrong"), max_length=300, blank=True)

    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "placement"],
                condition=Q(placement__isnull=False, applied_at__isnull=True),
                name="suppliers_reportrow_placement_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.change}"

    @property
    def label(self) -> str:
        """The supplier's own label in clear. Only for the supplier's pages."""
        if self.placement is not None:
            return self.placement.person.label
        if self.data_key is None or not self.label_sealed:
            return ""
        return keys.decrypt(bytes(self.label_sealed), key=self.data_key)
