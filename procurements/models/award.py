"""The award, the bids that may be noted after it, and review in court."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.actors import actor_columns
from core.models import Acted, Stepping
from core.rules import RuleBroken
from organisations.models import Membership, Organisation
from organisations.permissions import Permission
from procurements.choices import RulingOutcome
from procurements.models.procurement import Lot, Procurement, need_reason
from procurements.states import AWARD_TRANSITIONS, AwardState

if TYPE_CHECKING:
    from core.actors import Actor

S = AwardState


class AwardQuerySet(models.QuerySet["Award"]):
    def visible_to(self, member: Membership) -> Self:
        return self.filter(lot__procurement__among=Procurement.objects.visible_to(member))

    def standing(self) -> Self:
        return self.exclude(state=S.WITHDRAWN)


class Award(Stepping):
    """Who gets the contract. `notified_on` is day 0 of the standstill: when the last bidder was told."""

    TRANSITIONS = AWARD_TRANSITIONS
    STATES = AwardState

    state = models.CharField(max_length=40, choices=S.choices, default=S.MADE)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="awards")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="awards")
    decided_on = models.DateField(_("Date of the decision"))
    decided_by = models.CharField(_("Decided by"), max_length=160, blank=True)
    reasons = models.TextField(_("Reasons"), blank=True)
    notified_on = models.DateField(_("Notification sent"), null=True, blank=True)
    is_electronic = models.BooleanField(_("Sent electronically to everyone"), null=True, blank=True)

    objects = AwardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lot"], condition=~Q(state=S.WITHDRAWN), name="procurements_award_one_stands"
            ),
            models.CheckConstraint(
                condition=Q(notified_on__isnull=True, is_electronic__isnull=True)
                | Q(notified_on__gte=F("decided_on"), is_electronic__isnull=False),
                name="procurements_award_notified_after_decision",
                violation_error_message=_("The notification cannot be sent before the decision."),
            ),
            models.CheckConstraint(
                condition=~Q(state=S.NOTIFIED) | Q(notified_on__isnull=False),
                name="procurements_award_notified_has_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.supplier)

    @classmethod
    def make(
        cls,
        lot: Lot,
        *,
        supplier: Organisation,
        decided_on: dt.date,
        decided_by: str = "",
        reasons: str = "",
        by: "Actor",
    ) -> "Award":
        """Record the decision. Refuses a future day and a second award while one stands."""
        if decided_on > clock.today():
            raise RuleBroken(_t("Record the award on the day it is decided, or later."))
        Procurement.objects.select_for_update().get(pk=lot.procurement_id)
        if lot.awards.standing().exists():
            raise RuleBroken(_t("There is an award already. Withdraw it before you record another."))
        row = cls.objects.create(
            lot=lot, supplier=supplier, decided_on=decided_on, decided_by=decided_by, reasons=reasons
        )
        row.begin(by=by)
        return row

    def notify(self, *, sent_on: dt.date, is_electronic: bool, by: "Actor", reason: str = "") -> None:
        """Note when the last bidder was told. A new date for a sent notification needs a reason."""
        with self.stepping(S.NOTIFIED, by=by, reason=reason) as row:
            if row.state == S.NOTIFIED:
                need_reason(reason)
            if sent_on < row.decided_on:
                raise RuleBroken(_t("The notification cannot be sent before the decision."))
            if sent_on > clock.today():
                raise RuleBroken(_t("Note the notification once it is sent, not before."))
            row.notified_on, row.is_electronic = sent_on, is_electronic

    def sign(self, *, by: "Actor") -> None:
        """The contract is signed (procurements.actions.signing checks the standstill)."""
        with self.stepping(S.SIGNED, by=by):
            pass

    def withdraw(self, *, reason: str, by: "Actor") -> None:
        """Take the decision back, on one's own motion or after a court's ruling."""
        with self.stepping(S.WITHDRAWN, by=by, reason=reason):
            need_reason(reason)


class BidQuerySet(models.QuerySet["Bid"]):
    def visible_to(self, member: Membership) -> Self:
        """Bids of the member's own authorities, and none before the day of the award decision."""
        return self.filter(
            award__lot__procurement__authority__in=member.authority_ids_with(Permission.BID_SEE),
            award__decided_on__lte=clock.today(),
        )


