"""What happens between the parties when a requirement is not fulfilled."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Fact
from followup.choices import ReliefGround, Shortcoming, StepKind, Verdict
from procurements.models import Commitment
from procurements.models.facts import CommitmentFactQuerySet


class HearingStep(Fact):
    """The supplier is heard before the buyer decides; `valid_from` is the day. A relief closes it, too.

    `reason` holds the words: what it is about, the statement itself, why it was decided so. Each kind
    has columns of its own: a request what it is `about` and `due_on`; a statement who `told_by`; a decision
    its `verdict`, and `due_on` where there is time to put right; a relief its `ground`.
    """

    PERSONAL_FIELDS: ClassVar = frozenset({"reason", "told_by"})

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="hearing_steps")
    kind = models.CharField(_("What happened"), max_length=20, choices=StepKind.choices)
    about = models.CharField(_("What it is about"), max_length=16, choices=Shortcoming.choices, blank=True)
    due_on = models.DateField(_("Last day"), null=True, blank=True)
    told_by = models.CharField(_("Who speaks for the supplier"), max_length=120, blank=True)
    verdict = models.CharField(_("Decision"), max_length=20, choices=Verdict.choices, blank=True)
    ground = models.CharField(_("Ground"), max_length=20, choices=ReliefGround.choices, blank=True)

    objects = CommitmentFactQuerySet["HearingStep"].as_manager()

    class Meta(Fact.Meta):
        abstract = False
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.valid_from}"

    def get_absolute_url(self) -> str:
        return reverse("followup:hearing", args=[self.commitment_id])

    @property
    def diary_number(self) -> str:
        """The case's, as the registrar is offered it."""
        return self.commitment.diary_number
