"""A mail names somebody to ask, and never the reader herself."""

from collections.abc import Iterator

from core.mail import Contact
from tests.house.guards.registry import guard


@guard
def mails_name_somebody_else(kind: str, contact: Contact, email: str, name: str) -> Iterator[str]:
    """`contact` is what the mail of this kind says to the reader with that address and name."""
    if not contact.name:
        yield f"{kind}: names nobody to ask"
    if contact.email.lower() == email.lower() or contact.name == name:
        yield f"{kind}: tells {name} to ask herself; name her through organisations/contacts.py"
