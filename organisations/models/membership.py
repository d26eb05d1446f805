"""Who somebody is in an organisation."""

import datetime as dt
from collections.abc import Collection
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.rules import RuleBroken
from organisations.models.authority import Authority
from organisations.models.cooperation import Opens
from organisations.models.organisation import Organisation
from organisations.models.reach import Reach, Scope, reach_from, reach_told
from organisations.models.roles import check_authorities, check_roles
from organisations.models.user import User
from organisations.permissions import (
    HOME_ROLES,
    ORGANISATION_WIDE_ROLES,
    Home,
    Permission,
    Role,
    permissions_of,
    roles_giving,
)

if TYPE_CHECKING:
    from core.actors import Actor


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
        return (
            self.filter(organisation_id=authority.organisation_id)
            .filter(Q(authorities=authority) | Q(roles__overlap=list(ORGANISATION_WIDE_ROLES)))
            .distinct()
        )

    def standing_administrators(self) -> "MembershipQuerySet":
        """Administrators in force without an end date: an organisation always has one of them."""
        return self.active().holding(Role.ADMINISTRATOR).filter(valid_until__isnull=True)

    def acting(self) -> "MembershipQuerySet":
        """With all that scopes and the frame of a page ask of the member who acts, in the same query."""
        return self.select_related("user", "organisation").annotate(told_reach=reach_told())

    def visible_to(self, member: "Membership") -> "MembershipQuerySet":
        """Colleagues, past ones as well."""
        return self.filter(organisation_id=member.organisation_id)


