"""Invitations by expiring link."""

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.rules import RuleBroken
from core.tokens import digest
from organisations.models.authority import Authority
from organisations.models.membership import Membership
from organisations.models.organisation import Organisation
from organisations.permissions import Role

if TYPE_CHECKING:
    from core.actors import Actor

VALID_DAYS = 14


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Neither accepted nor taken back; the link may have run out."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)

    def visible_to(self, member: Membership) -> "InvitationQuerySet":
        return self.filter(organisation_id=member.organisation_id)

    def with_token(self, token: str) -> "InvitationQuerySet":
        return self.filter(token_digest=digest(token))

    def locked(self, pk: int) -> "Invitation":
        return self.select_for_update(of=("self",)).select_related("organisation").get(pk=pk)


class Invitation(models.Model):
    """One person asked to join one organisation with given roles.

    The link's secret stands only in the mail (core.models.OutgoingMail.link_token); here is its digest,
    empty until the mail is queued.
    """

    PERSONAL_FIELDS: ClassVar = frozenset({"email", "name"})

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(_("E-mail"))
    name = models.CharField(_("Name"), max_length=120)
    roles = ArrayField(models.CharField(max_length=30, choices=Role.choices), verbose_name=_("Roles"))
    authorities = models.ManyToManyField(Authority, blank=True)
    valid_until = models.DateField(_("Valid until"), null=True, blank=True)
    token_digest = models.CharField(max_length=64, blank=True)
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
            ),
            models.UniqueConstraint(
                fields=["token_digest"],
                condition=~models.Q(token_digest=""),
                name="organisations_invitation_one_per_token",
            ),
            models.UniqueConstraint(
                models.functions.Lower("email"),
                "organisation",
                condition=models.Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="organisations_invitation_one_open",
                violation_error_message=_("There is an open invitation to this address already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {', '.join(self.roles)}"

    @property
    def role_names(self) -> list[str]:
        return [str(Role(role).label) for role in self.roles]

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.revoked_at is None

    @property
    def is_usable(self) -> bool:
        """May somebody with the link still join?"""
        return self.is_open and self.expires_at > clock.now()

    def renew(self) -> None:
        """Count the days of the link anew. The caller sends the mail that carries it."""
        self.expires_at = clock.now() + dt.timedelta(days=VALID_DAYS)

    def answer_to(self, token: str) -> None:
        """Let this secret open the link from now on; an earlier mail's link stops working."""
        self.token_digest = digest(token)
        self.save(update_fields=["token_digest", "expires_at"])

    def check_usable(self) -> None:
        """Refuse a link that is used, taken back or too old, each in its own words."""
        if self.accepted_at is not None:
            raise RuleBroken(_("This invitation has been accepted already. Log in instead."))
        if self.revoked_at is not None:
            raise RuleBroken(_("This invitation has been taken back. Ask the person who invited you."))
        if not self.is_usable:
            raise RuleBroken(
                _("This invitation is too old. Ask the person who invited you to send it again.")
            )

    def revoke(self, *, by: "Actor") -> None:
        """Take the invitation back: its link stops working at once."""
        if not self.is_open:
            raise RuleBroken(_("This invitation is not open any more."))
        self.revoked_at = clock.now()
        self.save(update_fields=["revoked_at"])
        audit.record("invitation_revoked", self, by=by)
