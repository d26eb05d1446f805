"""A person's occupation at a supplier, as a history of facts."""

import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.actors import actor_columns
from core.models import Fact
from core.rules import RuleBroken
from matching.choices import Attribution, EndReason, FactKind, GroupBasis, PlacementForm
from matching.facts import Standing, agreed, fold
from matching.models.person import PlacedPerson
from matching.models.serving import served_by
from organisations.models import Authority, Membership, Organisation
from organisations.permissions import Permission
from procurements.bonus import bonus_of
from procurements.choices import PlacementType, Route
from procurements.models import Commitment

if TYPE_CHECKING:
    from core.actors import Actor


def decimal_scope(scope: Fraction) -> Decimal:
    """The share as the column holds it: four decimals; the exact fraction stands in the facts."""
    return Decimal(scope.numerator) / Decimal(scope.denominator)


def _until_today(day: dt.date | None) -> dt.date:
    """The day on which something was seen or judged; today unless told."""
    if day is not None and day > clock.today():
        raise RuleBroken(_t("Choose today or an earlier day."))
    return day or clock.today()


def _outside(authority_ids: Collection[int]) -> Q:
    """Under no commitment at all, and counted by one of the authorities."""
    return Q(commitment__isnull=True, authority__in=authority_ids)


class PlacementQuerySet(models.QuerySet["Placement"]):
    def visible_to(self, member: Membership) -> Self:
        """Those of commitments the member follows or serves, a supplier's own,
        and those her authorities count."""
        seen = Q(commitment__among=Commitment.objects.followed_by(member)) | Q(
            commitment__among=served_by(member)
        )
        if member.may(Permission.SUPPLIER_WORK):
            seen |= Q(supplier_id=member.organisation_id)
        if member.may(Permission.COMMITMENT_SEE):
            own = member.authority_ids_with(Permission.COMMITMENT_SEE)
            seen |= Q(pk__among=self.model._base_manager.filter(_outside(own)))
        return self.filter(seen)

    def counted(self, *, under: models.QuerySet[Commitment], outside: Collection[int]) -> Self:
        """Those under the commitments, and those that the authorities count without one."""
        rows = self.model._base_manager.filter(_outside(outside))
        return self.filter(Q(commitment__among=under) | Q(pk__among=rows))

    def standing(self) -> Self:
        """Without those entered by mistake."""
        return self.filter(is_withdrawn=False)

    def started(self, *, on: dt.date) -> Self:
        return self.standing().filter(starts_on__lte=on)

    def with_facts(self) -> Self:
        return self.select_related("person").prefetch_related("facts")


