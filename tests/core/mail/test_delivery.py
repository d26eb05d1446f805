"""Claim, deliver, record: what leaves, what does not, and what happens when the server will not have it."""

import datetime as dt

import pytest
from django.core import mail as outbox

from core import clock
from core.actors import SystemJob
from core.delivery import prepare, send, send_due
from core.mail import queue_mail
from core.models import OutgoingMail
from core.models.mail import LEASE, LONGEST_WAIT, MAX_ATTEMPTS
from core.states import DropReason, MailState
from core.tokens import digest
from organisations.models import Invitation
from tests.core.mail import kinds, sink

SINK = sink.__name__
MINUTE = dt.timedelta(minutes=1)


def test_a_due_mail_leaves_once(mail, monday):
    send(mail.pk)
    send(mail.pk)

    mail.refresh_from_db()
    assert (mail.state, mail.sent_at, mail.claimed_until) == (MailState.SENT, monday, None)
    assert [m.extra_headers["Message-ID"] for m in outbox.outbox] == [mail.message_id]


def test_each_mail_goes_to_one_recipient_only(mail):
    send(mail.pk)

    [message] = outbox.outbox
    assert (message.to, message.cc, message.bcc) == (["ny@example.org"], [], [])
    assert message.reply_to == ["ulla@example.org"]


def test_a_member_gets_it_at_the_address_she_has_then(invitation, member):
    mail = queue_mail(kinds.INVITED, invitation, to=member, by=member)
    type(member.user).objects.filter(pk=member.user_id).update(email="nytt@example.org")

    send(mail.pk)

    assert outbox.outbox[0].to == ["nytt@example.org"]


def test_the_link_in_the_mail_opens_with_the_digest_that_was_stored(mail):
    send(mail.pk)

    assert f"/inbjudan/{mail.link_token()}/" in outbox.outbox[0].body
    assert Invitation.objects.get().token_digest == digest(mail.link_token())


def test_a_mail_for_a_matter_closed_meanwhile_is_dropped(mail):
    Invitation.objects.update(revoked_at=clock.now())

    send(mail.pk)

    mail.refresh_from_db()
    assert (mail.state, mail.dropped_reason, outbox.outbox) == (MailState.DROPPED, DropReason.SETTLED, [])


def test_a_mail_about_something_deleted_is_dropped(mail):
    Invitation.objects.all().delete()

    send(mail.pk)

    mail.refresh_from_db()
    assert (mail.dropped_reason, outbox.outbox) == (DropReason.GONE, [])


@pytest.mark.parametrize("how", ["membership ended", "account closed"])
def test_who_has_left_gets_no_mail(invitation, member, how):
    mail = queue_mail(kinds.INVITED, invitation, to=member, by=member)
    if how == "account closed":
        type(member.user).objects.update(is_active=False)
    else:
        type(member).objects.update(valid_from=dt.date(2020, 1, 1), valid_until=dt.date(2021, 1, 1))

    send(mail.pk)

    mail.refresh_from_db()
    assert (mail.dropped_reason, outbox.outbox) == (DropReason.LEFT, [])


def test_a_claimed_mail_is_left_to_who_holds_it_until_the_lease_runs_out(mail, monday):
    assert OutgoingMail.objects.claim(mail.pk) == mail
    assert OutgoingMail.objects.claim(mail.pk) is None

    with clock.frozen(monday + LEASE):
        assert OutgoingMail.objects.claim(mail.pk).attempts == 2


def test_a_mail_for_later_cannot_be_claimed(invitation, member, monday):
    mail = queue_mail(kinds.INVITED, invitation, to=member, by=member, not_before=monday + MINUTE)

    assert OutgoingMail.objects.claim(mail.pk) is None


def test_a_server_that_is_down_is_tried_again_later(mail, monday, settings):
    settings.EMAIL_BACKEND = f"{SINK}.Unreachable"

    send(mail.pk)

    mail.refresh_from_db()
    assert (mail.state, mail.claimed_until, mail.last_error) == ("queued", None, "ConnectionRefusedError")
    assert mail.not_before == monday + MINUTE


