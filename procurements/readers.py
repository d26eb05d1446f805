"""Who reads a mail about a contract where the address is all that the mail knows."""

from typing import Any

from core.models import OutgoingMail
from procurements.models import Commitment, ContactPerson


def contact_at(subject: Any, mail: OutgoingMail) -> str:
    """The name of the contact person at the mail's address, to greet her by; empty where none is written.

    `subject` is a commitment, or something under one.
    """
    commitment = subject if isinstance(subject, Commitment) else subject.commitment
    people = ContactPerson.objects.filter(commitment=commitment, email__iexact=mail.to_email).order_by("pk")
    return next((person.name for person in people if person.has_name), "")
