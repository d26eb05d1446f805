"""Recorded co-operation: what one authority opens for another organisation, why, and for how long."""

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from organisations.models.authority import Authority
from organisations.models.organisation import Organisation


class Opens(models.TextChoices):
    """Named things that a co-operation may open."""

    CASES = "cases", _("Cases and commitments")
    REQUESTS = "requests", _("Requests for candidates")
    FIGURES = "figures", _("Figures")


class CooperationQuerySet(models.QuerySet["Cooperation"]):
    def in_force(self, *, on: dt.date | None = None) -> "CooperationQuerySet":
        day = on or clock.today()
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


class Cooperation(models.Model):
    """`giver` opens `opens` to `receiver`, for a purpose and on a legal ground."""

    giver = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="cooperations_given")
    receiver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cooperations_received")
    receiving_authority = models.ForeignKey(
        Authority, null=True, blank=True, on_delete=models.PROTECT, related_name="cooperations_received"
    )
    opens = ArrayField(models.CharField(max_length=20, choices=Opens.choices), verbose_name=_("Opens"))
    purpose = models.TextField(_("Why"))
    legal_ground = models.CharField(_("Legal ground"), max_length=200)
    starts_on = models.DateField(_("From"), default=clock.today)
    ends_on = models.DateField(_("To"), null=True, blank=True)

    objects = CooperationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.giver} → {self.receiver}"
