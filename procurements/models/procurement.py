"""The procurement case, its lots and the authorities it buys for."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Sorted, Stepping
from organisations.models import Authority, Cooperation, Membership
from organisations.models.cooperation import Opens
from organisations.permissions import Permission
from procurements.choices import Law, Nature, Procedure, Purpose, Regime
from procurements.states import CASE_TRANSITIONS, CaseState

if TYPE_CHECKING:
    from core.actors import Actor


def opened_to(member: Membership, *, what: Opens) -> models.QuerySet[Authority]:
    """Authorities that a co-operation in force has opened `what` of to the member's organisation."""
    given = Cooperation.objects.in_force().filter(receiver_id=member.organisation_id, opens__contains=[what])
    return Authority.objects.filter(
        cooperations_given__in=given.filter(
            Q(receiving_authority__isnull=True) | Q(receiving_authority__in=member.own_authority_ids)
        )
    )


class ProcurementQuerySet(models.QuerySet["Procurement"]):
    def visible_to(self, member: Membership) -> Self:
        """Cases of the authorities the member works for, and those a co-operation opens."""
        if not member.may(Permission.CASE_SEE):
            return self.none()
        allowed = Q(authority__in=member.authority_ids) | Q(authority__in=opened_to(member, what=Opens.CASES))
        return self.filter(pk__in=Participant.objects.filter(allowed).values("procurement"))


class Procurement(Sorted, Stepping):
    """One purchase through the six steps. Requirement, bid, award and contract hang on its lots."""

    sort_source = "title"
    STATES = CaseState
    TRANSITIONS = CASE_TRANSITIONS

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="procurements")
    title = models.CharField(_("Title"), max_length=200)
    diary_number = models.CharField(_("Diary number"), max_length=40, blank=True)
    purpose = models.CharField(
        _("Purpose"), max_length=20, choices=Purpose.choices, default=Purpose.SIDE_CONDITION
    )
    law = models.CharField(_("Act"), max_length=4, choices=Law.choices, default=Law.LOU)
    regime = models.CharField(_("Regime"), max_length=12, choices=Regime.choices, default=Regime.ABOVE)
    procedure = models.CharField(_("Procedure"), max_length=24, choices=Procedure.choices, blank=True)
    nature = models.CharField(_("Nature"), max_length=12, choices=Nature.choices, default=Nature.SERVICES)
    value_sek = models.PositiveBigIntegerField(_("Estimated value excluding VAT"), null=True, blank=True)
    base_months = models.PositiveSmallIntegerField(_("Contract months"), null=True, blank=True)
    option_months = models.PositiveSmallIntegerField(_("Option months"), default=0)
    staff_cost_share = models.DecimalField(
        _("Staff cost share"), max_digits=3, decimal_places=2, null=True, blank=True
    )
    performers = models.PositiveIntegerField(_("Persons who perform"), null=True, blank=True)
    place = models.CharField(_("Place of performance"), max_length=200, blank=True)
    orderer = models.CharField(_("Orderer"), max_length=160, blank=True)
    handler = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="handled_procurements"
    )
    matching_officer = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="matched_procurements"
    )
    tendering_system = models.CharField(_("Tendering system"), max_length=80, blank=True)
    tendering_number = models.CharField(_("Number there"), max_length=80, blank=True)
    tendering_url = models.URLField(_("Link to the case there"), blank=True)
    entered_running = models.BooleanField(default=False)

    objects = ProcurementQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("procurements:case", args=[self.pk])

    def close(self, *, by: "Actor", reason: str = "") -> None:
        """End the case once its commitments are closed."""
        with self.stepping(CaseState.CLOSED, by=by, reason=reason):
            pass


class Participant(models.Model):
    """An authority the procurement buys for; exactly one of them runs it."""

    procurement = models.ForeignKey(Procurement, on_delete=models.CASCADE, related_name="participants")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="participations")
    is_running = models.BooleanField(default=False)
    share = models.DecimalField(_("Own share"), max_digits=5, decimal_places=4, null=True, blank=True)
    cooperation = models.ForeignKey(
        Cooperation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procurement", "authority"], name="procurements_participant_once"
            ),
            models.UniqueConstraint(
                fields=["procurement"], condition=Q(is_running=True), name="procurements_participant_one_runs"
            ),
        ]

    def __str__(self) -> str:
        return str(self.authority)


class Lot(models.Model):
    """A part of the procurement; one without lots has a single unseen one."""

    procurement = models.ForeignKey(Procurement, on_delete=models.CASCADE, related_name="lots")
    number = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(_("Lot"), max_length=160, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["procurement", "number"], name="procurements_lot_number_once")
        ]

    def __str__(self) -> str:
        return self.title or self.procurement.title
