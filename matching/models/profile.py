"""The requirement profile: what the job asks for, agreed by the supplier and the matching side."""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.models import Sorted, Stepping
from core.rules import RuleBroken
from matching.states import PROFILE_TRANSITIONS, ProfileState
from organisations.audience import Audience, Circle
from organisations.models import Authority, Membership
from organisations.permissions import Permission
from procurements.models import Commitment

if TYPE_CHECKING:
    from core.actors import Actor
    from matching.models.link import ProfileLink

P = ProfileState


def lines() -> Any:
    """A list of short demands."""
    return models.CharField(max_length=160)


def _profiles_of(member: Membership) -> Q:
    sighted = member.sighted_authority_ids_with(Permission.PROFILE_SEE)
    of_buyer = Q(commitment__among=Commitment.objects.filter(authority__in=sighted))
    return of_buyer | Q(authority__in=member.own_authority_ids_with(Permission.PROFILE_SEE))


def _profiles_sent_to(member: Membership) -> Q:
    own = Q(commitment__contract__supplier_id=member.organisation_id)
    return own & Q(shared_at__isnull=False)


PROFILE_AUDIENCE = Audience(
    Circle(
        Permission.PROFILE_SEE,
        _profiles_of,
        _("at the matching side, at the authority and where it has opened its cases by co-operation"),
    ),
    Circle(
        Permission.SUPPLIER_WORK,
        _profiles_sent_to,
        _("the supplier, once the profile is sent to it"),
        tells_roles=False,
    ),
)


class RequirementProfileQuerySet(models.QuerySet["RequirementProfile"]):
    def visible_to(self, member: Membership) -> Self:
        """The matching side's own, those of the buyer's authorities,
        and a supplier's once it was sent them."""
        return self.filter(PROFILE_AUDIENCE.rows_for(member))

    def open(self) -> Self:
        return self.exclude(state=P.CLOSED)

    def with_list_data(self) -> Self:
        return self.select_related(
            "authority__organisation",
            "officer__user",
            "commitment__authority__organisation",
            "commitment__contract__supplier",
            "commitment__contract__lot__procurement",
        )


