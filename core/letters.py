"""Making the text of a mail: subject, plain text, and HTML from the same parts."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, engines
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _t

if TYPE_CHECKING:
    from core.mail import Letter, MailKind

ONE_CLICK = "List-Unsubscribe=One-Click"
_BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Rendered:
    """A mail as it leaves. `reply_to` is the contact person's address, `leave` where the mails are ended
    (RFC 8058), when there is one."""

    subject: str
    text: str
    html: str
    reply_to: str = ""
    leave: str = ""

    def message(self, *, to: str, message_id: str) -> EmailMultiAlternatives:
        """The message to one recipient, marked as sent by a machine so that it draws no automatic answers."""
        headers = {"Message-ID": message_id, "Auto-Submitted": "auto-generated"}
        if self.leave:
            headers |= {"List-Unsubscribe": f"<{self.leave}>", "List-Unsubscribe-Post": ONE_CLICK}
        message = EmailMultiAlternatives(
            subject=self.subject,
            body=self.text,
            to=[to],
            reply_to=[self.reply_to] if self.reply_to else None,
            headers=headers,
        )
        message.attach_alternative(self.html, "text/html")
        return message


def render(
    kind: "MailKind",
    letter: "Letter",
    *,
    language: str,
    name: str = "",
    controller: str = "",
) -> Rendered:
    """Subject and both bodies in the language; `name` is the recipient's, for the greeting, `controller` who
    answers for the personal data of the matter."""
    with translation.override(language):
        parts = _parts(kind, letter, language=language, name=name) | {"controller": controller}
        return Rendered(
            subject=" ".join(str(kind.subject).format(**letter.values).split()),
            text=_plain("emails/letter.txt", parts),
            html=render_to_string("emails/letter.html", parts),
            reply_to=letter.contact.email,
            leave=parts["leave"],
        )


def preview(kind: "MailKind", *, language: str) -> Rendered:
    """The kind's example, as a recipient would read it."""
    with translation.override(language):
        letter = kind.example()
    return render(kind, letter, language=language)


def _parts(kind: "MailKind", letter: "Letter", *, language: str, name: str) -> dict[str, Any]:
    body = _plain(kind.template, dict(letter.values))
    return {
        "language": language,
        "greeting": _t("Hello {name},").format(name=name) if name else _t("Hello,"),
        "paragraphs": [paragraph.strip() for paragraph in _BLANK_LINES.split(body) if paragraph.strip()],
        "action": letter.action,
        "url": urljoin(settings.SITE_URL, letter.path),
        "leave": urljoin(settings.SITE_URL, letter.leave) if letter.leave else "",
        "contact": letter.contact.line,
        "why": str(kind.why).format(**letter.values),
    }


def _plain(template: str, values: dict[str, Any]) -> str:
    """A text template: nothing is escaped, since nothing in it is markup."""
    engine = engines["django"].engine  # type: ignore[attr-defined]
    text: str = engine.get_template(template).render(Context(values, autoescape=False))
    return text.strip() + "\n"