class Bid(models.Model):
    """One bid, noted after the award: who and at what price. Secret until the award, guarded after it."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="bids")
    bidder = models.CharField(_("Bidder"), max_length=160)
    price_sek = models.PositiveBigIntegerField(_("Price excluding VAT"), null=True, blank=True)
    noted_at = models.DateTimeField(default=clock.now)
    noted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    noted_for = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = BidQuerySet.as_manager()

    class Meta:
        ordering = [F("price_sek").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "bidder"],
                name="procurements_bid_once",
                violation_error_message=_("There is a bid by that bidder already."),
            )
        ]

    def __str__(self) -> str:
        return self.bidder

    @classmethod
    def note(cls, award: Award, *, bidder: str, price_sek: int | None, by: Membership) -> "Bid":
        """Note a bid. Refused before the day of the award decision, whatever is in the record.

        The trail says that one was noted and by whom; bidder and price stand in the row only.
        """
        if award.decided_on > clock.today():
            raise RuleBroken(_t("Bids are noted here only after the award decision."))
        if award.bids.filter(bidder__iexact=bidder.strip()).exists():
            raise RuleBroken(_t("There is a bid by {bidder} already.").format(bidder=bidder))
        with transaction.atomic():
            noted = {"noted_by": by, "noted_for": by.acting_for}
            row = cls.objects.create(award=award, bidder=bidder.strip(), price_sek=price_sek, **noted)
            audit.record("bid.noted", award.lot.procurement, by=by)
        return row


class CourtReview(Acted):
    """Somebody asked a court to review the award: the standstill goes on. Append-only."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="reviews")
    court = models.CharField(_("Court"), max_length=120)
    case_number = models.CharField(_("Case number at the court"), max_length=40, blank=True)
    filed_on = models.DateField(_("Filed"))

    class Meta(Acted.Meta):
        abstract = False
        ordering = ["filed_on", "pk"]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.court, self.case_number]))

    @classmethod
    def file(
        cls, award: Award, *, court: str, case_number: str, filed_on: dt.date, by: "Actor"
    ) -> "CourtReview":
        """Note that the award is under review."""
        if award.state not in {S.MADE, S.NOTIFIED}:
            raise RuleBroken(_t("There is no award that a review could concern."))
        if not award.decided_on <= filed_on <= clock.today():
            raise RuleBroken(_t("The review is filed after the award and not in the future. Check the date."))
        columns = actor_columns(by)
        return cls.objects.create(
            award=award, court=court, case_number=case_number, filed_on=filed_on, **columns
        )

    def rule(self, *, decided_on: dt.date, outcome: str, by: "Actor") -> "CourtRuling":
        """Note the court's decision."""
        if hasattr(self, "ruling"):
            raise RuleBroken(_t("The court's decision is noted already."))
        if not self.filed_on <= decided_on <= clock.today():
            raise RuleBroken(_t("The court decides after the filing and not in the future. Check the date."))
        columns = actor_columns(by)
        return CourtRuling.objects.create(review=self, decided_on=decided_on, outcome=outcome, **columns)


class CourtRuling(Acted):
    """What the court decided; the standstill ends some days after it. Append-only."""

    review = models.OneToOneField(CourtReview, on_delete=models.PROTECT, related_name="ruling")
    decided_on = models.DateField(_("Date of the court's decision"))
    outcome = models.CharField(_("Outcome"), max_length=10, choices=RulingOutcome.choices)

    class Meta(Acted.Meta):
        abstract = False

    def __str__(self) -> str:
        return self.get_outcome_display()

    @property
    def stands(self) -> bool:
        return self.outcome == RulingOutcome.STANDS
