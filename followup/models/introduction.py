"""That a member has gone through an introduction."""

from typing import Self

from django.db import models, transaction

from core import audit, clock
from organisations.models import Membership
from organisations.permissions import Home, Permission

OVERSEERS = (Permission.STRATEGY_PREPARE, Permission.ORGANISATION_ADMINISTER)


class IntroductionDoneQuerySet(models.QuerySet["IntroductionDone"]):
    def visible_to(self, member: Membership) -> Self:
        """The member's own; those of the whole organisation for whoever sees to that people learn."""
        if any(member.may(permission) for permission in OVERSEERS):
            return self.filter(member__organisation=member.organisation_id)
        return self.filter(member=member)


class IntroductionDone(models.Model):
    """Ticked by the member herself. Nobody else ticks it, and she may take the tick away."""

    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="introductions_done")
    introduction = models.CharField(max_length=20, choices=Home.choices)
    done_at = models.DateTimeField(default=clock.now)

    objects = IntroductionDoneQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["member", "introduction"], name="followup_introductiondone_once")
        ]

    def __str__(self) -> str:
        return f"{self.introduction} {self.done_at:%Y-%m-%d}"

    @classmethod
    @transaction.atomic
    def tick(cls, introduction: str, *, by: Membership) -> None:
        """She has gone through it; ticking twice changes nothing."""
        row, is_new = cls.objects.get_or_create(member=by, introduction=introduction)
        if is_new:
            audit.record("introduction.done", row, by=by, organisation_id=by.organisation_id)

    @classmethod
    @transaction.atomic
    def untick(cls, introduction: str, *, by: Membership) -> None:
        """She has not, after all."""
        for row in cls.objects.filter(member=by, introduction=introduction):
            audit.record("introduction.undone", row, by=by, organisation_id=by.organisation_id)
            row.delete()
