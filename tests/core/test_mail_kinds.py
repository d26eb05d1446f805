"""Every kind of mail and of reminder that any room declares."""

import pytest
from django.conf import settings

from core.letters import Rendered, preview
from core.mail import MailKind, mail_kinds
from core.reminders import ReminderKind, nobody, reminder_kinds

LONGEST_TEXT = 1400  # about a screen of a telephone, twice
EVERY_KIND = pytest.mark.parametrize("kind", mail_kinds, ids=lambda kind: kind.key)
EVERY_REMINDER = pytest.mark.parametrize("kind", reminder_kinds, ids=lambda kind: kind.key)


def faults(rendered: Rendered) -> list[str]:
    """What is wrong with a mail as its reader gets it."""
    found = {
        "a value is missing": "UNDEFINED" in rendered.text + rendered.subject,
        "a placeholder is left": any(sign in rendered.text + rendered.subject for sign in "{}"),
        "not exactly one link": rendered.text.count(settings.SITE_URL) != 1 + bool(rendered.leave),
        "too long": len(rendered.text) > LONGEST_TEXT,
        "no subject": not rendered.subject.strip(),
        "the subject is too long for a list of mails": len(rendered.subject) > 100,
    }
    return [fault for fault, is_so in found.items() if is_so]


@EVERY_KIND
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_mail_is_short_and_complete_with_one_link(kind: MailKind, language: str):
    assert faults(preview(kind, language=language)) == []


@EVERY_KIND
def test_every_mail_names_somebody_to_ask_and_a_way_to_reach_her(kind: MailKind):
    contact = kind.example().contact

    assert contact.name
    assert contact.email or contact.phone


@EVERY_KIND
def test_every_mail_is_translated(kind: MailKind):
    swedish, english = (preview(kind, language=language) for language in ("sv", "en"))

    assert swedish.subject != english.subject
    assert swedish.text != english.text


@EVERY_KIND
def test_every_kind_is_known_by_its_key(kind: MailKind):
    assert mail_kinds[kind.key] is kind
    assert kind.key.split(".")[0] in settings.ROOMS


@EVERY_REMINDER
def test_every_reminder_has_its_mail_declared_and_leaves_weekends_alone(kind: ReminderKind):
    assert reminder_kinds[kind.key] is kind
    assert mail_kinds[kind.mail.key] is kind.mail
    assert kind.mail.quiet_days


@EVERY_REMINDER
def test_every_reminder_ends_and_after_its_cap_tells_somebody_else(kind: ReminderKind):
    assert list(kind.offsets) == sorted(set(kind.offsets))
    assert len(kind.offsets) <= 8
    assert kind.cap >= len(kind.offsets) or kind.escalate_to is not nobody


def test_a_bad_mail_is_noticed():
    bad = Rendered(subject="Hello {name}", text="UNDEFINED<x>", html="")

    assert faults(bad) == ["a value is missing", "a placeholder is left", "not exactly one link"]
