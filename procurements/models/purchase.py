"""The register of what is planned to be bought, and why some of it carries no requirement (decision 0026)."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import audit, clock
from core.actors import actor_columns
from core.models import Acted, Sorted, Stepping
from core.rules import RuleBroken
from organisations.audience import Audience, Circle
from organisations.models import Authority, Membership
from organisations.permissions import Permission
from procurements.choices import Coverage, Nature, WhyNone
from procurements.models.procurement import Procurement, need_reason
from procurements.states import PREPARING, PURCHASE_TRANSITIONS, CaseState, PurchaseState
from reference.models import CpvCode
from strategy.choices import Exempt
from strategy.rules import Verdict

if TYPE_CHECKING:
    from core.actors import Actor

S = PurchaseState
GONE = (CaseState.CANCELLED, CaseState.UNDONE)


def _purchases_of(member: Membership) -> Q:
    return Q(authority__in=member.authority_ids_with(Permission.CASE_SEE))


PURCHASE_AUDIENCE = Audience(Circle(Permission.CASE_SEE, _purchases_of, _("at the authority")))


class PlannedPurchaseQuerySet(models.QuerySet["PlannedPurchase"]):
    def visible_to(self, member: Membership) -> Self:
        """Those of the authorities that the member works for."""
        if not PURCHASE_AUDIENCE.admits(member):
            return self.none()
        return self.filter(PURCHASE_AUDIENCE.rows_for(member)).exclude(state=S.UNDONE)

    def current(self) -> Self:
        """What is to be bought, is being bought or has been: neither dropped nor cancelled."""
        return self.exclude(state__in=(S.DROPPED, S.UNDONE)).exclude(procurement__state__in=GONE)

    def with_coverage(self) -> Self:
        """With `coverage` by the kept verdict, and what it rests on."""
        explained = Explanation.objects.standing().filter(purchase=OuterRef("pk"))
        requiring = Procurement.objects.requiring().values("pk")
        return self.annotate(
            requires=Case(
                When(procurement__isnull=False, procurement__in=requiring, then=True),
                default=False,
                output_field=models.BooleanField(),
            ),
            is_explained=Exists(explained),
        ).annotate(
            coverage=Case(
                When(requires=True, then=Value(Coverage.WITH_REQUIREMENT.value)),
                When(verdict=Verdict.UNCLEAR.value, then=Value(Coverage.UNCLEAR.value)),
                When(~Q(verdict=Verdict.APPLIES.value), then=Value(Coverage.NOT_ASKED.value)),
                When(is_explained=True, then=Value(Coverage.EXPLAINED.value)),
                When(procurement__state__in=PREPARING, then=Value(Coverage.BEING_PREPARED.value)),
                default=Value(Coverage.WAITING.value),
                output_field=CharField(),
            )
        )

    def answered(self, *how: Coverage) -> Self:
        """Of `with_coverage`, those that are answered so."""
        return self.filter(Q(("coverage__in", how)))

    def to_review(self, *, on: dt.date | None = None) -> Self:
        """Those whose reason is to be looked through by now."""
        due = Explanation.objects.standing().filter(review_on__lte=on or clock.today())
        return self.current().filter(Exists(due.filter(purchase=OuterRef("pk"))))

    def for_lists(self) -> Self:
        return self.select_related("authority__organisation", "procurement__authority", "cpv")


class PlannedPurchase(Sorted, Stepping):
    """One purchase for its whole life. Once it has a case, its facts are a copy of the case's.

    `verdict` is what the rules said of these facts when their digest was `judged_under`.
    """

    sort_source = "title"
    STATES = PurchaseState
    TRANSITIONS = PURCHASE_TRANSITIONS

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="planned_purchases")
    state = models.CharField(max_length=40, choices=S.choices, default=S.PLANNED)
    title = models.CharField(_("What is to be bought"), max_length=200)
    unit = models.CharField(_("Unit"), max_length=120, blank=True)
    planned_for = models.DateField(_("Month of the notice"), null=True, blank=True)
    nature = models.CharField(_("Nature"), max_length=12, choices=Nature.choices, blank=True)
    form = models.CharField(_("Form of purchase"), max_length=12, choices=Exempt.choices, blank=True)
    cpv = models.ForeignKey(
        CpvCode,
        verbose_name=_("CPV code"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    value_sek = models.PositiveBigIntegerField(_("Estimated value excluding VAT"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("Contract months"), null=True, blank=True)
    staff_cost_share = models.DecimalField(
        _("Staff cost share"), max_digits=3, decimal_places=2, null=True, blank=True
    )
    performers = models.PositiveIntegerField(_("Persons who perform"), null=True, blank=True)
    procurement = models.OneToOneField(
        Procurement, null=True, blank=True, on_delete=models.PROTECT, related_name="planned_purchase"
    )
    purchase_list = models.ForeignKey(
        "procurements.PurchaseList",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="purchases",
    )
    line = models.PositiveIntegerField(null=True, blank=True)
    began_as_case = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)
    verdict = models.CharField(max_length=12, default=Verdict.NO_DECISION.value)
    judged_under = models.CharField(max_length=20, blank=True)

    objects = PlannedPurchaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(F("planned_for"), F("sort_key"), name="procurements_purchase_order"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=S.STARTED, procurement__isnull=False)
                | (~Q(state=S.STARTED) & Q(procurement__isnull=True)),
                name="procurements_plannedpurchase_started_has_case",
                violation_error_message=_("A purchase that is started has a procurement."),
            ),
            models.CheckConstraint(
                condition=Q(planned_for__isnull=True) | Q(planned_for__day=1),
                name="procurements_plannedpurchase_a_month",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="procurements_plannedpurchase_has_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("procurements:purchase", args=[self.pk])

    @property
    def is_planned(self) -> bool:
        return self.state == S.PLANNED

    @property
    def explanation(self) -> "Explanation | None":
        """The reason that stands now."""
        return self.explanations.standing().order_by("-pk").first()

    def edit(self, *, by: "Actor", **values: Any) -> bool:
        """Change what is planned, audited field by field."""
        if not self.is_planned:
            raise RuleBroken(_t("Only what is planned can be changed here. Change the procurement instead."))
        return audit.save_audited(self, by=by, **values)

    def become(self, case: Procurement, *, by: "Actor") -> None:
        """From now on it is this case, of the same authority."""
        with self.stepping(S.STARTED, by=by) as row:
            if case.authority_id != row.authority_id:
                raise RuleBroken(_t("Choose a procurement of {authority}.").format(authority=row.authority))
            row.procurement = case

    def part_from_case(self, *, reason: str, by: "Actor") -> None:
        """It was linked to the wrong case: it is only planned again."""
        with self.stepping(S.PLANNED, by=by, reason=reason) as row:
            need_reason(reason)
            if row.began_as_case:
                raise RuleBroken(_t("It began as this procurement and has no other."))
            row.procurement = None

    def drop(self, *, reason: str, by: "Actor") -> None:
        """It will not be bought."""
        with self.stepping(S.DROPPED, by=by, reason=reason):
            need_reason(reason)

    def take_up(self, *, by: "Actor") -> None:
        """It is to be bought after all."""
        with self.stepping(S.PLANNED, by=by) as row:
            if row.procurement_id is not None:
                raise RuleBroken(_t("It is a procurement already."))

    def undo(self, *, reason: str, by: "Actor") -> None:
        """It should never have been here: nobody sees it any more."""
        with self.stepping(S.UNDONE, by=by, reason=reason) as row:
            row.procurement = None


class ExplanationQuerySet(models.QuerySet["Explanation"]):
    def visible_to(self, member: Membership) -> Self:
        return self.filter(purchase__among=PlannedPurchase.objects.visible_to(member))

    def standing(self) -> Self:
        return self.filter(ended_at__isnull=True)


class Explanation(Acted):
    """Why a purchase carries no requirement though one is recommended. Ended, never changed or deleted."""

    purchase = models.ForeignKey(PlannedPurchase, on_delete=models.CASCADE, related_name="explanations")
    reason = models.CharField(_("Reason"), max_length=20, choices=WhyNone.choices)
    text = models.TextField(pgettext_lazy("explanation", "In words"))
    recommended = models.TextField()
    review_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ExplanationQuerySet.as_manager()

    class Meta(Acted.Meta):
        abstract = False
        constraints = [
            *Acted.Meta.constraints,
            models.UniqueConstraint(
                fields=["purchase"],
                condition=Q(ended_at__isnull=True),
                name="procurements_explanation_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="procurements_explanation_ended_by_somebody",
                violation_error_message=_("Say who took it back."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()

    @classmethod
    def give(
        cls,
        purchase: PlannedPurchase,
        *,
        reason: str,
        text: str,
        recommended: str,
        review_on: dt.date,
        by: Membership,
    ) -> "Explanation":
        """Write why not, in the place of what stood. Call inside a transaction."""
        need_reason(text)
        row = PlannedPurchase.objects.select_for_update(of=("self",)).get(pk=purchase.pk)
        if row.state not in {S.PLANNED, S.STARTED}:
            raise RuleBroken(_t("It is not to be bought, so there is nothing to explain."))
        row.explanations.standing().update(ended_at=clock.now(), ended_by=by)
        told = {"reason": reason, "text": text, "recommended": recommended, "review_on": review_on}
        return cls.objects.create(purchase=row, **told, **actor_columns(by))

    def take_back(self, *, by: Membership) -> None:
        """It does not hold any more: the purchase waits for an answer again."""
        ended = Explanation.objects.standing().filter(pk=self.pk)
        if not ended.update(ended_at=clock.now(), ended_by=by):
            raise RuleBroken(_t("This has been taken back already."))
        self.refresh_from_db()
        audit.record("explanation.ended", self.purchase, by=by, changes={"explanation": self.pk})
