"""Organisations of three kinds, and which parts of the product each has switched on."""

import re
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import InvalidChecksum
from stdnum.exceptions import ValidationError as NumberError
from stdnum.se import orgnr

from core import audit, clock
from core.rules import RuleBroken
from core.sortkeys import Sorted

if TYPE_CHECKING:
    from core.actors import Actor
    from organisations.models.authority import Authority


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
    OPEN = "open_page", _("Open page with coming procurements")


PARTS_BY_KIND: dict[Kind, tuple[Part, ...]] = {
    Kind.CONTRACTING: (Part.STRATEGY, Part.PROCUREMENT, Part.MATCHING, Part.FIGURES, Part.OPEN),
    Kind.SUPPLIER: (),
    Kind.LABOUR_MARKET: (Part.MATCHING, Part.FIGURES),
}

PART_HELP: dict[Part, Promise] = {
    Part.STRATEGY: _("Decisions to use employment requirements, goals and thresholds."),
    Part.PROCUREMENT: _("New procurements from the first question to the signed contract."),
    Part.MATCHING: _("Candidates are registered here. Without it, only requests and answers are kept."),
    Part.FIGURES: _("Figures for leadership, each leading to its rows."),
    Part.OPEN: _(
        "Everybody reads, without an account, of the procurements that your handlers choose to show, and "
        "whom to ask at each authority."
    ),
}


def part_choices(kind: str) -> list[tuple[str, str]]:
    """The parts that such an organisation may switch on."""
    return [(part.value, str(part.label)) for part in PARTS_BY_KIND[Kind(kind)]]


def plain_number(text: str) -> str:
    """An organisation number as it is stored: ten digits, whatever stood between or before them."""
    digits = re.sub(r"[\s\-\u2010-\u2015]", "", text)
    return digits[2:] if len(digits) == 12 and digits.startswith("16") else digits


def validate_organisation_number(value: str) -> None:
    """Ten digits with a right check digit."""
    try:
        orgnr.validate(value)
    except InvalidChecksum:
        raise ValidationError(
            _("The number is not right: check the last digit, and that no digits have changed places."),
            code="organisation_number",
        ) from None
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

    def showing(self, part: "Part") -> "OrganisationQuerySet":
        """As `Organisation.shows`."""
        reads_of_others = Q(kind=Kind.LABOUR_MARKET) if part == Part.PROCUREMENT else Q(pk__in=[])
        return self.filter(Q(parts__contains=[part]) | reads_of_others)

    def locked(self, pk: int) -> "Organisation":
        """The row, held until the transaction ends: changes of who administers it come one at a time."""
        return self.select_for_update(of=("self",)).get(pk=pk)


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
        self.number = plain_number(self.number)
        super().clean_fields(exclude)  # type: ignore[arg-type]

    @property
    def organisation_id(self) -> int | None:
        """Its own: what is done to it stands in its log."""
        return self.pk

    @property
    def number_text(self) -> str:
        return f"{self.number[:6]}-{self.number[6:]}"

    def has(self, part: str) -> bool:
        """Is this part of the product switched on here?"""
        return part in self.parts

    def shows(self, part: str) -> bool:
        """Has it pages of this part? A labour-market actor has no procurements of its own, but reads those of
        others in which it finds people."""
        reads_of_others = self.kind == Kind.LABOUR_MARKET and part == Part.PROCUREMENT
        return self.has(part) or reads_of_others

    def edit(self, *, by: "Actor", **values: Any) -> None:
        """Correct the name and the marks; kind and number stay what they were."""
        audit.save_audited(self, by=by, **values)

    def switch_part(self, part: str, *, on: bool, by: "Actor") -> None:
        """Switch a part of the product on or off. Off leaves no trace in menus; nothing is deleted."""
        if part not in PARTS_BY_KIND[Kind(self.kind)]:
            raise RuleBroken(_("{organisation} cannot use this part.").format(organisation=self))
        rest = [kept for kept in self.parts if kept != part]
        parts = [known.value for known in Part if known in rest or (on and known == part)]
        audit.save_audited(self, by=by, action="part_switched", parts=parts)

    def add_authority(self, *, by: "Actor", **values: Any) -> "Authority":
        """A further authority with its own diary, controller and secrecy. Nobody is its member yet."""
        if self.kind == Kind.SUPPLIER:
            raise RuleBroken(_("A supplier has no authorities."))
        authority: Authority = self.authorities.model(organisation=self, **values)
        authority.full_clean(exclude=["sort_key"])
        authority.save()
        audit.record("added", authority, by=by)
        return authority
