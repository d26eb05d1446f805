"""Dated facts about a commitment. Append-only: a correction is a new row with its reason."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Fact
from procurements.choices import DialogueResult
from procurements.models.commitment import Commitment


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
    ground = models.CharField(_("Legal ground"), max_length=200)

    class Meta(Fact.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"{self.ground} {self.valid_from}"


class DialogueMeeting(Fact):
    """A meeting under a dialogue requirement, held on `valid_from`, with its written outcome."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="dialogue_meetings")
    result = models.CharField(_("Result"), max_length=10, choices=DialogueResult.choices)
    outcome = models.TextField(_("What was agreed, or why no places"))

    class Meta(Fact.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"{self.result} {self.valid_from}"
