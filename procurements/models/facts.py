"""Dated facts about a commitment. Append-only: a correction is a new row with its reason."""

from typing import ClassVar, Self, TypeVar

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Fact
from organisations.models import Membership
from procurements.choices import ChangeGround, DialogueResult
from procurements.models.commitment import Commitment

F = TypeVar("F", bound=Fact)


class CommitmentFactQuerySet(models.QuerySet[F]):
    """Facts of a model that has a `commitment`."""

    def visible_to(self, member: Membership) -> Self:
        """Those of the commitments the member follows: both parties read the same."""
        return self.filter(commitment__among=Commitment.objects.followed_by(member))

    def standing(self) -> Self:
        """Without those that a later row corrects."""
        return self.filter(corrected_by__isnull=True)


class OpeningBalance(Fact):
    """What was done before the contract was entered here, up to and including `valid_from`, by whose word."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="opening_balances")
    full_time_months = models.DecimalField(
        _("Full-time months done"), max_digits=9, decimal_places=2, validators=[MinValueValidator(0)]
    )
    places_filled = models.PositiveIntegerField(_("Places filled"), default=0)
    source = models.CharField(_("Source"), max_length=200)

    class Meta(Fact.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"{self.full_time_months} {self.valid_from}"


class Variation(Fact):
    """A change of the contract: what is set holds from `valid_from`;
    an empty value leaves the term as it was."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="variations")
    full_time_months = models.DecimalField(
        _("Full-time months over the contract"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    places = models.PositiveIntegerField(_("Places"), null=True, blank=True)
    value_sek = models.PositiveBigIntegerField(_("Value excluding VAT"), null=True, blank=True)
    contract_months = models.PositiveSmallIntegerField(_("Contract months"), null=True, blank=True)
    kind_of_ground = models.CharField(
        _("Kind of ground"), max_length=16, choices=ChangeGround.choices, default=ChangeGround.OTHER
    )
    ground = models.CharField(_("Legal ground"), max_length=200)

    objects = CommitmentFactQuerySet["Variation"].as_manager()

    class Meta(Fact.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"{self.ground} {self.valid_from}"


class DialogueMeeting(Fact):
    """A meeting under a dialogue requirement, held on `valid_from`, with its written outcome.

    A postponed one was not held: `valid_from` is then the day on which that was decided. `participants`
    are functions, never names. `places` are the agreed ones by type of occupation: aims, not a volume owed.
    """

    PERSONAL_FIELDS: ClassVar = frozenset({"participants"})

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="dialogue_meetings")
    result = models.CharField(_("Result"), max_length=10, choices=DialogueResult.choices)
    outcome = models.TextField(_("What was agreed, or why no places"))
    participants = models.TextField(_("Who took part"), blank=True)
    topics = models.TextField(_("What you talked about"), blank=True)
    places = models.JSONField(_("Agreed places"), default=dict, blank=True)
    next_on = models.DateField(_("Next meeting"), null=True, blank=True)

    objects = CommitmentFactQuerySet["DialogueMeeting"].as_manager()

    class Meta(Fact.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"{self.result} {self.valid_from}"

    def get_absolute_url(self) -> str:
        return reverse("followup:dialogue", args=[self.commitment_id])

    @property
    def diary_number(self) -> str:
        """The case's, as the registrar is offered it."""
        return self.commitment.diary_number

    @property
    def is_held(self) -> bool:
        return self.result != DialogueResult.POSTPONED
