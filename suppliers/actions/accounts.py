"""The first person who logs in for a supplier, let in by a contracting authority with a contract with it."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from core import clock
from core.rules import RuleBroken
from organisations.actions.invitations import invite
from organisations.models import Invitation, Organisation
from organisations.permissions import Role
from procurements.models import ContactPerson
from suppliers.accounts import waiting_invitation, why_not_let_in

if TYPE_CHECKING:
    from core.actors import Actor

AT_ONCE = dt.timedelta(minutes=1)
FIRST_ROLES = frozenset({Role.ADMINISTRATOR, Role.SUPPLIER_REPRESENTATIVE})


@transaction.atomic
def let_in(person: ContactPerson, *, by: "Actor") -> Invitation:
    """Invite a contact person to log in for the supplier, as its administrator: an organisation is never
    without one. Whom she lets in after herself is the supplier's own matter.

    An earlier invitation that nobody has answered is taken back: its link stops working. The same one asked
    for again within a minute, as by a double click, stands as it was.
    """
    supplier = Organisation.objects.locked(person.commitment.contract.supplier_id)
    if refusal := why_not_let_in(person.commitment):
        raise RuleBroken(refusal)
    if earlier := waiting_invitation(person.commitment):
        if earlier.email == person.email and clock.now() - earlier.created_at < AT_ONCE:
            return earlier
        earlier.revoke(by=by)
    return invite(supplier, name=person.name, email=person.email, roles=FIRST_ROLES, authorities=[], by=by)