class Membership(models.Model):
    """One per person and organisation, with a set of roles. The actor of every rule."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=30, choices=Role.choices), verbose_name=_("Roles"))
    authorities = models.ManyToManyField(Authority, related_name="memberships", blank=True)
    title = models.CharField(_("Job title"), max_length=120, blank=True)
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
        self.doors: tuple[Permission, ...] = ()

    def __str__(self) -> str:
        return self.user.name

    @property
    def is_active(self) -> bool:
        day = clock.today()
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    @property
    def has_ended(self) -> bool:
        return self.valid_until is not None and self.valid_until < clock.today()

    @property
    def is_standing_administrator(self) -> bool:
        """One of those that the organisation rests on: in force, without an end date, with a live account."""
        return (
            self.is_active
            and self.user.is_active
            and self.valid_until is None
            and (Role.ADMINISTRATOR in self.roles)
        )

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
    def reach(self) -> Reach:
        """Her own; what she may do while deputising follows from both (below)."""
        told = self.__dict__.get("told_reach")
        if told is None:
            told = Membership.objects.filter(pk=self.pk).values_list(reach_told(), flat=True).get()
        return reach_from(told)

    def own_authority_ids_with(self, *permissions: Permission) -> frozenset[int]:
        """Authorities named for whoever holds one of the permissions, the member or the one she acts for: the
        only ones whose candidates she may know of."""
        return self._scope(permissions).own

    def authority_ids_with(self, *permissions: Permission) -> frozenset[int]:
        """Authorities where the member may use one of the permissions: those named for her, and every one of
        the organisation where a role that gives the permission is organisation-wide.

        A wide role widens only what it gives itself: a communicator sees the figures of all authorities, and
        edits the cases of none of them, whatever she does at her own.
        """
        return self._scope(permissions).every

    def sighted_authority_ids_with(self, *permissions: Permission) -> frozenset[int]:
        """The same, and those elsewhere that have opened their cases and contracts by co-operation."""
        return self.authority_ids_with(*permissions) | self.opened_to(Opens.CASES, *permissions)

    def opened_to(self, what: Opens, *permissions: Permission) -> frozenset[int]:
        """Authorities elsewhere that a co-operation in force has opened `what` of to those who hold one of
        the permissions."""
        scope = self._scope(permissions)
        return self.reach.opened(what, to=scope.own) if scope.is_held else frozenset()

    def through(self, *doors: Permission) -> "Membership":
        """The same member, kept to where she holds one of the `doors` as well as what is asked for."""
        narrowed = copy(self)
        narrowed.doors = doors
        narrowed.__dict__.pop("_scopes", None)
        return narrowed

    def _scope(self, permissions: tuple[Permission, ...]) -> Scope:
        """What each of the two persons may do stays with the authorities of that person."""
        known = self._scopes
        if permissions not in known:
            persons = [self, self.acting_for] if self.acting_for else [self]
            own: frozenset[int] = frozenset()
            is_wide = is_held = False
            for person in persons:
                giving = roles_giving(person.roles, permissions)
                opening = roles_giving(person.roles, self.doors) if self.doors else giving
                if giving and opening:
                    own, is_held = own | frozenset(person.reach.own), True
                    is_wide = is_wide or all(roles & ORGANISATION_WIDE_ROLES for roles in (giving, opening))
            known[permissions] = Scope(own, self.reach.organisation if is_wide else own, is_held)
        return known[permissions]

    @cached_property
    def _scopes(self) -> dict[tuple[Permission, ...], Scope]:
        return {}

    @property
    def home(self) -> Home:
        roles = {*self.roles, *(self.acting_for.roles if self.acting_for else [])}
        return next(home for home, fitting in HOME_ROLES.items() if roles & fitting)

    @property
    def role_names(self) -> list[str]:
        return [str(Role(role).label) for role in self.roles]

    def assign(
        self,
        *,
        roles: Collection[str],
        authorities: Collection[Authority],
        valid_until: dt.date | None = None,
        title: str = "",
        by: "Actor",
    ) -> None:
        """Set what the member is here from now on: roles, authorities, last day, title.

        Refuses roles that do not fit, a role that the giver lacks and gives herself, and the loss of the
        organisation's last administrator. Leaves the person's account and other memberships alone.
        """
        with transaction.atomic():
            organisation = Organisation.objects.locked(self.organisation_id)
            row = Membership.objects.select_related("user").get(pk=self.pk)
            row.check_is_running()
            check_roles(organisation, roles, valid_until=valid_until)
            check_authorities(organisation, roles, authorities)
            row.check_not_own_gain(roles, by=by)
            before, was_standing = row.standing(), row.is_standing_administrator
            row.roles = [role.value for role in Role if role in roles]
            row.valid_until, row.title = valid_until, title
            row.save(update_fields=["roles", "valid_until", "title"])
            row.authorities.set(authorities)
            if was_standing:
                row.check_administered()
            after = row.standing()
            changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
            audit.record("roles_assigned", row, by=by, changes=changes)
        self.forget()

    def end(self, *, by: "Actor") -> None:
        """End the membership as of today; the account and the trail stay. Deputyships fall with it."""
        with transaction.atomic():
            Organisation.objects.locked(self.organisation_id)
            row = Membership.objects.select_related("user").get(pk=self.pk)
            row.check_is_running()
            was_standing = row.is_standing_administrator
            row.valid_until = clock.today() - dt.timedelta(days=1)
            row.save(update_fields=["valid_until"])
            if was_standing:
                row.check_administered()
            audit.record("membership_ended", row, by=by)
        self.forget()

    def check_is_running(self) -> None:
        if self.has_ended:
            raise RuleBroken(_("This membership has ended. Invite the person again."))

    def check_not_own_gain(self, roles: Collection[str], *, by: "Actor") -> None:
        """Nobody gives herself a role she lacks, nor does her deputy give it to her."""
        if not isinstance(by, Membership):
            return
        own = {by.user_id} | ({by.acting_for.user_id} if by.acting_for else set())
        if self.user_id in own and set(roles) - set(self.roles):
            raise RuleBroken(_("You cannot give yourself a role. Ask another administrator or the operator."))

    def check_administered(self) -> None:
        """Refuse the change just made if it took the organisation's last administrator."""
        if (
            not Membership.objects.filter(organisation=self.organisation_id)
            .standing_administrators()
            .exists()
        ):
            raise RuleBroken(
                _(
                    "The organisation must have an administrator without an end date. "
                    "Appoint another one first."
                )
            )

    def standing(self) -> dict[str, Any]:
        """What a change of roles can change, as plain facts for the audit log."""
        until = self.valid_until.isoformat() if self.valid_until else None
        own = sorted(self.authorities.values_list("pk", flat=True))
        return {"roles": list(self.roles), "valid_until": until, "authorities": own, "title": self.title}

    def forget(self) -> None:
        """Read the row anew and drop what was derived from the old one."""
        self.refresh_from_db()
        for name in ("told_reach", "reach", "permissions", "_scopes"):
            self.__dict__.pop(name, None)