def test_waits_double_up_to_a_limit_and_then_the_mail_has_failed(mail, monday, settings):
    settings.EMAIL_BACKEND = f"{SINK}.Unreachable"
    waits = []
    while mail.state == MailState.QUEUED:
        with clock.frozen(mail.not_before):
            send(mail.pk)
        before = mail.not_before
        mail.refresh_from_db()
        waits.append(mail.not_before - before)

    assert waits[:4] == [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert max(waits) == LONGEST_WAIT
    assert (len(waits), mail.attempts) == (MAX_ATTEMPTS, MAX_ATTEMPTS)
    assert sum(waits, start=dt.timedelta()) > dt.timedelta(hours=20)
    assert list(OutgoingMail.objects.failed()) == [mail]


def test_an_address_that_does_not_exist_fails_at_once_without_naming_it(mail, settings, caplog):
    settings.EMAIL_BACKEND = f"{SINK}.NoSuchMailbox"

    send(mail.pk)

    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (MailState.FAILED, "SMTPRecipientsRefused 550")
    assert f"mail {mail.pk}" in caplog.text
    assert sink.ADDRESS not in caplog.text


def test_a_busy_mailbox_is_tried_again(mail, settings):
    settings.EMAIL_BACKEND = f"{SINK}.MailboxBusy"

    send(mail.pk)

    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (MailState.QUEUED, "SMTPRecipientsRefused 450")


def test_a_text_that_cannot_be_made_is_recorded_like_a_server_that_is_down(mail):
    Invitation.objects.update(revoked_at=None)
    OutgoingMail.objects.update(kind="tests.unknown")

    send(mail.pk)

    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (MailState.QUEUED, "KeyError")


def test_a_repeat_after_a_crash_has_the_same_message_id(mail, monday):
    """A worker dies between the server's acceptance and the record: the claim stays, nothing is noted."""
    for attempt in range(2):
        with clock.frozen(monday + attempt * LEASE):
            prepare(OutgoingMail.objects.claim(mail.pk)).send()

    first, second = outbox.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"] == mail.message_id
    assert first.body == second.body


def test_send_due_empties_the_queue_without_workers(mail, invitation, member):
    queue_mail(kinds.INVITED, invitation, to=member, by=member)

    assert send_due() == 2
    assert len(outbox.outbox) == 2


JOB = SystemJob("tests")
SATURDAY = dt.datetime(2026, 11, 28, 9, 0, tzinfo=dt.UTC)


def test_a_weekday_mail_queued_on_a_saturday_leaves_on_monday_morning(invitation, member):
    with clock.frozen(SATURDAY):
        mail = queue_mail(kinds.WEEKDAYS, invitation, to=member, by=JOB)

    assert mail.not_before == dt.datetime(2026, 11, 30, 6, 0, tzinfo=dt.UTC)  # 07.00 in Sweden


def test_a_weekday_mail_delayed_into_the_weekend_waits_for_monday(invitation, member, monday):
    mail = queue_mail(kinds.WEEKDAYS, invitation, to=member, by=JOB)

    with clock.frozen(SATURDAY):
        send(mail.pk)

    mail.refresh_from_db()
    assert (mail.state, mail.attempts, outbox.outbox) == (MailState.QUEUED, 0, [])
    assert mail.not_before == dt.datetime(2026, 11, 30, 6, 0, tzinfo=dt.UTC)


def test_what_a_person_asks_for_leaves_also_on_a_saturday(invitation, member):
    with clock.frozen(SATURDAY):
        mail = queue_mail(kinds.WEEKDAYS, invitation, to=member, by=member)
        send(mail.pk)

    mail.refresh_from_db()
    assert (mail.state, len(outbox.outbox)) == (MailState.SENT, 1)
