"""Inviting, and joining by the link in the mail."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.mail import queue_mail
from core.models import AuditRow
from core.rules import RuleBroken
from organisations.mails import INVITATION
from organisations.models import Authority, Invitation, Membership, Organisation, User
from organisations.models.roles import check_authorities, check_roles
from organisations.permissions import Role

if TYPE_CHECKING:
    from core.actors import Actor

SENT_AGAIN = "invitation_sent_again"
AT_ONCE = dt.timedelta(minutes=1)


@transaction.atomic
def invite(
    organisation: Organisation,
    *,
    name: str,
    email: str,
    roles: Collection[str],
    authorities: Sequence[Authority],
    valid_until: dt.date | None = None,
    by: "Actor",
) -> Invitation:
    """Ask a person to join with given roles; the mail with the link leaves after commit."""
    Organisation.objects.locked(organisation.pk)
    check_roles(organisation, roles, valid_until=valid_until)
    check_authorities(organisation, roles, authorities)
    check_can_be_invited(organisation, email)
    inviter = by if isinstance(by, Membership) else None
    invitation = Invitation(organisation=organisation, name=name, email=email, invited_by=inviter)
    invitation.roles = [role.value for role in Role if role in roles]
    invitation.valid_until = valid_until
    invitation.renew()
    invitation.save()
    invitation.authorities.set(authorities)
    audit.record("invited", invitation, by=by, changes={"roles": invitation.roles})
    queue_mail(INVITATION, invitation, to=email, by=by)
    return invitation


def check_can_be_invited(organisation: Organisation, email: str) -> None:
    """Refuse a second invitation, one to a member, and one to an operator's address."""
    if organisation.invitations.open().filter(email__iexact=email).exists():
        raise RuleBroken(_("There is an open invitation to this address already. Send it again instead."))
    if organisation.memberships.active().filter(user__email__iexact=email).exists():
        raise RuleBroken(_("This person is a member already. Change her roles under Members."))
    if User.objects.filter(email__iexact=email, is_operator=True).exists():
        raise RuleBroken(_("This address runs the installation and sees no cases. Use another address."))


@transaction.atomic
def send_again(invitation: Invitation, *, by: "Actor") -> None:
    """Send the invitation anew with a fresh link and full time; the earlier link stops working.

    Asked for again within a minute, as by a double click, nothing more is sent: the first of two mails would
    hold a dead link.
    """
    row = Invitation.objects.locked(invitation.pk)
    if not row.is_open:
        raise RuleBroken(_("This invitation is not open any more."))
    if _was_just_sent_again(row):
        return
    row.renew()
    row.save(update_fields=["expires_at"])
    audit.record(SENT_AGAIN, row, by=by)
    queue_mail(INVITATION, row, to=row.email, by=by)


def _was_just_sent_again(row: Invitation) -> bool:
    told = AuditRow.objects.filter(object_label=row._meta.label_lower, object_id=str(row.pk))
    return told.filter(action=SENT_AGAIN, at__gt=clock.now() - AT_ONCE).exists()


@transaction.atomic
def accept_with_new_account(invitation: Invitation, *, name: str, password: str | None) -> Membership:
    """Make the account that the link proves the address of, and join. Without a password none opens it."""
    row = Invitation.objects.locked(invitation.pk)
    row.check_usable()
    if User.objects.filter(email__iexact=row.email).exists():
        raise RuleBroken(_("You have an account already. Log in to accept the invitation."))
    user = User.objects.create_user(email=row.email, password=password, name=name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return _join(row, user)


@transaction.atomic
def accept_with_account(invitation: Invitation, user: User) -> Membership:
    """Join with the account that one is logged in to; only the invited address may."""
    row = Invitation.objects.locked(invitation.pk)
    row.check_usable()
    if user.email.casefold() != row.email.casefold():
        raise RuleBroken(_("The invitation is for another address. Log out, then open the link again."))
    if user.is_operator:
        raise RuleBroken(_("This address runs the installation and sees no cases. Use another address."))
    return _join(row, user)


def _join(invitation: Invitation, user: User) -> Membership:
    """The membership, new or taken up again, with exactly the roles of the invitation."""
    membership = Membership.objects.filter(user=user, organisation=invitation.organisation).first()
    membership = membership or Membership(user=user, organisation=invitation.organisation)
    membership.roles, membership.valid_until = list(invitation.roles), invitation.valid_until
    membership.valid_from = clock.today()
    membership.save()
    membership.authorities.set(invitation.authorities.all())
    invitation.accepted_at, invitation.accepted_by = clock.now(), membership
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    audit.record("invitation_accepted", invitation, by=membership, changes={"roles": membership.roles})
    return membership