class Placement(models.Model):
    """One occupation of one person, inside or outside a commitment.

    The facts are the truth; the columns repeat how it stands now for lists and totals, and a test
    compares the two.
    """

    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="placements")
    commitment = models.ForeignKey(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="placements"
    )
    # In whose figures it stands when there is no commitment.
    authority = models.ForeignKey(
        Authority, null=True, blank=True, on_delete=models.PROTECT, related_name="placements"
    )
    person = models.ForeignKey(PlacedPerson, on_delete=models.PROTECT, related_name="placements")
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    type = models.CharField(_("Type"), max_length=20, choices=PlacementType.choices)
    form = models.CharField(_("Form of employment"), max_length=20, choices=PlacementForm.choices)
    starts_on = models.DateField(_("First day"))
    planned_end_on = models.DateField(_("Planned last day"), null=True, blank=True)
    ended_on = models.DateField(_("Last day"), null=True, blank=True)
    ended_because = models.CharField(_("Ended because"), max_length=20, choices=EndReason.choices, blank=True)
    scope = models.DecimalField(_("Share of full time"), max_digits=5, decimal_places=4)
    route = models.CharField(_("Found through"), max_length=20, choices=Route.choices, blank=True)
    attribution = models.CharField(max_length=24, choices=Attribution.choices, default=Attribution.UNKNOWN)
    counts = models.BooleanField(_("Counts towards the commitment"), default=True)
    is_bonus = models.BooleanField(_("Bonus place"), default=False)
    is_withdrawn = models.BooleanField(default=False)
    group_confirmed_on = models.DateField(null=True, blank=True)
    group_confirmed_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    group_confirmed_for = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        indexes = [models.Index(fields=["commitment", "starts_on"]), models.Index(fields=["supplier"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(group_confirmed_on__isnull=True, group_confirmed_by__isnull=True)
                | Q(group_confirmed_on__isnull=False, group_confirmed_by__isnull=False),
                name="matching_placement_group_confirmed_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.person.reference

    def get_absolute_url(self) -> str:
        return reverse("matching:placement", args=[self.pk])

    def standing_at(self, known_at: dt.datetime | None = None) -> Standing | None:
        """How the placement stands by what was known at the moment (now)."""
        return fold(fact for fact in self.facts.all() if known_at is None or fact.at <= known_at)

    def end(self, *, ended_on: dt.date, because: str, by: "Actor", reason: str = "") -> None:
        """Record the last day and why. A second call corrects the first and needs a reason."""
        with _Telling(self) as row:
            if ended_on < row.starts_on:
                raise RuleBroken(_t("The last day must not be before the first day."))
            row._needs_reason(reason, when=row.ended_on is not None)
            row._tell(
                FactKind.ENDED,
                {"ended_on": ended_on.isoformat(), "because": because},
                valid_from=ended_on,
                by=by,
                reason=reason,
            )

    def change_scope(self, *, scope: Fraction, from_day: dt.date, by: "Actor", reason: str = "") -> None:
        """Another share of full time from a day on."""
        with _Telling(self) as row:
            if from_day < row.starts_on or (row.ended_on and from_day > row.ended_on):
                raise RuleBroken(_t("Choose a day while the person is or was in occupation."))
            row._tell(FactKind.SCOPE, {"scope": str(scope)}, valid_from=from_day, by=by, reason=reason)

    def agree(self, *, value: dict[str, Any], by: "Actor", reason: str) -> None:
        """Correct what was agreed. The earlier word stays in the history."""
        with _Telling(self) as row:
            row._needs_reason(reason, when=True)
            row._tell(
                FactKind.AGREED,
                value,
                valid_from=dt.date.fromisoformat(value["starts_on"]),
                by=by,
                reason=reason,
            )

    def attribute(
        self, *, attribution: str, by: "Actor", reason: str, judged_on: dt.date | None = None
    ) -> None:
        """Judge how the placement hangs together with the requirement; an estimate with its reason.

        A later judgement takes the place of the former, which stays in the history.
        """
        with _Telling(self) as row:
            row._needs_reason(reason, when=True)
            row._tell(
                FactKind.ATTRIBUTION,
                {"attribution": attribution},
                valid_from=_until_today(judged_on),
                by=by,
                reason=reason,
            )

    def say_bonus(self, *, is_bonus: bool, by: "Actor", reason: str) -> None:
        """The place is beyond what is required, and pays a bonus; or it is part of what is required."""
        with _Telling(self) as row:
            row._needs_reason(reason, when=True)
            if row.commitment is None or bonus_of(row.commitment) is None:
                raise RuleBroken(_t("The contract pays no bonus."))
            row._tell(FactKind.BONUS, {"is_bonus": is_bonus}, valid_from=clock.today(), by=by, reason=reason)

    def say_counts(self, *, counts: bool, by: "Actor", reason: str, judged_on: dt.date | None = None) -> None:
        """The placement counts in what is required, or lies outside it: then it stands in the figures of all
        with its connection, and never in the fulfilment. The former word stays in the history."""
        with _Telling(self) as row:
            row._needs_reason(reason, when=True)
            if row.commitment is None:
                raise RuleBroken(_t("The placement is under no contract, so there is nothing to count in."))
            if row.counts == counts:
                raise RuleBroken(_t("That is what stands already."))
            row._tell(
                FactKind.COUNTS,
                {"counts": counts},
                valid_from=_until_today(judged_on),
                by=by,
                reason=reason,
            )

    def withdraw(self, *, by: "Actor", reason: str) -> None:
        """Take back a placement entered by mistake: it counts nowhere, the history stays."""
        with _Telling(self) as row:
            row._needs_reason(reason, when=True)
            row._tell(FactKind.WITHDRAWN, {}, valid_from=clock.today(), by=by, reason=reason)

    def confirm_target_group(
        self, *, by: Membership, on: dt.date | None = None, basis: str = GroupBasis.MATCHING
    ) -> None:
        """The person belongs to the target group, on the word of `basis`. Never why."""
        with _Telling(self) as row:
            if row.group_confirmed_on:
                raise RuleBroken(_t("It is confirmed already. Take the confirmation back first."))
            value = {"belongs": True, "basis": basis}
            row._tell(FactKind.GROUP, value, valid_from=_until_today(on), by=by, reason="")
            audit.record("placement.target_group_confirmed", row, by=by, changes={"basis": basis})

    def unconfirm_target_group(self, *, by: Membership, reason: str) -> None:
        """The confirmation was wrong. It stays in the history with the reason."""
        with _Telling(self) as row:
            row._needs_reason(reason, when=True)
            if row.group_confirmed_on is None:
                raise RuleBroken(_t("There is no confirmation to take back."))
            row._tell(FactKind.GROUP, {"belongs": False}, valid_from=clock.today(), by=by, reason=reason)
            audit.record("placement.target_group_unconfirmed", row, by=by)

    def _needs_reason(self, reason: str, *, when: bool) -> None:
        if when and not reason.strip():
            raise RuleBroken(_t("Say why this is changed."))

    def _tell(
        self, kind: str, value: dict[str, Any], *, valid_from: dt.date, by: "Actor", reason: str
    ) -> None:
        """Add the fact; told twice in a row, as by a double click, it stands there once."""
        told = {"kind": kind, "value": value, "valid_from": valid_from, "reason": reason, **actor_columns(by)}
        last = self.facts.order_by("pk").last()
        if last is None or any(getattr(last, name) != said for name, said in told.items()):
            self.facts.create(**told)
            self._mirror()

    def _mirror(self) -> None:
        """Repeat how the placement stands in the columns."""
        standing = fold(self.facts.order_by("pk"))
        self.is_withdrawn = standing is None
        if standing is not None:
            for name in ("type", "form", "starts_on", "planned_end_on", "ended_on", "ended_because", "route"):
                setattr(self, name, getattr(standing, name))
            self.attribution, self.counts = standing.attribution, standing.counts
            self.is_bonus = standing.is_bonus
            self.group_confirmed_on = standing.group_confirmed_on
            self.group_confirmed_by_id = standing.group_confirmed_by
            self.group_confirmed_for_id = standing.group_confirmed_for
            self.scope = decimal_scope(standing.scope)
        self.save()


class _Telling:
    """Lock the placement, let a verb tell one fact, and bring the instance up to date."""

    def __init__(self, placement: Placement) -> None:
        self.placement = placement
        self.atomic = transaction.atomic()

    def __enter__(self) -> Placement:
        self.atomic.__enter__()
        return Placement.objects.select_for_update(of=("self",)).get(pk=self.placement.pk)

    def __exit__(self, *raised: Any) -> None:
        self.atomic.__exit__(*raised)
        if raised[0] is None:
            self.placement.refresh_from_db()


class PlacementFact(Fact):
    """One dated fact about a placement, append-only. `value` is made and read by matching/facts.py."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=12, choices=FactKind.choices)
    value = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta(Fact.Meta):
        abstract = False
        ordering = ["pk"]
        indexes = [models.Index(fields=["placement", "at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.valid_from}"


def start_placement(
    *,
    supplier: Organisation,
    commitment: Commitment | None,
    by: "Actor",
    authority: Authority | None = None,
    label: str = "",
    person: PlacedPerson | None = None,
    replaces: Placement | None = None,
    **terms: Any,
) -> Placement:
    """Record that somebody starts (or is agreed to start): the person, the placement and its first fact.

    `terms` are those of `matching.facts.agreed`. Counts nowhere before its first day. Without a commitment
    it stands in the figures of `authority`.
    """
    value = agreed(**terms)
    with transaction.atomic():
        placement = Placement.objects.create(
            supplier=supplier,
            commitment=commitment,
            authority=authority,
            person=person or PlacedPerson.new(supplier=supplier, label=label),
            replaces=replaces,
            type=value["type"],
            form=value["form"],
            starts_on=terms["starts_on"],
            scope=decimal_scope(terms["scope"]),
        )
        placement._tell(FactKind.AGREED, value, valid_from=terms["starts_on"], by=by, reason="")
    return placement
