"""The structured parameters of a requirement, shared by the draft and by what was promised."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from procurements.choices import (
    DialogueCaller,
    EarlyEndBasis,
    PlacementType,
    ReportEvery,
    RequirementKind,
    Route,
    Sanction,
    TargetGroup,
)


def every_type() -> list[str]:
    return list(PlacementType.values)


def every_route() -> list[str]:
    return list(Route.values)


def terms_of(row: "RequirementTerms") -> dict[str, Any]:
    """The parameters of a requirement or commitment by name, as they stand on the row."""
    return {name: getattr(row, name) for name in TERM_NAMES}


class RequirementTerms(models.Model):
    """Abstract. Each number of the arithmetic (docs/arithmetic.md) is one of these settings."""

    kind = models.CharField(_("Kind of requirement"), max_length=12, choices=RequirementKind.choices)
    target_groups = ArrayField(
        models.CharField(max_length=30, choices=TargetGroup.choices),
        verbose_name=_("Target groups"),
        default=list,
        blank=True,
    )
    types = ArrayField(
        models.CharField(max_length=20, choices=PlacementType.choices),
        verbose_name=_("What counts"),
        default=every_type,
    )
    full_time_months = models.DecimalField(
        _("Full-time months over the contract"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    yearly_average = models.DecimalField(
        _("Full-time months per contract year on average"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    places = models.PositiveIntegerField(_("Places"), null=True, blank=True)
    place_hours = models.PositiveSmallIntegerField(
        _("Hours a week per place"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(40)],
    )
    first_start_within_months = models.PositiveSmallIntegerField(_("First start within"), default=6)
    dialogue_first_within_months = models.PositiveSmallIntegerField(_("First dialogue within"), default=1)
    dialogue_called_by = models.CharField(
        _("Who calls the dialogue"),
        max_length=10,
        choices=DialogueCaller.choices,
        default=DialogueCaller.BUYER,
    )
    early_end_share = models.DecimalField(
        _("Share that counts as fulfilled at an early end"),
        max_digits=4,
        decimal_places=3,
        default="0.75",
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )
    early_end_basis = models.CharField(
        _("The share is tested over"),
        max_length=12,
        choices=EarlyEndBasis.choices,
        default=EarlyEndBasis.PLACEMENT,
    )
    shortage_is_objective_ground = models.BooleanField(
        _("Shortage of work counts as an objective ground"), default=True
    )
    routes = ArrayField(
        models.CharField(max_length=20, choices=Route.choices),
        verbose_name=_("Recruitment routes"),
        default=every_route,
    )
    support_contact = models.CharField(_("Support contact"), max_length=160, blank=True)
    report_every = models.CharField(
        _("Reports"), max_length=10, choices=ReportEvery.choices, default=ReportEvery.QUARTER
    )
    report_days = models.PositiveSmallIntegerField(_("Days to report after the period"), default=14)
    sanction = models.CharField(_("Sanction"), max_length=12, choices=Sanction.choices, default=Sanction.NONE)
    bonus = models.JSONField(_("Bonus"), null=True, blank=True)
    change_clause = models.BooleanField(_("Change clause"), default=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[RequirementKind.DIALOGUE, RequirementKind.RESERVED])
                | Q(full_time_months__isnull=False)
                | Q(yearly_average__isnull=False)
                | Q(places__isnull=False),
                name="%(app_label)s_%(class)s_has_volume",
                violation_error_message=_("State full-time months or places."),
            )
        ]


TERM_NAMES = tuple(field.name for field in RequirementTerms._meta.local_fields)
