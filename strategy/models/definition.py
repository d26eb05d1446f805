"""What an organisation itself means by the words that its figures rest on."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import clock
from core.actors import actor_columns
from core.models import Acted
from core.rules import RuleBroken
from organisations.models import Membership, Organisation

if TYPE_CHECKING:
    from typing import Self


class Defined(models.TextChoices):
    """What is defined."""

    OCCUPATION = "occupation", _("What counts as occupation")
    TARGET_GROUPS = "target_groups", _("Who the target groups are, and what we call them")
    DIRECT_CONSEQUENCE = "direct_consequence", _("What a direct consequence is")


class DefinitionQuerySet(models.QuerySet["Definition"]):
    def visible_to(self, member: Membership) -> "Self":
        """Those of the member's own organisation, earlier ones included."""
        return self.filter(organisation=member.organisation_id)

    def latest_first(self) -> "Self":
        return self.order_by("-decided_on", "-pk")


class Definition(Acted):
    """One version, from the day on which it was decided until the next one. Append-only in the database.

    `decided_by` is who decided, in words: a committee with its paragraph, or a function. Until there is one,
    the national model's words hold (strategy/definitions.py).
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="definitions")
    defined = models.CharField(max_length=20, choices=Defined.choices)
    text = models.TextField(_("Definition"), max_length=2000)
    decided_on = models.DateField(_("Decided on"))
    decided_by = models.CharField(_("Decided by"), max_length=160)

    objects = DefinitionQuerySet.as_manager()

    class Meta(Acted.Meta):
        abstract = False
        constraints = [
            *Acted.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(decided_by=""), name="strategy_definition_is_told"
            ),
        ]

    def __str__(self) -> str:
        return f"{Defined(self.defined).label} {self.decided_on}"

    @classmethod
    def decide(
        cls, *, defined: str, text: str, decided_on: dt.date, decided_by: str, by: Membership
    ) -> "Definition":
        """Note a version of the member's organisation. The one before stays to be read."""
        if decided_on > clock.today():
            raise RuleBroken(_t("It cannot have been decided on a day that has not come."))
        row = cls(
            organisation=by.organisation,
            defined=defined,
            text=text,
            decided_on=decided_on,
            decided_by=decided_by,
            **actor_columns(by),
        )
        row.full_clean()
        row.save()
        return row