class RequirementProfile(Sorted, Stepping):
    """One job under a commitment: demands, what is merely a merit, what can be learned there."""

    sort_source = "title"
    STATES = ProfileState
    TRANSITIONS = PROFILE_TRANSITIONS
    PERSONAL_FIELDS: ClassVar = frozenset({"supervisor", "agreed_with"})

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="profiles")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="profiles")
    officer = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="profiles"
    )
    state = models.CharField(max_length=40, choices=P.choices, default=P.DRAFT)
    number = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(_("The job"), max_length=160)
    tasks = models.TextField(_("Tasks"), max_length=1500)
    must = ArrayField(lines(), verbose_name=_("Demands"), default=list, blank=True)
    merit = ArrayField(lines(), verbose_name=_("Merits"), default=list, blank=True)
    trainable = ArrayField(lines(), verbose_name=_("Can be learned there"), default=list, blank=True)
    place = models.CharField(_("Place"), max_length=160, blank=True)
    scope = models.DecimalField(
        _("Share of full time"),
        max_digits=5,
        decimal_places=4,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(1)],
    )
    hours = models.CharField(_("Working hours"), max_length=160, blank=True)
    starts_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"), null=True, blank=True)
    places = models.PositiveSmallIntegerField(_("Places"), default=1, validators=[MinValueValidator(1)])
    supervisor = models.CharField(_("Supervisor"), max_length=120, blank=True)
    wanted_by = models.DateField(_("Candidates wanted by"), null=True, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    matcher_agreed_at = models.DateTimeField(null=True, blank=True)
    matcher_agreed_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    matcher_agreed_for = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    supplier_agreed_at = models.DateTimeField(null=True, blank=True)
    supplier_agreed_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    supplier_agreed_for = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    supplier_agreed_link = models.ForeignKey(
        "matching.ProfileLink", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed_with = models.CharField(_("Agreed with"), max_length=120, blank=True)

    objects = RequirementProfileQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "number"], name="matching_requirementprofile_number_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="matching_requirementprofile_ends_after_start",
                violation_error_message=_("The last day must not be before the first day."),
            ),
            models.CheckConstraint(
                condition=Q(matcher_agreed_at__isnull=True, matcher_agreed_by__isnull=True)
                | Q(matcher_agreed_at__isnull=False, matcher_agreed_by__isnull=False),
                name="matching_requirementprofile_matcher_pair",
            ),
            models.CheckConstraint(
                condition=Q(
                    supplier_agreed_at__isnull=True,
                    supplier_agreed_by__isnull=True,
                    supplier_agreed_link__isnull=True,
                )
                | Q(
                    supplier_agreed_at__isnull=False,
                    supplier_agreed_by__isnull=False,
                    supplier_agreed_link__isnull=True,
                )
                | Q(
                    supplier_agreed_at__isnull=False,
                    supplier_agreed_by__isnull=True,
                    supplier_agreed_link__isnull=False,
                )
                & ~Q(agreed_with=""),
                name="matching_requirementprofile_supplier_pair",
            ),
            models.CheckConstraint(
                condition=~Q(state=P.AGREED)
                | Q(matcher_agreed_at__isnull=False, supplier_agreed_at__isnull=False),
                name="matching_requirementprofile_agreed_by_both",
                violation_error_message=_("Both sides must agree to the profile."),
            ),
        ]
        indexes = [models.Index(fields=["authority", "state"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("matching:profile", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state != P.CLOSED

    @property
    def waits_for_supplier(self) -> bool:
        return self.state == P.DRAFT and self.matcher_agreed_at is not None

    @classmethod
    def draft(cls, *, commitment: Commitment, authority: Authority, by: Membership, **content: Any) -> Self:
        """A first draft, read by the matching side and the buyer until it is sent to the supplier."""
        with transaction.atomic():
            Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
            last = cls.objects.filter(commitment=commitment).aggregate(last=models.Max("number"))["last"] or 0
            row = cls(commitment=commitment, authority=authority, officer=by, number=last + 1, **content)
            row.full_clean(exclude=["sort_key"])
            row.save()
            row.begin(by=by)
        return row

    def rewrite(self, *, version: int, by: "Actor", **content: Any) -> None:
        """Change the content of a draft. Whoever had agreed is asked again."""
        with transaction.atomic():
            row = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
            if row.state != P.DRAFT:
                raise RuleBroken(_t("The profile is no longer a draft. Open it again first."))
            if row.version != version:
                raise RuleBroken(
                    _t(
                        "Somebody changed the profile meanwhile. "
                        "Load the page anew and write your change there."
                    )
                )
            if audit.save_audited(row, by=by, **content):
                row.version += 1
                row._take_back()
                row.save()
        self.refresh_from_db()

    def agree(self, *, for_supplier: bool, by: Membership, told_by: str = "") -> None:
        """One side agrees to what is written now; with the other side's agreement the profile is agreed upon.

        `told_by` names who at the supplier agreed by telephone, where an officer records it.
        """
        with transaction.atomic():
            other = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
            is_last = other.matcher_agreed_at if for_supplier else other.supplier_agreed_at
            with self.stepping(P.AGREED if is_last else P.DRAFT, by=by) as row:
                if for_supplier:
                    row.supplier_agreed_at, row.supplier_agreed_by = clock.now(), by
                    row.supplier_agreed_for = by.acting_for
                    row.agreed_with = told_by
                else:
                    row.matcher_agreed_at, row.matcher_agreed_by = clock.now(), by
                    row.matcher_agreed_for = by.acting_for
                    row.shared_at = row.shared_at or clock.now()

    def agree_by_link(self, link: "ProfileLink", *, name: str, version: int) -> None:
        """Somebody without an account agrees for the supplier, under the name she writes. Spends the link.

        Refused when the profile is no longer the one that she read.
        """
        with self.stepping(P.AGREED, by=link.visitor) as row:
            row.check_waits(version=version)
            link.spend()
            row.supplier_agreed_at, row.supplier_agreed_link = clock.now(), link
            row.agreed_with = name

    def ask_for_change_by_link(self, link: "ProfileLink", *, reason: str, version: int) -> None:
        """Back to a draft, asked by somebody without an account. Spends the link."""
        with self.stepping(P.DRAFT, by=link.visitor, reason=reason) as row:
            row.check_waits(version=version)
            link.spend()
            row._take_back()

    def check_waits(self, *, version: int) -> None:
        """Refuse an answer to a profile that waits for none, or that has been changed since it was read."""
        if not self.waits_for_supplier:
            raise RuleBroken(_t("The profile does not wait for an agreement."))
        if self.version != version:
            raise RuleBroken(_t("The profile has been changed since you opened it. Read it once more."))

    def ask_for_change(self, *, reason: str, by: "Actor") -> None:
        """Back to a draft that nobody has agreed to, with what should be changed."""
        with self.stepping(P.DRAFT, by=by, reason=reason) as row:
            if not reason.strip():
                raise RuleBroken(_t("Write what should be changed."))
            row._take_back()

    def close(self, *, by: "Actor", reason: str = "") -> None:
        """No more candidates are wanted. Proposals under way go on."""
        with self.stepping(P.CLOSED, by=by, reason=reason):
            pass

    def _take_back(self) -> None:
        self.matcher_agreed_at = self.matcher_agreed_by = self.matcher_agreed_for = None
        self.supplier_agreed_at = self.supplier_agreed_by = self.supplier_agreed_for = None
        self.supplier_agreed_link = None
        self.agreed_with = ""

    @property
    def last_change_wanted(self) -> str:
        """What a side last asked to have changed, while nobody has agreed since."""
        change = self.status_changes.filter(to_state=P.DRAFT).order_by("-at", "-pk").first()
        return change.reason if change and self.state == P.DRAFT else ""

    def candidates_due_on(self) -> dt.date:
        """The day by which candidates are wanted; the first day where no other is written."""
        return self.wanted_by or self.starts_on
