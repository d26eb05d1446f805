"""What happens between the parties when a requirement is not fulfilled."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Fact
from followup.choices import StepKind
from organisations.models import Membership
from procurements.models import Commitment


class HearingStepQuerySet(models.QuerySet["HearingStep"]):
    def visible_to(self, member: Membership) -> Self:
        return self.filter(commitment__among=Commitment.objects.visible_to(member))


class HearingStep(Fact):
    """The supplier is heard before the buyer decides; `valid_from` is the day. A relief closes it, too."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="hearing_steps")
    kind = models.CharField(_("What happened"), max_length=20, choices=StepKind.choices)

    objects = HearingStepQuerySet.as_manager()

    class Meta(Fact.Meta):
        abstract = False
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.valid_from}"
