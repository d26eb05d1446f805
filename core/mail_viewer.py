"""Reading mail outside production: what the file-based backend has stored, and how each kind of mail looks.

Wire both only where persona log-in exists (config.urls_outside_production): links to anyone's account
lie open.
"""

import datetime as dt
import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from core import clock
from core.letters import Rendered, preview
from core.mail import MailKind, mail_kinds
from core.models import OutgoingMail
from core.states import MailState

NEWEST = 50
# The line that django.core.mail.backends.filebased writes after each message.
LINE_AFTER_MESSAGE = b"-" * 79


@dataclass(frozen=True)
class ReadMail:
    """One stored mail, for the page."""

    to: str
    subject: str
    text: str
    sent_at: dt.datetime
    message_id: str


@dataclass(frozen=True)
class Preview:
    """One kind of mail with its example text."""

    kind: MailKind
    rendered: Rendered


def mails(request: HttpRequest) -> HttpResponse:
    """The newest mails; with `?to=` those to one address."""
    to = request.GET.get("to", "")
    found = list(islice((mail for mail in stored_mails(mail_folder()) if to in {"", mail.to}), NEWEST + 1))
    page = {
        "mails": found[:NEWEST],
        "has_more": len(found) > NEWEST,
        "newest": NEWEST,
        "to": to,
        "waiting": waiting_until_later(),
    }
    return render(request, "core/mail_viewer.html", page)


def waiting_until_later() -> dict[str, Any]:
    """How many mails keep quiet until a working day, and when the first of them leaves."""
    later = OutgoingMail.objects.filter(state=MailState.QUEUED, not_before__gt=clock.now())
    return later.aggregate(count=Count("pk"), first=Min("not_before"))


def mail_previews(request: HttpRequest) -> HttpResponse:
    """Every kind of mail that a room has declared, with its example, in the reader's language."""
    language = get_language() or settings.LANGUAGE_CODE
    previews = [Preview(kind, preview(kind, language=language)) for kind in mail_kinds]
    return render(request, "core/mail_previews.html", {"previews": previews})


def mail_folder() -> Path | None:
    """Where mails are stored as files; nothing when they leave some other way."""
    path = getattr(settings, "EMAIL_FILE_PATH", None)
    return Path(path) if path else None


def stored_mails(folder: Path | None) -> Iterator[ReadMail]:
    """Stored mails, newest first, read as they are asked for."""
    if folder is None or not folder.is_dir():
        return
    for file in sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True):
        yield from _read(file)


def _read(file: Path) -> Iterator[ReadMail]:
    sent_at = dt.datetime.fromtimestamp(file.stat().st_mtime, tz=dt.UTC)
    for part in reversed(file.read_bytes().split(LINE_AFTER_MESSAGE + b"\n")):
        if part.strip():
            yield _read_mail(email.message_from_bytes(part, policy=email.policy.default), sent_at=sent_at)


def _read_mail(message: EmailMessage, *, sent_at: dt.datetime) -> ReadMail:
    body = message.get_body(preferencelist=("plain",))
    return ReadMail(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        text=body.get_content() if body else "",
        sent_at=sent_at,
        message_id=str(message["Message-ID"]),
    )
