"""A calculation that stands as it was: what a leadership decision or a procurement was judged by."""

from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organisations.models import Authority, Membership, Part
from organisations.permissions import Permission
from strategy.calculator import Calculation, ParameterSet, from_json, parameters_from_json
from strategy.models.ways import About

if TYPE_CHECKING:
    from typing import Self

CALCULATION_READERS = (Permission.CALCULATE, Permission.STRATEGY_SEE, Permission.RECORD_REGISTER)
CALCULATING_PARTS = (Part.STRATEGY, Part.PROCUREMENT)


class FrozenCalculationQuerySet(models.QuerySet["FrozenCalculation"]):
    def visible_to(self, member: Membership) -> "Self":
        """Calculations of the member's own authorities."""
        has_part = any(member.organisation.has(part) for part in CALCULATING_PARTS)
        if not has_part or not any(member.may(p) for p in CALCULATION_READERS):
            return self.none()
        return self.filter(authority__in=member.authority_ids_with(*CALCULATION_READERS))

    def about(self, subject: models.Model) -> "Self":
        """Those tied to one decision or procurement, the latest first."""
        about = ContentType.objects.get_for_model(subject, for_concrete_model=False)
        return self.filter(content_type=about, object_id=subject.pk).order_by("-pk")

    def for_lists(self) -> "Self":
        """The latest first, with what a list says of them."""
        joined = self.select_related("member__user", "on_behalf_of__user", "authority", "content_type")
        return joined.defer("parameters", "inputs", "results").prefetch_related("subject").order_by("-pk")


class FrozenCalculation(About):
    """Inputs, every parameter with its source, and the whole ledger with its workings. Never changed.

    It is read and never worked out anew: a changed parameter or formula leaves it untouched. `results`
    holds the official model first, then low, mid and high where they were asked for; `society_sek` is the
    first one's sum to the öre, for lists. `digest` is the SHA-256 of inputs, parameters and results, so that
    two copies can be compared.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="calculations")
    title = models.CharField(_("Heading"), max_length=160)
    calculated_for = models.DateField(_("Rules and values of"))
    inputs = models.JSONField()
    parameters = models.JSONField()
    results = models.JSONField()
    parameter_version = models.CharField(max_length=40)
    society_sek = models.DecimalField(max_digits=16, decimal_places=2)
    formulas = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)

    objects = FrozenCalculationQuerySet.as_manager()

    class Meta(About.Meta):
        abstract = False
        constraints = [
            *About.Meta.constraints,
            models.CheckConstraint(condition=~Q(title=""), name="strategy_frozencalculation_has_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("strategy:calculation", args=[self.pk])

    @property
    def calculations(self) -> tuple[Calculation, ...]:
        """The official model; low, mid and high after it where they were frozen too."""
        stored: list[dict[str, Any]] = self.results
        return tuple(from_json(result) for result in stored)

    @property
    def parameter_set(self) -> ParameterSet:
        return parameters_from_json(self.parameters)
