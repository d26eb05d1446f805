"""The kinds of this folder, declared in a real worker, with gates at the points where a test holds it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.mail import Letter, mail_kinds
from core.models import OutgoingMail
from core.reminders import Due, reminder_kinds
from organisations.models import Invitation
from tests.core.gates import passing
from tests.core.mail import kinds


def declare() -> None:
    for kind in kinds.MAIL_KINDS:
        mail_kinds.fill(replace(kind, context=letter, still_wanted=is_wanted), key=kind.key)
    reminders = replace(kinds.UNANSWERED, due=open_invitations, recipients=invited_person)
    reminder_kinds.fill(reminders, key=reminders.key)


def is_wanted(invitation: Invitation, mail: OutgoingMail) -> bool:
    passing("claimed", mail.to_email)
    return kinds.is_wanted(invitation, mail)


def letter(invitation: Invitation, mail: OutgoingMail) -> Letter:
    made = kinds.invitation_letter(invitation, mail)
    passing("prepared", mail.to_email)
    return made


def open_invitations(until: dt.date) -> Iterator[Due]:
    passing("looking", "run")
    yield from kinds.open_invitations(until)


def invited_person(invitation: Invitation) -> Iterable[str]:
    passing("addressing", invitation.email)
    return kinds.invited_person(invitation)
