"""Contact persons in public: of the installation, and of organisations that have the open page on."""

from dataclasses import dataclass

from core.mail import Contact
from followup.models.subscription import followed_organisations
from organisations.mails import service_contact
from organisations.models import Authority


@dataclass(frozen=True, kw_only=True)
class AskedOrganisation:
    """An organisation with whom to ask at each of its authorities that names somebody."""

    name: str
    number: str
    contacts: tuple[tuple[str, Contact], ...]


def whom_to_ask() -> tuple[Contact, list[AskedOrganisation]]:
    """The installation's own contact, and the organisations in Swedish order."""
    rows = Authority.objects.filter(organisation__in=followed_organisations()).exclude(contact_email="")
    of: dict[int, list[tuple[str, Contact]]] = {}
    for row in rows.order_by("sort_key", "pk"):
        contact = Contact(row.contact_name or row.name, row.contact_email, row.contact_phone)
        of.setdefault(row.organisation_id, []).append((row.name, contact))
    asked = [
        AskedOrganisation(name=row.name, number=row.number, contacts=tuple(of.get(row.pk, ())))
        for row in followed_organisations()
    ]
    return service_contact(), asked
