"""The postman: claim a mail, deliver it, record it. Safe to run twice and to be killed at any point.

1. claim: one conditional update under a lease; of two racers one finds nothing.
2. prepare: is it still wanted? then make the text (a kind may store the digest of a link here); short.
3. deliver: hand it to the server, outside any transaction of ours.
4. record: sent, or when to try again.

A kill before 3 leaves an expired lease, which beat takes up; a kill between the server's acceptance and 4
sends the mail once more, with the same Message-ID.
"""

import logging
import smtplib
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import translation

from core import clock
from core.controllers import controller_behind
from core.letters import render
from core.mail import Letter, MailKind, due_ids, mail_kinds
from core.models.mail import OutgoingMail
from core.queue import BATCH
from core.quiet import after_quiet
from core.reminders import is_still_open
from core.states import DropReason

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives

logger = logging.getLogger(__name__)


def send(mail_id: int) -> None:
    """Send one mail, if it is due, wanted and held by nobody else. Trouble is recorded on the mail."""
    mail = OutgoingMail.objects.claim(mail_id)
    if mail is None:
        return
    try:
        message = prepare(mail)
        if message is not None:
            message.send()
    except Exception as problem:  # whatever a room's text or the mail server comes up with
        _record_problem(mail, problem)
        return
    if message is not None:
        mail.record_sent()


def send_due(limit: int = BATCH) -> int:
    """Send what is due, here and now, without the queue. For `play`, tests and a machine without workers."""
    ids = due_ids(limit)
    for mail_id in ids:
        send(mail_id)
    return len(ids)


@transaction.atomic
def prepare(mail: OutgoingMail) -> "EmailMultiAlternatives | None":
    """The message, or nothing when it must not leave: then the mail is dropped or postponed."""
    kind = mail_kinds[mail.kind]
    if reason := reason_to_drop(kind, mail):
        mail.drop(reason)
        return None
    if mail.keeps_quiet and (moment := after_quiet(clock.now())) > clock.now():
        mail.postpone(moment)
        return None
    member = mail.to_member
    name = member.user.name if member else kind.reader(mail.subject, mail)
    letter, controller = letter_of(kind, mail, name=name), controller_behind(mail.subject)
    rendered = render(kind, letter, language=mail.language, name=name, controller=controller)
    return rendered.message(to=address_of(mail), message_id=mail.message_id)


def letter_of(kind: MailKind, mail: OutgoingMail, *, name: str) -> Letter:
    """What the mail says to its reader, who is never told to ask herself."""
    with translation.override(mail.language):
        letter = kind.context(mail.subject, mail)
        return replace(letter, contact=letter.contact.for_reader(address_of(mail), name))


def address_of(mail: OutgoingMail) -> str:
    return mail.to_member.user.email if mail.to_member else mail.to_email


def reason_to_drop(kind: MailKind, mail: OutgoingMail) -> DropReason | None:
    """Asked at the last moment before sending: the world may have moved on since the mail was queued."""
    subject: Any = mail.subject
    if subject is None:
        return DropReason.GONE
    if mail.to_member and not (mail.to_member.is_active and mail.to_member.user.is_active):
        return DropReason.LEFT
    if mail.reminder and not is_still_open(mail.reminder):
        return DropReason.SETTLED
    return None if kind.still_wanted(subject, mail) else DropReason.SETTLED


def _record_problem(mail: OutgoingMail, problem: Exception) -> None:
    """Note what went wrong as a code: the text of an error may hold an address or a name."""
    code = error_code(problem)
    logger.error("mail %s: %s\n%s", mail.pk, code, "".join(traceback.format_tb(problem.__traceback__)))
    mail.record_failure(code, is_final=is_refused_for_good(problem))


def error_code(problem: Exception) -> str:
    """The kind of error and the server's number, for example "SMTPRecipientsRefused 550"."""
    return " ".join([type(problem).__name__, *map(str, sorted(_server_codes(problem)))])[:120]


def is_refused_for_good(problem: Exception) -> bool:
    """Does the server say that this address will never work? Then trying again only annoys it."""
    codes = _server_codes(problem)
    return isinstance(problem, smtplib.SMTPRecipientsRefused) and bool(codes) and min(codes) >= 500


def _server_codes(problem: Exception) -> set[int]:
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return {code for code, _text in problem.recipients.values()}
    if isinstance(problem, smtplib.SMTPResponseException):
        return {problem.smtp_code}
    return set()
