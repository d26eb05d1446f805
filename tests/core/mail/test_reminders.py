"""Reminders: none lost, none double, none for what is done."""

import datetime as dt

import pytest
from django.core import mail as outbox
from django.db import DatabaseError, connection, transaction

from core import clock
from core.delivery import send_due
from core.models import OutgoingMail, Reminder
from core.reminders import (
    Due,
    preview_run,
    queue_due_reminders,
    resend,
    send_again,
)
from core.rules import RuleBroken
from core.states import DropReason
from organisations.models import Invitation
from tests.core.mail.factories import InvitationFactory
from tests.core.mail.kinds import BROKEN, UNANSWERED
from tests.organisations.factories import MembershipFactory

DUE = dt.date(2026, 12, 7)  # a fortnight after `monday`


def run(day: dt.date) -> int:
    with clock.frozen(day):
        return queue_due_reminders()


def offsets() -> list[int | None]:
    return list(Reminder.objects.order_by("pk").values_list("offset", flat=True))


@pytest.mark.parametrize(
    ("day", "sent"),
    [(-8, []), (-7, [-7]), (-6, [-7]), (-1, [-7]), (0, [0]), (6, [0]), (7, [7]), (13, [7]), (300, [])],
)
def test_the_newest_offset_that_has_come_is_sent(invitation, day, sent):
    run(DUE + dt.timedelta(days=day))

    assert offsets() == sent  # on day 300 it would be the colleagues' turn, and there are none


def test_a_run_every_day_sends_each_offset_once(invitation):
    MembershipFactory(organisation=invitation.organisation)
    for day in range(-10, 30):
        run(DUE + dt.timedelta(days=day))
        run(DUE + dt.timedelta(days=day))

    assert offsets() == [-7, 0, 7, 14]


def test_a_missed_run_loses_nothing_and_makes_up_for_the_newest_only(invitation):
    run(DUE - dt.timedelta(days=7))
    run(DUE + dt.timedelta(days=9))

    assert offsets() == [-7, 7]


def test_what_is_closed_is_not_reminded_of(invitation):
    Invitation.objects.update(revoked_at=clock.now())

    assert run(DUE) == 0


def test_a_matter_closed_between_run_and_sending_gets_no_mail(invitation):
    run(DUE)
    Invitation.objects.update(revoked_at=clock.now())

    with clock.frozen(DUE + dt.timedelta(days=1)):
        send_due()

    assert (outbox.outbox, OutgoingMail.objects.get().dropped_reason) == ([], DropReason.SETTLED)


def test_a_moved_due_date_starts_a_new_series_and_drops_the_old_mail(invitation):
    run(DUE)
    Invitation.objects.update(valid_until=DUE + dt.timedelta(days=30))

    with clock.frozen(DUE + dt.timedelta(days=23)):
        queue_due_reminders()
        send_due()

    assert list(Reminder.objects.values_list("due_on", "offset")) == [
        (DUE, 0),
        (DUE + dt.timedelta(days=30), -7),
    ]
    assert [mail.state for mail in OutgoingMail.objects.order_by("pk")] == ["dropped", "sent"]


def test_after_the_cap_colleagues_are_told_instead(invitation):
    active = MembershipFactory(organisation=invitation.organisation, valid_from=dt.date(2026, 1, 1))
    MembershipFactory(
        organisation=invitation.organisation, valid_from=dt.date(2026, 1, 1), valid_until=dt.date(2026, 2, 1)
    )

    run(DUE + dt.timedelta(days=14))

    reminder = Reminder.objects.get()
    assert (reminder.is_escalated, reminder.mails.get().to_member) == (True, active)


def test_the_preview_says_what_the_run_will_do_and_writes_nothing(invitation):
    [planned] = preview_run(DUE)

    assert (planned.due, planned.offset, planned.recipients) == (Due(invitation, DUE), 0, (invitation.email,))
    assert not Reminder.objects.exists()
    run(DUE)
    assert preview_run(DUE) == []


def test_a_reminder_without_recipient_waits_for_one(invitation):
    Invitation.objects.update(email="")

    assert [planned.recipients for planned in preview_run(DUE)] == [()]
    assert run(DUE) == 0
    Invitation.objects.update(email="nu@example.org")
    assert run(DUE + dt.timedelta(days=1)) == 1


def test_the_ledger_does_not_hold_the_address(invitation):
    run(DUE)

    assert invitation.email not in str(Reminder.objects.values().get())


