"""The procurement case, its lots and the authorities it buys for."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, DateField, Min, OuterRef, Q, Subquery, When
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import audit
from core.models import Sorted, StatusChange, Stepping
from core.rules import RuleBroken
from organisations.audience import Audience, Circle
from organisations.models import Authority, Cooperation, Membership
from organisations.permissions import Permission, Role
from procurements.choices import Law, Nature, Procedure, Purpose
from procurements.states import CASE_TRANSITIONS, OPEN, PREPARING, CaseState, RequirementState
from reference.models import CpvCode
from reference.regimes import WITH_STANDSTILL, Regime

if TYPE_CHECKING:
    from core.actors import Actor


def _cases_of(member: Membership) -> Q:
    parts = Participant.objects.filter(authority__in=member.sighted_authority_ids_with(Permission.CASE_SEE))
    return Q(pk__among=parts.values("procurement"))


def _cases_that_name(member: Membership) -> Q:
    """She takes part from step Plan, wherever she works; her deputy stands in for her. It is asked of each of
    the two whether she is an officer still."""
    persons = [member, member.acting_for] if member.acting_for else [member]
    return Q(matching_officer__in=[row.pk for row in persons if Role.MATCHING_OFFICER in row.roles])


CASE_AUDIENCE = Audience(
    Circle(
        Permission.CASE_SEE,
        _cases_of,
        _("at the authorities that buy and where they have opened their cases by co-operation"),
    ),
    # Found by the permission that only matching officers hold: who is one no longer, reads no longer.
    Circle(Permission.PROFILE_EDIT, _cases_that_name, _("who is named in the case")),
)


class ProcurementQuerySet(models.QuerySet["Procurement"]):
    def visible_to(self, member: Membership) -> Self:
        """Cases of the authorities the member works for, and those a co-operation opens."""
        if not CASE_AUDIENCE.admits(member):
            return self.none()
        return self.filter(CASE_AUDIENCE.rows_for(member)).exclude(state=CaseState.UNDONE)

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def requiring(self) -> Self:
        """Those with an employment requirement that is approved, or agreed upon, in any of their lots."""
        settled = Q(lots__requirement__state__in=(RequirementState.APPROVED, RequirementState.LOCKED))
        asked = settled | Q(lots__contracts__commitments__isnull=False)
        return self.filter(pk__in=self.model._base_manager.filter(asked).values("pk"))

    def with_beginning(self) -> Self:
        """With `begun_on`: the first day of the contract where it was entered running, else the day on
        which the case was started here."""
        contracts = Lot.objects.filter(procurement=OuterRef("pk"), contracts__isnull=False).order_by()
        first_day = contracts.values("procurement").annotate(day=Min("contracts__starts_on")).values("day")
        steps = StatusChange.objects.filter(
            content_type=ContentType.objects.get_for_model(self.model), object_id=OuterRef("pk")
        )
        started = steps.order_by("at", "pk").annotate(day=TruncDate("at")).values("day")[:1]
        running = When(entered_running=True, then=Subquery(first_day))
        return self.annotate(begun_on=Case(running, default=Subquery(started), output_field=DateField()))

    def begun_in(self, year: int) -> Self:
        """Those that began in the calendar year."""
        return self.with_beginning().filter(begun_on__range=(dt.date(year, 1, 1), dt.date(year, 12, 31)))


class Procurement(Sorted, Stepping):
    """One purchase through the six steps. Requirement, bid, award and contract hang on its lots."""

    sort_source = "title"
    STATES = CaseState
    TRANSITIONS = CASE_TRANSITIONS

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="procurements")
    title = models.CharField(pgettext_lazy("case", "Title"), max_length=200)
    diary_number = models.CharField(_("Diary number"), max_length=40, blank=True)
    purpose = models.CharField(
        _("Purpose"), max_length=20, choices=Purpose.choices, default=Purpose.SIDE_CONDITION
    )
    law = models.CharField(_("Act"), max_length=4, choices=Law.choices, default=Law.LOU)
    regime = models.CharField(
        _("Regime"), max_length=20, choices=Regime.choices, default=Regime.ABOVE_THRESHOLD
    )
    procedure = models.CharField(_("Procedure"), max_length=24, choices=Procedure.choices, blank=True)
    nature = models.CharField(_("Nature"), max_length=12, choices=Nature.choices, default=Nature.SERVICES)
    is_framework = models.BooleanField(_("Framework agreement"), default=False)
    cpv = models.ForeignKey(
        CpvCode,
        verbose_name=_("CPV code"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
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

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_preparing(self) -> bool:
        return self.state in PREPARING

    @property
    def is_advertised(self) -> bool:
        """Notice, approval and standstill belong to it; other forms of purchase are asked for less."""
        return self.regime in WITH_STANDSTILL

    @property
    def months_with_options(self) -> int | None:
        return None if self.base_months is None else self.base_months + self.option_months

    @property
    def only_lot(self) -> "Lot":
        """The lot on which requirement, award and contract hang: the first, and as yet the only one."""
        return self.lots.order_by("number")[0]

    def edit(self, *, by: "Actor", **values: Any) -> bool:
        """Change the facts, audited field by field."""
        if not self.is_open:
            raise RuleBroken(_t("The case is closed and cannot be changed."))
        return audit.save_audited(self, by=by, **values)

    def reopen(self, step: str, *, reason: str, by: "Actor") -> None:
        """Go back to an earlier step. What was done there and after stays."""
        with self.stepping(step, by=by, reason=reason) as row:
            order = list(CaseState)
            if order.index(CaseState(step)) >= order.index(CaseState(row.state)):
                raise RuleBroken(_t("Only an earlier step can be opened again."))
            need_reason(reason)

    def cancel(self, *, reason: str, by: "Actor") -> None:
        """End the procurement without a contract."""
        with self.stepping(CaseState.CANCELLED, by=by, reason=reason):
            need_reason(reason)

    def undo_entry(self, *, by: "Actor", reason: str) -> None:
        """A running contract was entered by mistake: from now on nobody sees its case."""
        with self.stepping(CaseState.UNDONE, by=by, reason=reason) as row:
            need_reason(reason)
            if not row.entered_running:
                raise RuleBroken(_t("Only a contract that was entered as running can be undone."))

    def close(self, *, by: "Actor", reason: str = "") -> None:
        """End the case once its commitments are closed."""
        with self.stepping(CaseState.CLOSED, by=by, reason=reason):
            pass


def need_reason(reason: str) -> None:
    """Refuse an act whose reason the next reader will ask for."""
    if not reason.strip():
        raise RuleBroken(_t("Write a reason, so that the next reader understands."))


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
