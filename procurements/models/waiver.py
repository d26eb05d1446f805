"""What is not needed in a case: a task or a whole step, with the reason."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.actors import actor_columns
from core.models import Acted
from core.rules import RuleBroken
from organisations.models import Membership
from procurements.models.procurement import Procurement, need_reason

if TYPE_CHECKING:
    from core.actors import Actor


class WaiverQuerySet(models.QuerySet["Waiver"]):
    def standing(self) -> Self:
        return self.filter(undone_at__isnull=True)


class Waiver(Acted):
    """ "Not needed here": `what` is the key of a task, or "step:" and the step. Taken back, never deleted."""

    procurement = models.ForeignKey(Procurement, on_delete=models.CASCADE, related_name="waivers")
    what = models.CharField(max_length=40)
    reason = models.TextField(_("Reason"))
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = WaiverQuerySet.as_manager()

    class Meta(Acted.Meta):
        abstract = False
        constraints = [
            *Acted.Meta.constraints,
            models.UniqueConstraint(
                fields=["procurement", "what"],
                condition=Q(undone_at__isnull=True),
                name="procurements_waiver_once",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="procurements_waiver_undone_by_somebody",
                violation_error_message=_("Say who took it back."),
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @classmethod
    def give(cls, procurement: Procurement, what: str, *, reason: str, by: "Actor") -> "Waiver":
        """Mark a task or step as not needed here. Refuses without a reason, and twice."""
        need_reason(reason)
        Procurement.objects.select_for_update().get(pk=procurement.pk)
        if procurement.waivers.standing().filter(what=what).exists():
            raise RuleBroken(_t("This is marked as not needed already."))
        return cls.objects.create(procurement=procurement, what=what, reason=reason, **actor_columns(by))

    def undo(self, *, by: Membership) -> None:
        """It is needed after all."""
        changed = Waiver.objects.standing().filter(pk=self.pk).update(undone_at=clock.now(), undone_by=by)
        if not changed:
            raise RuleBroken(_t("This has been taken back already."))
        self.refresh_from_db()
        audit.record("waiver.undone", self.procurement, by=by, changes={"what": self.what})
