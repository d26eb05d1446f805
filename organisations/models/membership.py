"""Who somebody is in an organisation."""

import datetime as dt
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from organisations.models.authority import Authority
from organisations.models.organisation import Organisation
from organisations.models.user import User
from organisations.permissions import (
    HOME_ROLES,
    ORGANISATION_WIDE_ROLES,
    Home,
    Permission,
    Role,
    permissions_of,
)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self, *, on: dt.date | None = None) -> "MembershipQuerySet":
        """Memberships in force on the day (today)."""
        day = on or clock.today()
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day).filter(
            user__is_active=True
        )

    def holding(self, *roles: Role) -> "MembershipQuerySet":
        return self.filter(roles__overlap=list(roles))

    def of_authority(self, authority: Authority) -> "MembershipQuerySet":
        """Members who work for the authority, directly or through an organisation-wide role."""
        return self.filter(organisation_id=authority.organisation_id).filter(
            Q(authorities=authority) | Q(roles__overlap=list(ORGANISATION_WIDE_ROLES))
        ).distinct()

    def visible_to(self, member: "Membership") -> "MembershipQuerySet":
        return self.filter(organisation_id=member.organisation_id)


class Membership(models.Model):
    """One per person and organisation, with a set of roles. The actor of every rule."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=30, choices=Role.choices), verbose_name=_("Roles"))
    authorities = models.ManyToManyField(Authority, related_name="memberships", blank=True)
    title = models.CharField(_("Title"), max_length=120, blank=True)
    valid_from = models.DateField(default=clock.today)
    valid_until = models.DateField(_("Valid until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="organisations_one_membership"),
            models.CheckConstraint(
                condition=~Q(roles__contains=[Role.AUDITOR]) | Q(valid_until__isnull=False),
                name="organisations_membership_auditor_is_limited",
                violation_error_message=_("An auditor's access must have an end date."),
            ),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.acting_for: Membership | None = None

    def __str__(self) -> str:
        return self.user.name

    @property
    def is_active(self) -> bool:
        day = clock.today()
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """Own permissions, and while deputising those of the member acted for."""
        own = permissions_of(self.roles)
        return own | self.acting_for.permissions if self.acting_for else own

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    def holds(self, role: Role) -> bool:
        return role in self.roles or bool(self.acting_for and self.acting_for.holds(role))

    @cached_property
    def own_authority_ids(self) -> frozenset[int]:
        """Authorities named for the member: the only ones whose candidates she may know of."""
        own = frozenset(self.authorities.values_list("pk", flat=True))
        return own | self.acting_for.own_authority_ids if self.acting_for else own

    @cached_property
    def authority_ids(self) -> frozenset[int]:
        """Authorities whose cases the member works with; all of them for organisation-wide roles."""
        roles = {*self.roles, *(self.acting_for.roles if self.acting_for else [])}
        if roles & ORGANISATION_WIDE_ROLES:
            return frozenset(
                Authority.objects.filter(organisation_id=self.organisation_id).values_list("pk", flat=True)
            )
        return self.own_authority_ids

    @property
    def home(self) -> Home:
        roles = {*self.roles, *(self.acting_for.roles if self.acting_for else [])}
        return next(home for home, fitting in HOME_ROLES.items() if roles & fitting)

    @property
    def role_names(self) -> list[str]:
        return [str(Role(role).label) for role in self.roles]


class Deputyship(models.Model):
    """A member named by another to act for her during a period."""

    PERSONAL_FIELDS: ClassVar = frozenset[str]()

    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="deputyships")
    deputy = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="deputises")
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("To"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="organisations_deputyship_ends_after_start",
                violation_error_message=_("The last day must not be before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(member=F("deputy")),
                name="organisations_deputyship_is_another",
                violation_error_message=_("Choose a colleague, not yourself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} för {self.member}"
