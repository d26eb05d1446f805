"""The requirement of one lot: its parameters and own passages, versions, approval and publication."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.actors import actor_columns
from core.models import Acted, Stepping
from core.rules import RuleBroken
from organisations.models import Authority, Membership
from procurements.choices import Purpose, RequirementKind
from procurements.models.procurement import Lot, Procurement, need_reason
from procurements.models.terms import TERM_NAMES, RequirementTerms, terms_of
from procurements.states import REQUIREMENT_TRANSITIONS, RequirementState

if TYPE_CHECKING:
    from core.actors import Actor
    from procurements.models.contract import Contract

S = RequirementState
OWN_PASSAGES = ("own_passage",)
CONTENT = (*TERM_NAMES, *OWN_PASSAGES)


class Conflict(Exception):
    """Somebody saved in between. `row` is what stands now; what was typed is still with the caller."""

    def __init__(self, row: "Requirement") -> None:
        super().__init__()
        self.row = row


SAVED = ("saved_by", "saved_for", "saved_page", "saved_typing")


class RequirementQuerySet(models.QuerySet["Requirement"]):
    def visible_to(self, member: Membership) -> Self:
        return self.filter(lot__procurement__among=Procurement.objects.visible_to(member))

    def in_contract(self, contract: "Contract") -> Self:
        """What the contract carries, published or locked at signing; nothing that can still change."""
        return self.filter(lot=contract.lot_id, state=S.LOCKED)


class Requirement(RequirementTerms, Stepping):
    """Parameters and own passages. Content is frozen outside draft (database trigger).

    `revision` counts saves: a save that was begun from an older one is a conflict, never an overwrite. It is
    none when the latest save came from the same opened page (`saved_page`): nobody is in her own way.
    """

    TRANSITIONS = REQUIREMENT_TRANSITIONS
    STATES = RequirementState

    state = models.CharField(max_length=40, choices=S.choices, default=S.DRAFT)
    lot = models.OneToOneField(Lot, on_delete=models.PROTECT, related_name="requirement")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    prepared_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    own_passage = models.TextField(_("Own passage"), blank=True)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    saved_for = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    saved_page = models.CharField(max_length=40, blank=True)
    saved_typing = models.PositiveBigIntegerField(default=0)
    approver = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="requirements_to_approve"
    )

    objects = RequirementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=S.DRAFT)
                | Q(kind__in=[RequirementKind.DIALOGUE, RequirementKind.RESERVED])
                | Q(full_time_months__isnull=False)
                | Q(yearly_average__isnull=False)
                | Q(places__isnull=False),
                name="procurements_requirement_has_volume",
                violation_error_message=_("State full-time months or places."),
            )
        ]

    def __str__(self) -> str:
        return _t("Employment requirement for {title}").format(title=self.lot)

    def get_absolute_url(self) -> str:
        return reverse("procurements:requirement", args=[self.lot.procurement_id])

    @classmethod
    def start(cls, lot: Lot, *, by: Membership, **content: Any) -> "Requirement":
        """The requirement of the lot: the one there is, or a new draft."""
        with transaction.atomic():
            Procurement.objects.select_for_update().get(pk=lot.procurement_id)
            if found := cls.objects.filter(lot=lot).first():
                return found
            case = lot.procurement
            row = cls(lot=lot, authority=case.authority, prepared_by=by, saved_by=by, **content)
            row.saved_for = by.acting_for
            row.kind = row.kind or RequirementKind.NUMERIC
            row.save()
            row.begin(by=by)
        return row

    @property
    def is_editable(self) -> bool:
        return self.state == S.DRAFT

    @property
    def has_volume(self) -> bool:
        return any(value is not None for value in (self.full_time_months, self.yearly_average, self.places))

    @property
    def _lacks_rates(self) -> bool:
        """Is a bonus promised without its amount?"""
        takes_bonus = RequirementKind(self.kind).takes_bonus
        return bool(takes_bonus and self.bonus and not self.bonus.get("sek_per_month"))

    def edit(
        self, *, revision: int, by: Membership, page: str = "", typing: int = 0, **content: Any
    ) -> "Requirement":
        """Save the draft if nobody else has saved since `revision`; raises `Conflict` otherwise.

        Returns the row. `page` tells one opened page from every other, `typing` grows with what is typed
        there: an autosave that arrives after a later save of the same page changes nothing.
        """
        with transaction.atomic():
            row = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
            if row.state != S.DRAFT:
                raise RuleBroken(_t("The requirement is not a draft. Take it back before you change it."))
            changed = {name: value for name, value in content.items() if getattr(row, name) != value}
            if changed and not row.follows(revision, page=page, typing=typing, by=by):
                raise Conflict(row)
            if changed:
                audit.save_audited(row, by=by, **changed)
                row.revision, row.saved_at, row.saved_by = row.revision + 1, clock.now(), by
                row.saved_for, row.saved_page, row.saved_typing = by.acting_for, page, typing
                row.save(update_fields=["revision", "saved_at", *SAVED])
        return row

    def follows(self, revision: int, *, page: str, typing: int, by: Membership) -> bool:
        """Does a save that was begun from `revision` know all that stands here, or wrote it itself?"""
        is_own = bool(page) and page == self.saved_page and by.pk == self.saved_by_id
        return typing >= self.saved_typing if is_own else revision == self.revision

    @property
    def buys_places(self) -> bool:
        """Are the places themselves what is bought?"""
        return self.lot.procurement.purpose == Purpose.PURCHASED_PLACES

    def missing(self) -> list[str]:
        """What must be filled in before others can judge it."""
        asks_volume = self.kind in {RequirementKind.NUMERIC, RequirementKind.COMBINED} or self.buys_places
        found = [
            (not self.target_groups, _t("target group")),
            (not self.types, _t("what counts")),
            (asks_volume and not self.has_volume, _t("volume")),
            (not self.routes and not self.buys_places, _t("recruitment routes")),
            (self._lacks_rates, _t("bonus per month")),
        ]
        return [text for is_missing, text in found if is_missing]

    def submit(
        self, *, text: str, approver: Membership | None = None, reason: str = "", by: Membership
    ) -> None:
        """Ask for approval. From here on the content is frozen; a version is kept, with the reason
        why it asks for less than was decided."""
        with self.stepping(S.SUBMITTED, by=by) as row:
            if lacking := row.missing():
                raise RuleBroken(_t("Fill in first: {what}.").format(what=", ".join(lacking)))
            row.approver = approver
            row.keep_version(name=_t("Sent for approval"), text=text, reason=reason, by=by)

    def approve(self, *, by: Membership) -> None:
        """Say yes to the version that was sent in; notes when the same person prepared it."""
        with self.stepping(S.APPROVED, by=by) as row:
            version = row.versions.order_by("-number")[0]
            same = by.pk in {row.prepared_by_id, row.saved_by_id}
            Approval.objects.create(
                requirement=row, version=version, is_same_person=same, **actor_columns(by)
            )

    def send_back(self, *, reason: str, by: Membership) -> None:
        """Return it to draft, from the approver or because something must be changed before publication."""
        with self.stepping(S.DRAFT, by=by, reason=reason) as row:
            need_reason(reason)
            if row.lot.awards.exists():
                raise RuleBroken(_t("The award is decided, so the requirement cannot be changed."))

    def publish(self, *, published_on: dt.date, url: str = "", by: Membership) -> None:
        """Note the publication in the tendering system. From here on nothing changes."""
        with self.stepping(S.LOCKED, by=by) as row:
            if row.state != S.APPROVED:
                raise RuleBroken(_t("Get the requirement approved before you register the publication."))
            if published_on > clock.today():
                raise RuleBroken(_t("Register the publication once it is made, not before."))
            Publication.objects.create(
                requirement=row, published_on=published_on, url=url, **actor_columns(by)
            )

    def lock_with_contract(self, *, text: str, by: Membership) -> None:
        """Lock what the contract carries, where there was no notice. Keeps a version."""
        with self.stepping(S.LOCKED, by=by) as row:
            if lacking := row.missing():
                raise RuleBroken(_t("Fill in the requirement first: {what}.").format(what=", ".join(lacking)))
            if row.state == S.DRAFT:
                row.keep_version(name=_t("Signed with the contract"), text=text, by=by)

    def kept_already(self, *, name: str, text: str) -> "RequirementVersion | None":
        """The latest version, if it says under that name what the requirement says now."""
        latest = self.versions.order_by("-number").first()
        terms = {key: _plain(value) for key, value in terms_of(self).items()}
        same = latest is not None and (latest.name, latest.terms, latest.text) == (name, terms, text)
        return latest if same else None

    def keep_version(self, *, name: str, text: str, reason: str = "", by: "Actor") -> "RequirementVersion":
        """Keep parameters and text as they stand, under a name."""
        latest = self.versions.order_by("-number").first()
        return RequirementVersion.objects.create(
            requirement=self,
            number=latest.number + 1 if latest else 1,
            name=name,
            terms={key: _plain(value) for key, value in terms_of(self).items()},
            text=text,
            reason=reason,
            **actor_columns(by),
        )


def _plain(value: Any) -> Any:
    return value if isinstance(value, bool | int | list | dict | type(None)) else str(value)


class RequirementVersion(Acted):
    """Parameters and text as they stood. Append-only."""

    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("Name"), max_length=120)
    terms = models.JSONField()
    text = models.TextField()
    reason = models.TextField(_("Why the requirement differs"), blank=True, default="")

    class Meta(Acted.Meta):
        abstract = False
        ordering = ["-number"]
        constraints = [
            *Acted.Meta.constraints,
            models.UniqueConstraint(
                fields=["requirement", "number"], name="procurements_requirementversion_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Approval(Acted):
    """Somebody with the right to approve said yes to one version. Append-only."""

    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="approvals")
    version = models.OneToOneField(RequirementVersion, on_delete=models.PROTECT, related_name="approval")
    is_same_person = models.BooleanField(default=False)

    class Meta(Acted.Meta):
        abstract = False

    def __str__(self) -> str:
        return str(self.version)


class Publication(Acted):
    """The notice in the tendering system. Append-only; its row locks the requirement."""

    requirement = models.OneToOneField(Requirement, on_delete=models.PROTECT, related_name="publication")
    published_on = models.DateField(_("Published"))
    url = models.URLField(_("Link to the notice"), blank=True, max_length=500)

    class Meta(Acted.Meta):
        abstract = False

    def __str__(self) -> str:
        return str(self.published_on)
