"""Making an organisation: the row, its first authority, and the invitation to its first administrator."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction

from core import audit
from organisations.actions.administrators import FirstAdministrator, invite_to_administer
from organisations.models import Invitation, Kind, Organisation, Part

if TYPE_CHECKING:
    from core.actors import Actor


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
    return invite_to_administer(organisation, administrator, by=by)


@transaction.atomic
def switch_parts(organisation: Organisation, parts: Collection[str], *, by: "Actor") -> None:
    """Have exactly these parts on; each change leaves its own row in the audit log."""
    organisation.refresh_from_db(from_queryset=Organisation.objects.select_for_update(of=("self",)))
    for part in Part:
        if (part in parts) != organisation.has(part):
            organisation.switch_part(part, on=part in parts, by=by)
