"""How it went for a person some time after a placement."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Fact
from followup.choices import OutcomeResult
from matching.models import Placement
from organisations.models import Membership
from organisations.permissions import Permission


class PlacementOutcomeQuerySet(models.QuerySet["PlacementOutcome"]):
    def visible_to(self, member: Membership) -> Self:
        """Those of placements that the buyer's side or the matching side sees. Where somebody went is not
        the former employer's business, so a supplier sees none."""
        if not member.may(Permission.COMMITMENT_SEE):
            return self.none()
        return self.filter(placement__among=Placement.objects.visible_to(member))

    def standing(self) -> Self:
        """Without those that a later row corrects."""
        return self.filter(corrected_by__isnull=True)


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
