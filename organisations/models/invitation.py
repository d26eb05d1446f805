"""Invitations by expiring link."""

import datetime as dt
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from core.tokens import digest, new_token
from organisations.models.authority import Authority
from organisations.models.membership import Membership
from organisations.models.organisation import Organisation
from organisations.permissions import Role

VALID_DAYS = 14


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)

    def usable(self) -> "InvitationQuerySet":
        return self.open().filter(expires_at__gt=clock.now())

    def with_token(self, token: str) -> "InvitationQuerySet":
        return self.filter(token_digest=digest(token))


class Invitation(models.Model):
    """One person asked to join one organisation with given roles. The token itself is only in the mail."""

    PERSONAL_FIELDS: ClassVar = frozenset({"email", "name"})

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(_("E-mail"))
    name = models.CharField(_("Name"), max_length=120)
    roles = ArrayField(models.CharField(max_length=30, choices=Role.choices), verbose_name=_("Roles"))
    authorities = models.ManyToManyField(Authority, blank=True)
    valid_until = models.DateField(_("Valid until"), null=True, blank=True)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="organisations_invitation_accepted_pair",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {', '.join(self.roles)}"

    def new_token(self) -> str:
        """Set a fresh token and expiry on the unsaved row; earlier links stop working."""
        token = new_token()
        self.token_digest = digest(token)
        self.expires_at = clock.now() + dt.timedelta(days=VALID_DAYS)
        return token

    @property
    def is_usable(self) -> bool:
        return not self.accepted_at and not self.revoked_at and self.expires_at > clock.now()
