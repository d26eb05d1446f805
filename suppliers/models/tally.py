"""How a commitment stands today, kept so that lists and sums need not run the arithmetic anew."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from core import clock
from organisations.models import Membership
from procurements.models import Commitment


def is_fresh(by: str, prefix: str = "") -> Q:
    """Reckoned today by this arithmetic, and nothing that the ledger reads has changed since."""
    at_change = {f"{prefix}reckoned_at_change": F(f"{prefix}changes")}
    return Q(**{f"{prefix}on": clock.today(), f"{prefix}arithmetic": by}, **at_change)


class TallyQuerySet(models.QuerySet["Tally"]):
    def visible_to(self, member: Membership) -> Self:
        """Those of the commitments the member may see."""
        return self.filter(commitment__among=Commitment.objects.visible_to(member))

    def fresh(self, by: str) -> Self:
        return self.filter(is_fresh(by))


class Tally(models.Model):
    """The ledger's answer for one day. A copy: readers reckon anew whatever is not fresh.

    Database triggers count `changes` up in the transaction that changes anything the ledger reads
    (docs/decisions/0013). Months are exact fractions as text. `arithmetic` is the mark of the code that
    reckoned it (suppliers/arithmetic.py).
    """

    commitment = models.OneToOneField(
        Commitment, primary_key=True, on_delete=models.CASCADE, related_name="tally"
    )
    changes = models.PositiveBigIntegerField(default=1)
    reckoned_at_change = models.PositiveBigIntegerField(null=True)
    on = models.DateField(null=True)
    outcome = models.JSONField(null=True)
    done = models.CharField(max_length=80, default="0")
    credit = models.CharField(max_length=80, default="0", db_default="0")
    required = models.CharField(max_length=80, default="0")
    status = models.CharField(max_length=12, default="")
    is_behind = models.BooleanField(default=False)
    arithmetic = models.CharField(max_length=16, default="", db_default="")

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.on}"

    def is_fresh(self, by: str) -> bool:
        """Does it hold today? The same as `is_fresh` above, asked of a row at hand."""
        is_unchanged = self.reckoned_at_change == self.changes
        return self.on == clock.today() and self.arithmetic == by and is_unchanged
