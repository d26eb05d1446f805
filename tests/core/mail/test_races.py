"""Two at once, in real transactions."""

import datetime as dt
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core import mail as outbox
from django.db import connection

from core import clock
from core.delivery import send
from core.mail import queue_mail
from core.models import OutgoingMail, Reminder
from core.reminders import Due, queue_due_reminders, resend
from core.rules import RuleBroken
from tests.core.mail.factories import InvitationFactory
from tests.core.mail.kinds import INVITED, UNANSWERED
from tests.organisations.factories import MembershipFactory

pytestmark = pytest.mark.django_db(transaction=True)
RACERS = 4


def race(act: Callable[[], Any]) -> list[Any]:
    """Let several threads do the same at the same moment; the answers or RuleBroken refusals."""
    start = threading.Barrier(RACERS)

    def run(_number: int) -> Any:
        try:
            start.wait(timeout=10)
            return act()
        except RuleBroken as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(RACERS) as pool:
        return list(pool.map(run, range(RACERS)))


@pytest.fixture
def member():
    return MembershipFactory()


def test_one_of_several_workers_claims_a_mail(member):
    mail = queue_mail(INVITED, InvitationFactory(), to="ny@example.org", by=member)

    claims = race(lambda: OutgoingMail.objects.claim(mail.pk))

    assert sum(claim is not None for claim in claims) == 1
    assert OutgoingMail.objects.get().attempts == 1


def test_several_workers_send_a_mail_once(member):
    mail = queue_mail(INVITED, InvitationFactory(), to="ny@example.org", by=member)

    race(lambda: send(mail.pk))

    assert [message.to for message in outbox.outbox] == [["ny@example.org"]]


def test_several_runs_at_once_remind_once():
    InvitationFactory.create_batch(5, valid_until=clock.today() + dt.timedelta(days=1))

    counts = race(queue_due_reminders)

    assert sum(counts) == Reminder.objects.count() == OutgoingMail.objects.count() == 5


def test_a_double_click_reminds_once(member):
    invitation = InvitationFactory()
    due = Due(invitation, invitation.valid_until)

    answers = race(lambda: resend(UNANSWERED, due, by=member))

    assert sum(isinstance(answer, RuleBroken) for answer in answers) == RACERS - 1
    assert Reminder.objects.count() == 1


def test_the_slower_of_two_records_is_refused(member):
    mail = queue_mail(INVITED, InvitationFactory(), to="ny@example.org", by=member)

    answers = race(OutgoingMail.objects.get(pk=mail.pk).record_sent)

    assert sum(isinstance(answer, RuleBroken) for answer in answers) == RACERS - 1
    assert [change.to_state for change in mail.status_changes.all()] == ["queued", "sent"]
