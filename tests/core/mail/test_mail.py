"""Queueing: one row per recipient, ids only, on commit."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from core.mail import MailKind, due_ids, queue_mail
from core.models import OutgoingMail
from core.states import MailState
from tests.core.mail import kinds
from tests.core.mail.factories import InvitationFactory


def test_a_queued_mail_waits_and_names_who_caused_it(mail, member):
    assert (mail.state, mail.to_email, mail.language) == (MailState.QUEUED, "ny@example.org", "sv")
    assert [(c.to_state, c.member) for c in mail.status_changes.all()] == [("queued", member)]


def test_a_member_is_written_to_by_membership_not_by_address(invitation, member):
    mail = queue_mail(kinds.INVITED, invitation, to=member, by=member)

    assert (mail.to_member, mail.to_email) == (member, "")


def test_workers_are_told_when_the_transaction_commits(
    invitation, member, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as told:
        queue_mail(kinds.INVITED, invitation, to=member, by=member)

    assert len(told) == 1


def test_nobody_is_told_of_a_mail_for_later(invitation, member, monday, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as told:
        queue_mail(kinds.INVITED, invitation, to=member, by=member, not_before=monday + dt.timedelta(hours=1))

    assert told == []
    assert due_ids(10) == []


def test_a_mail_undone_with_its_verb_never_was(invitation, member):
    with transaction.atomic():
        queue_mail(kinds.INVITED, invitation, to=member, by=member)
        transaction.set_rollback(True)

    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("value", ["Ina Inbjuden", "ina@example.org", 1.5, None, ["x"]])
def test_parameters_hold_ids_never_names(invitation, member, value):
    with pytest.raises(ValueError, match="must be an id or a code"):
        queue_mail(kinds.INVITED, invitation, to=member, by=member, params={"who": value})


def test_a_kind_must_be_declared(invitation, member):
    stray = MailKind(
        key="tests.stray",
        subject="",
        template="",
        why="",
        context=kinds.invitation_letter,
        example=kinds.example,
    )
    with pytest.raises(ValueError, match="mail_kinds"):
        queue_mail(stray, invitation, to=member, by=member)


def test_the_longest_waiting_is_due_first(invitation, member, monday):
    later, sooner = (
        queue_mail(
            kinds.INVITED, invitation, to=member, by=member, not_before=monday - dt.timedelta(hours=hours)
        )
        for hours in (1, 2)
    )

    assert due_ids(10) == [sooner.pk, later.pk]
    assert due_ids(1) == [sooner.pk]


@pytest.mark.parametrize("columns", [{"to_email": ""}, {"sent_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}])
def test_the_database_refuses_what_cannot_be(mail, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingMail.objects.filter(pk=mail.pk).update(**columns)


def test_mails_are_found_by_what_they_are_about(mail):
    assert list(OutgoingMail.objects.about(mail.subject)) == [mail]
    assert not OutgoingMail.objects.about(InvitationFactory()).exists()


def test_message_id_and_link_token_are_fixed_by_the_row(mail):
    again = OutgoingMail.objects.get(pk=mail.pk)

    assert mail.message_id == again.message_id
    assert mail.message_id.startswith(f"<mail-{mail.pk}-")
    assert mail.link_token() == again.link_token()
    assert mail.link_token() not in mail.message_id
