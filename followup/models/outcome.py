"""How it went for a person some time after a placement."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Fact
from followup.choices import OutcomeResult
from matching.models import Placement
from organisations.models import Membership
from procurements.models import Commitment


class PlacementOutcomeQuerySet(models.QuerySet["PlacementOutcome"]):
    def visible_to(self, member: Membership) -> Self:
        """Those of placements under commitments that the member may see."""
        return self.filter(placement__commitment__among=Commitment.objects.visible_to(member))


class PlacementOutcome(Fact):
    """Where the person of a placement was on the day `valid_from`."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="outcomes")
    result = models.CharField(_("Result"), max_length=16, choices=OutcomeResult.choices)

    objects = PlacementOutcomeQuerySet.as_manager()

    class Meta(Fact.Meta):
        abstract = False
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.result} {self.valid_from}"
