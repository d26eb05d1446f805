"""What an object inherits that is decided in one of the two ways (strategy.models.ways)."""

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import gettext as _t

from core import clock
from core.actors import actor_columns
from core.models import OutsideSigning, Signature
from core.rules import RuleBroken
from organisations.models import Authority, Membership, Part
from organisations.permissions import Permission
from strategy.choices import Delegable
from strategy.models.delegation import DelegationItem, fold
from strategy.models.ways import (
    BodyDecision,
    BodyReferral,
    DelegatedDecision,
    DelegateRequest,
)

if TYPE_CHECKING:
    from core.actors import Actor


class Decidable(models.Model):
    """An object that is decided in one of the two ways.

    The model also has `authority`, `diary_number` and, as `str()`, the title the decision is listed under.
    The functions below write the way's row; call them inside the object's own step.
    """

    DELEGABLE: ClassVar[Delegable]
    PART: ClassVar[Part]  # its pages are there only while this part is switched on

    prepared_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    body_referrals = GenericRelation(BodyReferral)
    delegate_requests = GenericRelation(DelegateRequest)
    body_decisions = GenericRelation(BodyDecision)
    delegated_decisions = GenericRelation(DelegatedDecision)

    if TYPE_CHECKING:
        authority: models.ForeignKey[Authority, Authority]
        diary_number: str

    class Meta:
        abstract = True

    @property
    def way(self) -> BodyDecision | DelegatedDecision | None:
        """How it was decided: the latest correct row, or None while undecided."""
        body = list(self.body_decisions.all())
        return body[-1] if body else next(iter(self.delegated_decisions.all()), None)

    @property
    def latest_referral(self) -> BodyReferral | None:
        """The meeting that the matter waits for, or last waited for."""
        return next(reversed(list(self.body_referrals.all())), None)

    @property
    def sent_to_body_by(self) -> Membership:
        """Who typed the matter in for the meeting; she also fills in what came of it."""
        referral = self.latest_referral
        return (referral.member if referral else None) or self.prepared_by

    @property
    def has_been_up(self) -> bool:
        """Has the day come of the meeting that the matter waits for?"""
        referral = self.latest_referral
        return referral is not None and referral.meeting_on <= clock.today()

    @property
    def latest_request(self) -> DelegateRequest | None:
        """Who was last asked to decide on delegation."""
        return next(reversed(list(self.delegate_requests.all())), None)

    @property
    def is_prepared_and_decided_by_one(self) -> bool:
        """ "Samma person har berett och beslutat": the decider is the one who prepared."""
        way = self.way
        return isinstance(way, DelegatedDecision) and self.is_prepared_by(way.member)

    def is_prepared_by(self, member: Membership | None) -> bool:
        return member is not None and member.pk == self.prepared_by_id

    def delegation_items(self, *, on: dt.date | None = None) -> models.QuerySet[DelegationItem]:
        """Items of the authority's delegation order under which this may be decided."""
        items = DelegationItem.objects.giving(self.DELEGABLE, authority=self.authority)
        return items.in_force(on=on).order_by("sort_key", "pk")

    def item_of(self, member: Membership) -> DelegationItem | None:
        """The item that gives the member (or the one she deputises for) the right to decide."""
        return next((item for item in self._items_today if item.is_held_by(member)), None)

    @cached_property
    def _items_today(self) -> list[DelegationItem]:
        """Asked for once, though both the rule and the page read them."""
        return list(self.delegation_items())

    def possible_delegates(self) -> models.QuerySet[Membership]:
        """Active members of the authority whose function the delegation order names for this matter."""
        functions = [fold(item.function) for item in self.delegation_items()]
        deciders = Membership.objects.active().of_authority(self.authority).select_related("user")
        holding = [m.pk for m in deciders if m.may(Permission.DECIDE) and fold(m.title) in functions]
        return deciders.filter(pk__in=holding).order_by("user__sort_key", "pk")

    def waits_for(self, *, body: str, meeting_on: dt.date) -> bool:
        """Is that the very meeting that is noted already?"""
        referral = self.latest_referral
        return referral is not None and (referral.body, referral.meeting_on) == (body, meeting_on)

    def refer_to_body(self, *, body: str, meeting_on: dt.date, by: "Actor") -> BodyReferral:
        """Note which meeting the matter waits for."""
        return self.body_referrals.create(body=body, meeting_on=meeting_on, **actor_columns(by))

    def request_delegate(self, delegate: Membership, *, by: "Actor") -> DelegateRequest:
        """Note who is asked to decide. Refuses somebody whom the delegation order does not name."""
        if self.item_of(delegate) is None:
            raise RuleBroken(
                _t("The delegation order gives {name} no right to make this decision.").format(name=delegate)
            )
        return self.delegate_requests.create(delegate=delegate, **actor_columns(by))

    def write_body_decision(
        self, *, body: str, decided_on: dt.date, paragraph: str, by: "Actor"
    ) -> BodyDecision:
        """Record what the body decided. Refuses a meeting that has not been held."""
        if decided_on > clock.today():
            raise RuleBroken(_t("The meeting has not been held yet. Register the decision after it."))
        return self.body_decisions.create(
            body=body, paragraph=paragraph, **self._way_columns(decided_on), **actor_columns(by)
        )

    def correct_body_decision(
        self, *, body: str, decided_on: dt.date, paragraph: str, reason: str, by: "Actor"
    ) -> BodyDecision:
        """Put a mistyped body decision right with a new row; the old one stays."""
        way = self.way
        if not isinstance(way, BodyDecision):
            raise RuleBroken(_t("There is no decision by a committee to correct."))
        columns = self._way_columns(decided_on) | actor_columns(by)
        return self.body_decisions.create(
            body=body, paragraph=paragraph, corrects=way, reason=reason, **columns
        )

    def write_delegated_decision(
        self,
        *,
        by: Membership,
        signature: Signature | None = None,
        outside_signing: OutsideSigning | None = None,
        original_kept: str = "",
    ) -> DelegatedDecision:
        """Record that `by` decided on delegation. Refuses without a mandate or a signature.

        Decided on the day of the signature: today, or the day on which it was signed in another system.
        """
        if (item := self.item_of(by)) is None:
            raise RuleBroken(
                _t("The delegation order gives “{title}” no right to make this decision.").format(
                    title=(by.acting_for or by).title or _t("no function")
                )
            )
        if signature is None and outside_signing is None and not original_kept:
            raise RuleBroken(_t("A decision on delegation must be signed."))
        acted = actor_columns(by)
        return self.delegated_decisions.create(
            name=_name(by),
            function=item.function,
            item=item,
            item_text=item.item,
            signature=signature,
            outside_signing=outside_signing,
            original_kept=original_kept,
            **self._way_columns(outside_signing.signed_on if outside_signing else clock.today()),
            **acted,
        )

    def _way_columns(self, decided_on: dt.date) -> dict[str, object]:
        return {
            "authority": self.authority,
            "decided_on": decided_on,
            "title": str(self)[:200],
            "diary_number": self.diary_number,
        }


def _name(by: Membership) -> str:
    if by.acting_for is None:
        return str(by)
    return _t("{deputy} for {member}").format(deputy=by, member=by.acting_for)
