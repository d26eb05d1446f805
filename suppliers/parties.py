"""Who is written to and whom one asks about a commitment, on either side of the contract."""

from collections.abc import Iterable

from django.db.models import QuerySet

from core.mail import Contact
from core.reminders import Recipient
from organisations.contacts import person_at
from organisations.models import Membership
from organisations.permissions import Role
from procurements.models import Commitment


def reporters_of(commitment: Commitment) -> list[Recipient]:
    """Who answers for the supplier: its named reporters by link, else its members with an account."""
    named = list(commitment.contacts.filter(reports=True).values_list("email", flat=True))
    return list(named) if named else list(members_who_report(commitment))


def members_who_report(commitment: Commitment) -> QuerySet[Membership]:
    """The supplier's members with an account who may report."""
    roles = (Role.SUPPLIER_REPRESENTATIVE, Role.SUPPLIER_SIGNATORY)
    members = Membership.objects.active().filter(organisation=commitment.contract.supplier)
    return members.holding(*roles).select_related("user").order_by("pk")


def receivers_of(commitment: Commitment) -> list[Recipient]:
    """Who takes what the supplier sends: the contract manager, else those of the authority who review."""
    if commitment.contract_manager and commitment.contract_manager.is_active:
        return [commitment.contract_manager]
    return list(colleagues_of(commitment))


def colleagues_of(commitment: Commitment) -> Iterable[Membership]:
    """Active colleagues at the authority who may review reports."""
    members = Membership.objects.active().of_authority(commitment.authority)
    return members.holding(Role.CONTRACT_MANAGER, Role.PROCURER).select_related("user")


def contact_of(commitment: Commitment) -> Contact:
    """Whom one asks about the contract."""
    return person_at(commitment.contract_manager, commitment.authority)
