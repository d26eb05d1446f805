"""What a leadership decision asks for in figures: thresholds and goals."""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.templatetags.formats import number, sek, share
from strategy.choices import Comparison, GoalMeasure, Measure
from strategy.models.decision import LeadershipDecision

if TYPE_CHECKING:
    from typing import Self


class ThresholdQuerySet(models.QuerySet["Threshold"]):
    def in_force(self, *, on: dt.date | None = None) -> "Self":
        day = on or clock.today()
        return self.filter(valid_from__lte=day).filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))


class Threshold(models.Model):
    """A procurement must reach the amount for the decision to apply. Frozen with its decision.

    Units: SEK excluding VAT, calendar months, persons, share of the contract value (0 to 1).
    """

    decision = models.ForeignKey(LeadershipDecision, on_delete=models.CASCADE, related_name="thresholds")
    measure = models.CharField(max_length=12, choices=Measure.choices)
    comparison = models.CharField(max_length=10, choices=Comparison.choices, default=Comparison.AT_LEAST)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    objects = ThresholdQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="strategy_threshold_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0) & (~Q(measure=Measure.STAFF_SHARE) | Q(amount__lte=1)),
                name="strategy_threshold_amount_in_range",
            ),
            models.UniqueConstraint(
                fields=["decision", "measure", "valid_from"], name="strategy_threshold_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_measure_display()}: {self.amount_text}"

    def holds_on(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def is_met_by(self, amount: Decimal) -> bool:
        if self.comparison == Comparison.MORE_THAN:
            return amount > self.amount
        return amount >= self.amount

    @property
    def amount_text(self) -> str:
        """At least 5 000 000 kr; more than 4 months."""
        comparison = Comparison(self.comparison).label
        return f"{comparison} {amount_words(Measure(self.measure), self.amount)}"


class Goal(models.Model):
    """A measurable goal: how much, by the end of which year. Frozen with its decision."""

    decision = models.ForeignKey(LeadershipDecision, on_delete=models.CASCADE, related_name="goals")
    measure = models.CharField(_("What is measured"), max_length=20, choices=GoalMeasure.choices)
    amount = models.DecimalField(_("Goal"), max_digits=9, decimal_places=1)
    year = models.PositiveSmallIntegerField(_("Year"))

    class Meta:
        ordering = ["year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "measure", "year"],
                name="strategy_goal_once_a_year",
                violation_error_message=_("There is a goal for that measure and year already."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, year__gte=2000, year__lte=2100), name="strategy_goal_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_measure_display()}: {self.amount_text} {self.year}"

    @property
    def measure_text(self) -> str:
        """What is measured, without the unit that `amount_text` shows."""
        return str(self.get_measure_display()).partition(",")[0]

    @property
    def amount_text(self) -> str:
        """50 %, 24,0 or 12, as the measure asks."""
        if self.measure in {GoalMeasure.SERVICE_SHARE, GoalMeasure.PROCUREMENT_SHARE}:
            return share(self.amount / 100)
        return number(self.amount, 1 if self.measure == GoalMeasure.FULL_TIME_MONTHS else 0)


def amount_words(measure: Measure, amount: Decimal) -> str:
    """The amount with its unit, in the reader's language."""
    whole = int(amount)
    if measure is Measure.VALUE:
        return sek(amount)
    if measure is Measure.STAFF_SHARE:
        return gettext("{share} of the value").format(share=share(amount))
    if measure is Measure.MONTHS:
        return ngettext("{n} month", "{n} months", whole).format(n=number(amount))
    return ngettext("{n} performer", "{n} performers", whole).format(n=number(amount))
