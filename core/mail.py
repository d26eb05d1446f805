"""Outgoing mail: how a room declares a kind of mail and queues one.

A kind is declared once, in the room that knows the object, and put in the slot in `AppConfig.ready()`:

    INVITATION = mail_kinds.fill(
        MailKind(
            key="organisations.invitation",
            subject=_("Invitation to {organisation}"),          # msgid; placeholders from Letter.values
            template="emails/organisations/invitation.txt",      # the body: paragraphs, blank lines between
            why=_("You get this mail because {inviter} invited you."),
            context=invitation_letter,                           # (object, mail) -> Letter, when it is sent
            still_wanted=lambda invitation, mail: invitation.is_usable,
            example=invitation_example,                          # () -> Letter, for the preview page
        ),
        key="organisations.invitation",
    )

    def invitation_letter(invitation, mail):
        token = mail.link_token()                # same at every attempt, stored nowhere
        invitation.open_with(digest(token))      # may write; must give the same result when repeated
        return Letter(
            path=reverse("invitation", args=[token]), action=_t("Accept the invitation"),
            contact=service_contact(), values={"organisation": ..., "inviter": ...},
        )

and used inside the transaction of the verb that causes it:

    queue_mail(INVITATION, invitation, to=invitation.email, by=member)

Nothing but ids is stored. Subject and text are made when the mail leaves, in the recipient's language, after
`still_wanted` has been asked again. Each mail goes to one recipient, has one action with a working link, a
contact person and the reason why one gets it; an HTML part is made from the same parts. A mail is tried for
about a day (core.models.mail); what then remains is "failed" and can be queued again with `mail.retry(by=)`.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Union

from django.conf import settings
from django.db import models, transaction

from core import clock
from core.actors import SystemJob
from core.models.mail import OutgoingMail
from core.models.reminders import Reminder
from core.queue import hint_on_commit
from core.quiet import after_quiet
from core.registry import Slot
from core.states import MailState

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from core.actors import Actor
    from organisations.models import Membership

Words = Union[str, "_StrPromise"]
SEND_TASK = "core.send_mail"
PAUSE = dt.timedelta(minutes=5)
_ID_TEXT = re.compile(r"[\w.:+-]{1,60}", re.ASCII)


@dataclass(frozen=True)
class Contact:
    """Whom the reader can ask. `otherwise` says, given her address, whom the contact herself asks."""

    name: str
    email: str = ""
    phone: str = ""
    otherwise: "Callable[[str], Contact] | None" = field(default=None, compare=False)

    @classmethod
    def of(cls, member: "Membership", *, otherwise: "Callable[[str], Contact]") -> "Contact":
        user = member.user
        return cls(name=user.name, email=user.email, phone=user.phone, otherwise=otherwise)

    def for_reader(self, email: str, name: str = "") -> "Contact":
        """Somebody else than the reader, by her address or her name."""
        is_reader = self.email.lower() == email.lower() or bool(name and self.name == name)
        return self.otherwise(email).for_reader(email, name) if is_reader and self.otherwise else self

    @property
    def line(self) -> str:
        return ", ".join(part for part in (self.name, self.phone, self.email) if part)


@dataclass(frozen=True)
class Letter:
    """What one mail says beyond its template. `path` is the address of the one action, from the root; `leave`
    that of the page where somebody who asked for such mails ends them, by one click in mail programs too."""

    path: str
    action: str
    contact: Contact
    values: Mapping[str, Any] = field(default_factory=dict)
    leave: str = ""


def always(subject: Any, mail: OutgoingMail) -> bool:
    """The mail is wanted whatever has happened since it was queued."""
    return True


def nameless(subject: Any, mail: OutgoingMail) -> str:
    """Nobody knows who reads at the address."""
    return ""


@dataclass(frozen=True, kw_only=True)
class MailKind:
    """One kind of mail.

    `quiet_days`: what a job sends of it never leaves on weekends, holidays or before seven in the morning.
    What a person asks for leaves at once. `reader`: the name by which somebody without an account is greeted.
    """

    key: str
    subject: Words
    template: str
    why: Words
    context: Callable[[Any, OutgoingMail], Letter]
    example: Callable[[], Letter]
    still_wanted: Callable[[Any, OutgoingMail], bool] = always
    reader: Callable[[Any, OutgoingMail], str] = nameless
    quiet_days: bool = False


mail_kinds: Slot[MailKind] = Slot("mail_kinds")
_is_silent: ContextVar[bool] = ContextVar("mail_is_silent", default=False)


@contextmanager
def silenced() -> Iterator[None]:
    """Let nothing that happens inside be told by mail: for `play`, which tells of days long gone.

    The mails are neither sent nor kept. Reminders of what still waits afterwards are sent as usual.
    """
    token = _is_silent.set(True)
    try:
        yield
    finally:
        _is_silent.reset(token)


def is_silenced() -> bool:
    """For work that is put off: what happens inside is not told later either."""
    return _is_silent.get()


def queue_mail(
    kind: MailKind,
    subject: models.Model,
    *,
    to: "Membership | str",
    by: "Actor",
    params: Mapping[str, Any] | None = None,
    not_before: dt.datetime | None = None,
    language: str = "",
    reminder: Reminder | None = None,
) -> OutgoingMail:
    """Write one mail about `subject` to a member or an address; it leaves after commit.

    `params` holds ids and codes for `kind.context`, never names or texts. A member is written to in the
    language she has chosen, an address in `language`, else in Swedish. Inside `silenced()` the mail is
    made and forgotten.
    """
    if kind.key not in mail_kinds:
        raise ValueError(f"{kind.key!r} is not in the slot mail_kinds")
    moment = not_before or clock.now()
    keeps_quiet = kind.quiet_days and isinstance(by, SystemJob)
    mail = OutgoingMail(
        kind=kind.key,
        subject=subject,
        params=_only_ids(params or {}),
        language=language or (settings.LANGUAGE_CODE if isinstance(to, str) else to.user.language),
        not_before=after_quiet(moment) if keeps_quiet else moment,
        keeps_quiet=keeps_quiet,
        reminder=reminder,
        state=MailState.QUEUED,
        **({"to_email": to.strip()} if isinstance(to, str) else {"to_member": to}),
    )
    if is_silenced():
        return mail
    with transaction.atomic():
        mail.save()
        mail.begin(by=by)
        if mail.not_before <= clock.now():
            hint_on_commit(SEND_TASK, mail.pk)
    return mail


def was_just_sent(kind: MailKind, subject: models.Model, *, to: str) -> bool:
    """Was this address written to about it a moment ago? A button that strangers can press sends one mail."""
    since = clock.now() - PAUSE
    asked = OutgoingMail.objects.about(subject).filter(kind=kind.key, to_email__iexact=to.strip())
    return asked.filter(created_at__gt=since).exists()


def due_ids(limit: int) -> list[int]:
    """Mails that no worker holds and whose moment has come, the longest waiting first."""
    return list(OutgoingMail.objects.due().order_by("not_before", "pk").values_list("pk", flat=True)[:limit])


def _only_ids(params: Mapping[str, Any]) -> dict[str, Any]:
    for name, value in params.items():
        if not (isinstance(value, int) or (isinstance(value, str) and _ID_TEXT.fullmatch(value))):
            raise ValueError(f"mail parameter {name!r} must be an id or a code")
    return dict(params)
