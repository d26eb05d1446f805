"""The leadership's decision to use employment requirements: what for, for whom, where and how long."""

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import OutsideSigning, Signature, Sorted, Stepping
from core.rules import RuleBroken
from organisations.audience import Audience, Circle
from organisations.models import Authority, Membership, Organisation, Part
from organisations.permissions import Permission
from strategy.choices import DecisionKind, Delegable, Exempt, Nature, TargetGroup
from strategy.models.decidable import Decidable
from strategy.models.ways import REQUESTS
from strategy.states import DECISION_TRANSITIONS, EDITABLE, MADE, OPEN, DecisionState

if TYPE_CHECKING:
    from typing import Self

READERS = (Permission.STRATEGY_SEE, Permission.RECORD_REGISTER)
S = DecisionState


def _decisions_of(member: Membership) -> Q:
    reach = Q(is_organisation_wide=True) | Q(authority__in=member.authority_ids_with(*READERS))
    return Q(authority__organisation_id=member.organisation_id) & reach


# A decision that holds for one authority is known there only.
WHERE = _("where the decision holds: in the whole organisation, or at the authority")
DECISION_AUDIENCE = Audience(*(Circle(permission, _decisions_of, WHERE) for permission in READERS))


class LeadershipDecisionQuerySet(models.QuerySet["LeadershipDecision"]):
    def visible_to(self, member: Membership) -> "Self":
        """Decisions of the member's own authorities, and those that hold for the whole organisation."""
        if not member.organisation.has(Part.STRATEGY) or not DECISION_AUDIENCE.admits(member):
            return self.none()
        return self.filter(DECISION_AUDIENCE.rows_for(member))

    def in_force(self, *, on: dt.date | None = None) -> "Self":
        """Decisions that hold on the day, also those superseded or ended later."""
        day = on or clock.today()
        return self.filter(in_force_from__lte=day).filter(
            Q(in_force_until__isnull=True) | Q(in_force_until__gte=day)
        )

    def open(self) -> "Self":
        return self.filter(state__in=OPEN)

    def with_what_waits(self) -> "Self":
        """Open decisions with what a list says of them."""
        waits = ("body_referrals", REQUESTS)
        return self.select_related("authority", "prepared_by__user").prefetch_related(*waits)

    def with_ways(self) -> "Self":
        """Made decisions with what a list says of them."""
        return self.select_related("authority").prefetch_related("body_decisions", "delegated_decisions")


