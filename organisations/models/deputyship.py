"""Deputies: who may act for whom, and when."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.rules import RuleBroken
from organisations.models.membership import Membership

if TYPE_CHECKING:
    from core.actors import Actor


class DeputyshipQuerySet(models.QuerySet["Deputyship"]):
    def in_force(self, *, on: dt.date | None = None) -> "DeputyshipQuerySet":
        day = on or clock.today()
        return self.filter(starts_on__lte=day, ends_on__gte=day, ended_at__isnull=True)

    def standing(self) -> "DeputyshipQuerySet":
        """In force or still to come."""
        return self.filter(ends_on__gte=clock.today(), ended_at__isnull=True)

    def visible_to(self, member: Membership) -> "DeputyshipQuerySet":
        """Those that name the member, as one of the two."""
        return self.filter(Q(member=member) | Q(deputy=member))

    def with_people(self) -> "DeputyshipQuerySet":
        return self.select_related("member__user", "deputy__user").order_by("starts_on", "pk")


class Deputyship(models.Model):
    """A member named by another to act for her during a period. Acts are recorded as "X för Y"."""

    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="deputyships")
    deputy = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="deputises")
    starts_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"))
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DeputyshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="organisations_deputyship_ends_after_start",
                violation_error_message=_("The last day must not be before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(member=F("deputy")),
                name="organisations_deputyship_is_another",
                violation_error_message=_("Choose a colleague, not yourself."),
            ),
        ]

    def __str__(self) -> str:
        return _("{deputy} for {member}").format(deputy=self.deputy, member=self.member)

    @property
    def is_in_force(self) -> bool:
        return self.ended_at is None and self.starts_on <= clock.today() <= self.ends_on

    @classmethod
    def name(
        cls, deputy: Membership, *, starts_on: dt.date, ends_on: dt.date, by: Membership
    ) -> "Deputyship":
        """Let a colleague act for `by` during the period, with all that `by` may do."""
        if by.acting_for is not None:
            raise RuleBroken(_("Go back to acting as yourself first. A deputy cannot name another deputy."))
        if deputy.organisation_id != by.organisation_id or not deputy.is_active:
            raise RuleBroken(_("Choose a colleague who is a member now."))
        if ends_on < clock.today():
            raise RuleBroken(_("The last day has passed already. Choose today or a later day."))
        row = cls(member=by, deputy=deputy, starts_on=starts_on, ends_on=ends_on)
        row.full_clean()
        row.save()
        audit.record("deputy_named", row, by=by, changes={"member": by.pk, "deputy": deputy.pk})
        return row

    def end(self, *, by: "Actor") -> None:
        """Take the deputyship back from this moment. What was done under it stays done."""
        if self.ended_at is not None:
            raise RuleBroken(_("This deputyship has ended already."))
        self.ended_at = clock.now()
        self.save(update_fields=["ended_at"])
        audit.record("deputy_ended", self, by=by)
