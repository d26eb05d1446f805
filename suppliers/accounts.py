"""May a contracting authority let somebody at the supplier log in? Only the first one, and only its own."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from organisations.models import Invitation, Membership
from organisations.permissions import Permission
from procurements.models import Commitment, ContactPerson
from procurements.models.commitment import CommitmentQuerySet


def with_account(commitments: CommitmentQuerySet) -> QuerySet[Commitment]:
    """Each with `supplier_logs_in`: has the supplier anybody with an account?"""
    members = Membership.objects.active().filter(organisation=OuterRef("contract__supplier"))
    return commitments.annotate(supplier_logs_in=Exists(members))


def may_let_in(commitment: Commitment, member: Membership) -> bool:
    """The contract's own managers and procurers."""
    return commitment.authority_id in member.authority_ids_with(Permission.CONTRACT_EDIT)


def why_not_let_in(commitment: Commitment) -> str | None:
    """Why nobody can be invited for the supplier from this contract.

    Whoever logs in for a supplier sees all its contracts. So the supplier's own administrator decides as
    soon as there is one; and where another organisation has a contract with it too, the choice is not one
    buyer's to make.
    """
    supplier = commitment.contract.supplier
    if supplier.memberships.active().exists():
        return _(
            "{supplier} logs in already. Its own administrator invites more persons, under Members."
        ).format(supplier=supplier)
    own = commitment.authority.organisation_id
    if supplier.invitations.open().exclude(invited_by__organisation=own).exists():
        return _("Somebody else has invited a person at {supplier} already.").format(supplier=supplier)
    if supplier.contracts.exclude(lot__procurement__authority__organisation=own).exists():
        return _(
            "{supplier} has contracts with other organisations too, and whoever logs in sees them all. "
            "Ask those who run the installation to invite its administrator."
        ).format(supplier=supplier)
    return None


def may_be_let_in(commitment: Commitment) -> list[ContactPerson]:
    """The supplier's contact persons who have an address to be invited at."""
    people = commitment.contacts.filter(side=ContactPerson.Side.SUPPLIER)
    return list(people.exclude(email="").order_by("pk"))


def waiting_invitation(commitment: Commitment) -> Invitation | None:
    """The one that is sent and not answered; a new one takes its place."""
    return commitment.contract.supplier.invitations.open().order_by("pk").last()
