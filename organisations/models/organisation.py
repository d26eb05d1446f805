"""Organisations of three kinds, and which parts of the product each has switched on."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as NumberError
from stdnum.se import orgnr

from core import clock
from core.sortkeys import Sorted


class Kind(models.TextChoices):
    CONTRACTING = "contracting", _("Contracting organisation")
    SUPPLIER = "supplier", _("Supplier")
    LABOUR_MARKET = "labour_market", _("Labour-market actor")


class Part(models.TextChoices):
    """Parts beyond the core (contracts, commitments, reports, light matching, result sheet)."""

    STRATEGY = "strategy", _("Leadership decisions")
    PROCUREMENT = "procurement", _("Procurements in six steps")
    MATCHING = "matching", _("Candidate register and matching")
    FIGURES = "figures", _("Dashboards")


def validate_organisation_number(value: str) -> None:
    """Ten digits with a right check digit."""
    try:
        orgnr.validate(value)
    except NumberError:
        raise ValidationError(
            _("Write the ten digits of the organisation number, for example 212000-1355."),
            code="organisation_number",
        ) from None


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def contracting(self) -> "OrganisationQuerySet":
        return self.filter(kind=Kind.CONTRACTING)

    def suppliers(self) -> "OrganisationQuerySet":
        return self.filter(kind=Kind.SUPPLIER)


class Organisation(Sorted):
    """A legal person: a municipality, region, agency, company, or labour-market actor."""

    kind = models.CharField(max_length=20, choices=Kind.choices)
    is_public = models.BooleanField(_("Public body"), default=False)
    name = models.CharField(_("Name"), max_length=160)
    number = models.CharField(
        _("Organisation number"), max_length=10, unique=True, validators=[validate_organisation_number]
    )
    is_social_enterprise = models.BooleanField(_("Social enterprise"), default=False)
    parts = ArrayField(models.CharField(max_length=20, choices=Part.choices), default=list, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = OrganisationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def clean_fields(self, exclude: object = None) -> None:
        self.number = self.number.replace("-", "").replace(" ", "").replace("\xa0", "")
        super().clean_fields(exclude)  # type: ignore[arg-type]

    @property
    def number_text(self) -> str:
        return f"{self.number[:6]}-{self.number[6:]}"

    def has(self, part: str) -> bool:
        """Is this part of the product switched on here?"""
        return part in self.parts
