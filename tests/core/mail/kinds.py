"""Kinds of mail and reminder for tests, about invitations: something with a state,
a due date and a closing."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.utils.translation import get_language

from core.mail import Contact, Letter, MailKind, mail_kinds
from core.models import OutgoingMail, Reminder
from core.reminders import Due, ReminderKind, reminder_kinds
from core.tokens import digest
from organisations.models import Invitation, Membership

CONTACT = Contact(name="Ulla Upphandlare", email="ulla@example.org", phone="010-123 45 67")
BROKEN = "A name that this room cannot cope with"


languages_of_letters: list[str | None] = []  # which language was active whenever a letter was made


def invitation_letter(invitation: Invitation, mail: OutgoingMail) -> Letter:
    languages_of_letters.append(get_language())
    token = mail.link_token()
    Invitation.objects.filter(pk=invitation.pk).update(token_digest=digest(token))
    values = {"organisation": invitation.organisation.name, "inviter": CONTACT.name}
    return Letter(path=f"/inbjudan/{token}/", action="Accept the invitation", contact=CONTACT, values=values)


def example() -> Letter:
    values = {"organisation": "Storstads kommun", "inviter": CONTACT.name}
    return Letter(path="/inbjudan/exempel/", action="Accept the invitation", contact=CONTACT, values=values)


def is_wanted(invitation: Invitation, mail: OutgoingMail) -> bool:
    return invitation.is_usable


INVITED = MailKind(
    key="tests.invited",
    subject="Invitation to {organisation}",
    template="tests/invited.txt",
    why="You get this because {inviter} invited you.",
    context=invitation_letter,
    example=example,
    still_wanted=is_wanted,
)
REMINDED = MailKind(
    key="tests.reminded",
    subject="Reminder: invitation to {organisation}",
    template="tests/invited.txt",
    why="You get this because you have not answered.",
    context=invitation_letter,
    example=example,
)
WEEKDAYS = MailKind(
    key="tests.weekdays",
    subject="Invitation to {organisation}",
    template="tests/invited.txt",
    why="You get this because {inviter} invited you.",
    context=invitation_letter,
    example=example,
    quiet_days=True,
)
MAIL_KINDS = [INVITED, REMINDED, WEEKDAYS]


def open_invitations(until: dt.date) -> Iterator[Due]:
    for invitation in Invitation.objects.open().filter(valid_until__lte=until).order_by("pk"):
        yield Due(invitation, invitation.valid_until)


def invited_person(invitation: Invitation) -> Iterable[str]:
    if invitation.name == BROKEN:
        raise LookupError(f"no way to write to {invitation.email}")
    return [invitation.email] if invitation.email else []


def colleagues(invitation: Invitation) -> Iterable[Membership]:
    return Membership.objects.active().filter(organisation=invitation.organisation).order_by("pk")


def is_unanswered(invitation: Invitation, reminder: Reminder) -> bool:
    return invitation.is_open and invitation.valid_until == reminder.due_on


UNANSWERED = ReminderKind(
    key="tests.unanswered",
    label="Invitation not answered",
    offsets=(-7, 0, 7, 14),
    due=open_invitations,
    recipients=invited_person,
    still_open=is_unanswered,
    mail=REMINDED,
    cap=3,
    escalate_to=colleagues,
)


def declare() -> None:
    """Fill the slots as a room does in `AppConfig.ready()`."""
    for kind in MAIL_KINDS:
        mail_kinds.fill(kind, key=kind.key)
    reminder_kinds.fill(UNANSWERED, key=UNANSWERED.key)
