"""What was signed with whom, and for how long."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from procurements.models.procurement import Lot


class Contract(models.Model):
    """A signed contract on one lot with one supplier."""

    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="contracts")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contracts")
    number = models.CharField(_("Contract number"), max_length=60, blank=True)
    signed_on = models.DateField(_("Signed"), null=True, blank=True)
    starts_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"))
    value_sek = models.PositiveBigIntegerField(_("Value excluding VAT"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="procurements_contract_ends_after_start",
                violation_error_message=_("The last day must not be before the first."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.lot} · {self.supplier}"
