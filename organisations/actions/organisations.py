"""Making an organisation: the row, its first authority, and the invitation to its first administrator."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.rules import RuleBroken
from organisations.actions.invitations import invite
from organisations.models import Invitation, Kind, Organisation, Part
from organisations.permissions import Role

if TYPE_CHECKING:
    from core.actors import Actor


@dataclass(frozen=True)
class FirstAdministrator:
    """Who shall look after a new organisation. `roles` are what she does there besides."""

    name: str
    email: str
    roles: Collection[str] = ()


@transaction.atomic
def create_organisation(
    kind: str,
    name: str,
    *,
    number: str,
    is_public: bool,
    is_social_enterprise: bool = False,
    administrator: FirstAdministrator,
    by: "Actor",
) -> Invitation:
    """A new organisation with the core parts only, and a mail to the person who shall administer it.

    A contracting organisation or a labour-market actor gets one authority with its own name, so that a small
    municipality never has to think of authorities.
    """
    organisation = Organisation(kind=kind, name=name, number=number, is_public=is_public)
    organisation.is_social_enterprise = is_social_enterprise
    organisation.full_clean(exclude=["sort_key"])
    organisation.save()
    audit.record("organisation_created", organisation, by=by, changes={"kind": kind})
    if kind != Kind.SUPPLIER:
        organisation.add_authority(name=name, controller=name, by=by)
    return _invite_to_administer(organisation, administrator, by=by)


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
    return _invite_to_administer(organisation, again, by=by)


def _invite_to_administer(
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
def switch_parts(organisation: Organisation, parts: Collection[str], *, by: "Actor") -> None:
    """Have exactly these parts on; each change leaves its own row in the audit log."""
    organisation.refresh_from_db(from_queryset=Organisation.objects.select_for_update(of=("self",)))
    for part in Part:
        if (part in parts) != organisation.has(part):
            organisation.switch_part(part, on=part in parts, by=by)
