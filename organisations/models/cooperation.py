"""Recorded co-operation: what one authority opens for another organisation, why, and for how long."""

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.rules import RuleBroken
from organisations.models.authority import Authority
from organisations.models.organisation import Kind, Organisation

if TYPE_CHECKING:
    from core.actors import Actor
    from organisations.models.membership import Membership


class Opens(models.TextChoices):
    """Named things that a co-operation may open."""

    CASES = "cases", _("Cases and commitments")
    REQUESTS = "requests", _("Requests for candidates")
    FIGURES = "figures", _("Figures")


class CooperationQuerySet(models.QuerySet["Cooperation"]):
    def in_force(self, *, on: dt.date | None = None) -> "CooperationQuerySet":
        day = on or clock.today()
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def visible_to(self, member: "Membership") -> "CooperationQuerySet":
        """Co-operation that the member's organisation gives or receives."""
        own = member.organisation_id
        return self.filter(Q(giver__organisation_id=own) | Q(receiver_id=own))

    def given_by(self, organisation: Organisation) -> "CooperationQuerySet":
        return self.filter(giver__organisation=organisation)

    def with_list_data(self) -> "CooperationQuerySet":
        """Running ones first, the latest on top."""
        related = self.select_related("giver__organisation", "receiver", "receiving_authority")
        return related.order_by(F("ends_on").desc(nulls_first=True), "-starts_on", "-pk")


class Cooperation(models.Model):
    """`giver` opens `opens` to `receiver`, for a purpose and on a legal ground."""

    giver = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="cooperations_given")
    receiver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cooperations_received")
    receiving_authority = models.ForeignKey(
        Authority, null=True, blank=True, on_delete=models.PROTECT, related_name="cooperations_received"
    )
    opens = ArrayField(models.CharField(max_length=20, choices=Opens.choices), verbose_name=_("Opens"))
    purpose = models.TextField(_("Why"))
    legal_ground = models.CharField(_("Legal ground"), max_length=200)
    starts_on = models.DateField(_("First day"), default=clock.today)
    ends_on = models.DateField(_("Last day"), null=True, blank=True)

    objects = CooperationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(opens=[]),
                name="organisations_cooperation_opens_something",
                violation_error_message=_("Tick at least one thing that the co-operation opens."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.receiver}"

    @property
    def has_ended(self) -> bool:
        return self.ends_on is not None and self.ends_on < clock.today()

    @property
    def opens_names(self) -> list[str]:
        return [str(Opens(opened).label) for opened in self.opens]

    @classmethod
    def give(
        cls,
        *,
        giver: Authority,
        receiver: Organisation,
        receiving_authority: Authority | None,
        opens: Collection[str],
        purpose: str,
        legal_ground: str,
        starts_on: dt.date,
        ends_on: dt.date | None,
        by: "Actor",
    ) -> "Cooperation":
        """Open named things of `giver` to `receiver` for a period. Opens nothing the other way."""
        check_parties(giver, receiver, receiving_authority)
        if ends_on is not None and ends_on < starts_on:
            raise RuleBroken(_("The last day must not be before the first."))
        row = cls(giver=giver, receiver=receiver, receiving_authority=receiving_authority, purpose=purpose)
        row.opens = [thing.value for thing in Opens if thing in opens]
        row.legal_ground, row.starts_on, row.ends_on = legal_ground, starts_on, ends_on
        row.full_clean()
        row.save()
        audit.record("cooperation_given", row, by=by, changes={"opens": row.opens, "receiver": receiver.pk})
        return row

    def end(self, *, on: dt.date, by: "Actor") -> None:
        """Close what was opened after the day `on`. What the receiver recorded meanwhile stays."""
        if self.has_ended:
            raise RuleBroken(_("This co-operation has ended already."))
        if on < clock.today():
            raise RuleBroken(_("The last day has passed already. Choose today or a later day."))
        if self.ends_on is not None and on > self.ends_on:
            raise RuleBroken(_("It ends earlier than that already. Give a new co-operation to go on."))
        audit.save_audited(self, by=by, action="cooperation_ended", ends_on=on)


def check_parties(giver: Authority, receiver: Organisation, receiving_authority: Authority | None) -> None:
    """Refuse a co-operation with oneself or a supplier, and an authority that is not the receiver's."""
    if receiver.kind == Kind.SUPPLIER:
        raise RuleBroken(
            _(
                "{organisation} is a supplier. It sees its own contracts without a co-operation; choose a "
                "contracting organisation or a labour-market actor."
            ).format(organisation=receiver)
        )
    if receiving_authority is None and receiver.pk == giver.organisation_id:
        raise RuleBroken(_("Choose which authority of your own organisation receives."))
    if receiving_authority is not None and receiving_authority.organisation_id != receiver.pk:
        raise RuleBroken(_("Choose among the authorities of {organisation}.").format(organisation=receiver))
    if receiving_authority == giver:
        raise RuleBroken(_("Giver and receiver must be two authorities."))
