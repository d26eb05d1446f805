"""Who administers an organisation, as those who run the installation see to it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from core.rules import RuleBroken
from organisations.actions.invitations import invite
from organisations.models import Invitation, Membership, Organisation
from organisations.permissions import Role

if TYPE_CHECKING:
    from core.actors import Actor


@dataclass(frozen=True)
class FirstAdministrator:
    """Who shall look after an organisation. `roles` are what she does there besides."""

    name: str
    email: str
    roles: Collection[str] = ()


@transaction.atomic
def invite_first_again(
    organisation: Organisation, administrator: FirstAdministrator, *, by: "Actor"
) -> Invitation:
    """A new invitation where nobody has come to administer the organisation yet.

    Earlier ones to administer it, run out or sent to a wrong address, are taken back. Without roles the
    person keeps those of her own earlier invitation.
    """
    Organisation.objects.locked(organisation.pk)
    if organisation.memberships.standing_administrators().exists():
        raise RuleBroken(_("This organisation has an administrator. She invites others under Members."))
    roles = set(administrator.roles)
    for row in organisation.invitations.open():
        is_hers = row.email.casefold() == administrator.email.casefold()
        if is_hers and not administrator.roles:
            roles |= set(row.roles)
        if is_hers or Role.ADMINISTRATOR in row.roles:
            row.revoke(by=by)
    again = FirstAdministrator(administrator.name, administrator.email, roles)
    return invite_to_administer(organisation, again, by=by)


def invite_to_administer(
    organisation: Organisation, administrator: FirstAdministrator, *, by: "Actor"
) -> Invitation:
    return invite(
        organisation,
        name=administrator.name,
        email=administrator.email,
        roles={Role.ADMINISTRATOR, *administrator.roles},
        authorities=list(organisation.authorities.all()),
        by=by,
    )


@transaction.atomic
def appoint(
    organisation: Organisation, administrator: FirstAdministrator, *, by: "Actor"
) -> Membership | Invitation:
    """Let a person administer the organisation, with what she does besides.

    Who is a member gets the roles at once and keeps those she has; anybody else is invited.
    """
    Organisation.objects.locked(organisation.pk)
    present = organisation.memberships.active().select_related("user")
    member = present.filter(user__email__iexact=administrator.email).first()
    if member is None:
        return invite_to_administer(organisation, administrator, by=by)
    member.assign(
        roles={*member.roles, Role.ADMINISTRATOR.value, *administrator.roles},
        authorities=list(member.authorities.all()) or list(organisation.authorities.all()),
        valid_until=member.valid_until,
        title=member.title,
        by=by,
    )
    return member