class LeadershipDecision(Stepping, Decidable, Sorted):
    """The leadership says that employment requirements are to be used.

    Content is frozen outside draft and returned (database trigger); a change is a new decision.

    `in_force_from` and `in_force_until` are the days the made decision really holds: set when it is
    made, superseded or ended.
    """

    TRANSITIONS = DECISION_TRANSITIONS
    STATES = DecisionState
    DELEGABLE = Delegable.LEADERSHIP
    PART = Part.STRATEGY
    CONTENT: ClassVar = (
        "authority", "title", "diary_number", "kind", "is_organisation_wide", "aim", "target_groups",
        "other_group", "cpv_prefixes", "natures", "exempts", "valid_from", "valid_until",
    )  # fmt: skip
    sort_source = "title"

    state = models.CharField(max_length=40, choices=DecisionState.choices, default=DecisionState.DRAFT)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="leadership_decisions")
    title = models.CharField(_("Heading"), max_length=160)
    diary_number = models.CharField(_("Diary number"), max_length=40, blank=True)
    kind = models.CharField(_("Kind of decision"), max_length=20, choices=DecisionKind.choices)
    is_organisation_wide = models.BooleanField(_("Holds for the whole organisation"), default=True)
    aim = models.TextField(_("Aim"))
    target_groups = ArrayField(
        models.CharField(max_length=30, choices=TargetGroup.choices), verbose_name=_("Target groups")
    )
    other_group = models.CharField(_("Which others"), max_length=160, blank=True)
    cpv_prefixes = ArrayField(
        models.CharField(max_length=8, validators=[RegexValidator(r"^\d{2,8}$")]),
        verbose_name=_("Sectors"),
        default=list,
        blank=True,
    )
    natures = ArrayField(models.CharField(max_length=12, choices=Nature.choices), default=list, blank=True)
    exempts = ArrayField(models.CharField(max_length=12, choices=Exempt.choices), default=list, blank=True)
    valid_from = models.DateField(_("Valid from"))
    valid_until = models.DateField(_("Valid until"), null=True, blank=True)
    supersedes = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors"
    )
    created_at = models.DateTimeField(default=clock.now)
    in_force_from = models.DateField(null=True, blank=True)
    in_force_until = models.DateField(null=True, blank=True)

    objects = LeadershipDecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="strategy_leadershipdecision_ends_after_start",
                violation_error_message=_("The last day must not be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=MADE, in_force_from__isnull=False)
                | (~Q(state__in=MADE) & Q(in_force_from__isnull=True, in_force_until__isnull=True)),
                name="strategy_leadershipdecision_made_has_first_day",
                violation_error_message=_("A decision that is made has a first day."),
            ),
            models.CheckConstraint(
                condition=Q(kind=DecisionKind.GENERAL)
                | Q(kind=DecisionKind.AREA)
                | Q(valid_until__isnull=False),
                name="strategy_leadershipdecision_limited_has_end",
                violation_error_message=_("A pilot or a limited project needs a last day."),
            ),
            models.CheckConstraint(
                condition=Q(target_groups__len__gt=0),
                name="strategy_leadershipdecision_has_target_group",
                violation_error_message=_("Choose at least one target group."),
            ),
        ]
        indexes = [models.Index(fields=["authority", "state"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("strategy:decision", args=[self.pk])

    @property
    def organisation(self) -> Organisation:
        return self.authority.organisation

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    @property
    def waits_for_body(self) -> bool:
        return self.state == S.WAITING_FOR_BODY

    @property
    def is_made(self) -> bool:
        return self.state in MADE

    def is_in_force(self, *, on: dt.date | None = None) -> bool:
        day = on or clock.today()
        starts, ends = self.in_force_from, self.in_force_until
        return starts is not None and starts <= day and (ends is None or day <= ends)

    def send_to_body(self, *, body: str, meeting_on: dt.date, by: Membership) -> None:
        """Hand it over to a political body. From here on the content is frozen."""
        with self.stepping(S.WAITING_FOR_BODY, by=by) as row:
            if meeting_on < clock.today():
                raise RuleBroken(_t("Choose a meeting that has not been held yet."))
            row.refer_to_body(body=body, meeting_on=meeting_on, by=by)

    def postpone(self, *, body: str, meeting_on: dt.date, by: Membership) -> None:
        """Note that the matter waits for another meeting. The state stays."""
        with transaction.atomic():
            row = type(self).objects.select_for_update().get(pk=self.pk)
            if row.state != S.WAITING_FOR_BODY:
                raise RuleBroken(_t("The decision does not wait for a committee."))
            if not row.waits_for(body=body, meeting_on=meeting_on):
                row.refer_to_body(body=body, meeting_on=meeting_on, by=by)

    def ask_delegate(self, *, delegate: Membership, by: Membership) -> None:
        """Hand it over to a member who may decide on delegation. From here on the content is frozen."""
        with self.stepping(S.WAITING_FOR_DELEGATE, by=by) as row:
            row.request_delegate(delegate, by=by)

    def record_body_decision(self, *, body: str, decided_on: dt.date, paragraph: str, by: Membership) -> None:
        """Type in what the political body decided. Supersedes the decision that this one replaces."""
        with self.stepping(S.DECIDED, by=by) as row:
            if row.state != S.WAITING_FOR_BODY:
                raise RuleBroken(_t("Send the decision to the committee before you register its answer."))
            row.write_body_decision(body=body, decided_on=decided_on, paragraph=paragraph, by=by)
            row._come_into_force(decided_on, by=by)

    def decide_on_delegation(
        self,
        *,
        by: Membership,
        signature: Signature | None = None,
        outside_signing: OutsideSigning | None = None,
        original_kept: str = "",
    ) -> None:
        """Decide under the delegation order. Supersedes the decision that this one replaces."""
        with self.stepping(S.DECIDED, by=by) as row:
            if row.state == S.WAITING_FOR_BODY:
                raise RuleBroken(_t("The matter is with the committee. Take it back first."))
            way = row.write_delegated_decision(
                by=by, signature=signature, outside_signing=outside_signing, original_kept=original_kept
            )
            row._come_into_force(way.decided_on, by=by)

    def send_back(self, *, reason: str, by: Membership) -> None:
        """Return it to the one who prepared it, who may then change and send it again."""
        with self.stepping(S.RETURNED, by=by, reason=reason):
            _need_reason(reason)

    def withdraw(self, *, reason: str, by: Membership) -> None:
        """Drop a draft for good; it stays to be read."""
        with self.stepping(S.WITHDRAWN, by=by, reason=reason):
            _need_reason(reason)

    def end(self, *, last_day: dt.date, reason: str, by: Membership) -> None:
        """Stop applying it after `last_day`. Procurements that carry its requirement are left alone."""
        with self.stepping(S.ENDED, by=by, reason=reason) as row:
            _need_reason(reason)
            if last_day < clock.today():
                raise RuleBroken(_t("The last day must not have passed. Choose today or a later day."))
            if row.in_force_until and last_day > row.in_force_until:
                raise RuleBroken(_t("The decision ends before that day already."))
            row.in_force_until = last_day

    def _come_into_force(self, decided_on: dt.date, *, by: Membership) -> None:
        if self.valid_until and self.valid_until < decided_on:
            raise RuleBroken(_t("The last day of the decision has passed. Return it and change the dates."))
        self.in_force_from = max(self.valid_from, decided_on)
        self.in_force_until = self.valid_until
        if (earlier := self.supersedes) is None or earlier.state == S.ENDED:
            return
        if earlier.state == S.SUPERSEDED:
            raise RuleBroken(
                _t("“{title}” has been superseded by another decision already.").format(title=earlier)
            )
        earlier.give_way(to=self, by=by)

    def give_way(self, *, to: "LeadershipDecision", by: Membership) -> None:
        """Be superseded by a decision that is being made; hold until the day before that one starts."""
        assert to.in_force_from is not None
        last_day = to.in_force_from - dt.timedelta(days=1)
        with self.stepping(S.SUPERSEDED, by=by) as row:
            row.in_force_until = min(filter(None, [row.in_force_until, last_day]))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep CPV prefixes short, sorted and once each: 77300000 is the group 773 and all below it."""
        self.cpv_prefixes = sorted({cpv_prefix(code) for code in self.cpv_prefixes})
        super().save(*args, **kwargs)


def cpv_prefix(code: str) -> str:
    """A CPV code without its trailing zeros and check digit, at least the two digits of the division."""
    return code.partition("-")[0].rstrip("0").ljust(2, "0")


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken(_t("Write a reason, so that the next reader understands."))