def test_one_matter_that_breaks_does_not_silence_the_others(invitation, caplog):
    other = InvitationFactory()
    Invitation.objects.filter(pk=invitation.pk).update(name=BROKEN)

    with pytest.raises(RuntimeError, match="1 reminders"):
        run(DUE)

    assert Reminder.objects.get().object_id == other.pk
    assert f"object {invitation.pk}" in caplog.text
    assert invitation.email not in caplog.text


@pytest.mark.parametrize("sql", ["UPDATE core_reminder SET kind = 'x'", "DELETE FROM core_reminder"])
def test_the_ledger_is_only_ever_added_to(invitation, sql):
    run(DUE)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_reminder_by_hand_is_in_the_ledger_with_who_sent_it(invitation, member):
    [mail] = resend(UNANSWERED, Due(invitation, DUE), by=member)

    assert (mail.reminder.is_by_hand, mail.reminder.member) == (True, member)
    assert run(DUE) == 1  # the series goes on beside it


def test_a_second_reminder_within_five_minutes_is_refused(invitation, member, monday):
    resend(UNANSWERED, Due(invitation, DUE), by=member)

    with (
        clock.frozen(monday + dt.timedelta(minutes=4, seconds=59)),
        pytest.raises(RuleBroken, match=r"10\.05"),
    ):
        resend(UNANSWERED, Due(invitation, DUE), by=member)
    with clock.frozen(monday + dt.timedelta(minutes=5)):
        resend(UNANSWERED, Due(invitation, DUE), by=member)

    assert Reminder.objects.count() == 2


def test_whoever_has_got_nothing_yet_need_not_wait_for_the_others(invitation, member, monday):
    resend(UNANSWERED, Due(invitation, DUE), by=member)
    invitation.email = "tillagd@example.org"
    invitation.save()

    with clock.frozen(monday + dt.timedelta(minutes=1)):
        [mail] = resend(UNANSWERED, Due(invitation, DUE), by=member)
        with pytest.raises(RuleBroken, match=r"10\.06"):
            resend(UNANSWERED, Due(invitation, DUE), by=member)

    assert mail.to_email == "tillagd@example.org"


def test_nothing_is_resent_for_what_is_done(invitation, member):
    Invitation.objects.update(revoked_at=clock.now())
    invitation.refresh_from_db()

    with pytest.raises(RuleBroken):
        resend(UNANSWERED, Due(invitation, DUE), by=member)
    assert not Reminder.objects.exists()


def test_resend_without_recipient_says_what_to_do(invitation, member):
    invitation.email = ""

    with pytest.raises(RuleBroken):
        resend(UNANSWERED, Due(invitation, DUE), by=member)


def failed(mail):
    mail.record_failure("SMTPRecipientsRefused 550", is_final=True)
    return OutgoingMail.objects.select_related("reminder").get(pk=mail.pk)


def test_what_could_not_be_delivered_is_queued_again_for_the_same_recipient(invitation, member):
    [mail] = resend(UNANSWERED, Due(invitation, DUE), by=member)

    send_again(failed(mail), by=member)

    mail.refresh_from_db()
    assert (mail.state, Reminder.objects.count()) == ("queued", 1)


def test_it_goes_to_whoever_is_to_be_reminded_now(invitation, member, monday):
    [mail] = resend(UNANSWERED, Due(invitation, DUE), by=member)
    invitation.email = "ratt.adress@example.org"
    invitation.save()

    with clock.frozen(monday + dt.timedelta(minutes=6)):
        send_again(failed(mail), by=member)

    mail.refresh_from_db()
    second = OutgoingMail.objects.exclude(pk=mail.pk).get()
    assert (mail.state, second.state, second.to_email) == ("failed", "queued", "ratt.adress@example.org")


def test_it_is_not_sent_again_for_what_is_done(invitation, member):
    [mail] = resend(UNANSWERED, Due(invitation, DUE), by=member)
    Invitation.objects.update(revoked_at=clock.now())

    with pytest.raises(RuleBroken):
        send_again(failed(mail), by=member)
    mail.refresh_from_db()
    assert mail.state == "failed"


@pytest.mark.parametrize("count", [1, 3])
def test_a_run_with_nothing_to_do_takes_two_queries_per_kind(invitation, count, django_assert_num_queries):
    InvitationFactory.create_batch(count - 1)
    run(DUE)

    with django_assert_num_queries(2):
        assert run(DUE) == 0
