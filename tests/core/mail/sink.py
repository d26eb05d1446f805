"""Mail servers for tests: they take, refuse, or break off. Named in settings.EMAIL_BACKEND."""

import smtplib
from collections.abc import Sequence

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage

ADDRESS = "ulla@example.org"


class Unreachable(BaseEmailBackend):
    """No server answers."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise ConnectionRefusedError(f"connection for {ADDRESS} refused")


class NoSuchMailbox(BaseEmailBackend):
    """The server says that the address does not exist."""

    code = 550

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise smtplib.SMTPRecipientsRefused({ADDRESS: (self.code, f"no such user {ADDRESS}".encode())})


class MailboxBusy(NoSuchMailbox):
    """The server asks to come back later."""

    code = 450
