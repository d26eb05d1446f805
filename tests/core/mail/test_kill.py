"""kill -9 of a real worker at every point of a mail and of a reminder run."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction

from core import clock
from core.mail import queue_mail
from core.models import OutgoingMail, Reminder
from core.states import MailState
from organisations.models import Invitation
from tests.core.mail.factories import InvitationFactory
from tests.core.mail.kinds import INVITED
from tests.core.sink import accepted
from tests.core.workers import Crew, waits_for_table
from tests.organisations.factories import MembershipFactory

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
APP = "tests.core.mail.worker_app.MailWorker"
POINTS = ["claimed", "prepared", "connected", "accepted"]
START = 60  # seconds that a worker may take to come up on a busy machine
MINUTE = 60


@pytest.fixture
def crew(tmp_path: Path) -> Iterator[Crew]:
    with Crew(tmp_path, apps=[APP], concurrency=6) as crew:
        yield crew


@pytest.fixture
def member():
    return MembershipFactory()


def queue(name: str, *, by) -> OutgoingMail:
    return queue_mail(INVITED, InvitationFactory(), to=f"{name}@example.org", by=by)


def is_settled() -> bool:
    return not OutgoingMail.objects.filter(state=MailState.QUEUED).exists()


def is_sent(mail: OutgoingMail) -> bool:
    return OutgoingMail.objects.filter(pk=mail.pk, state=MailState.SENT).exists()


def close(mail: OutgoingMail) -> None:
    Invitation.objects.filter(pk=mail.object_id).update(revoked_at=clock.now())


def test_a_worker_killed_at_any_point_of_a_mail(crew, member):
    mails = {name: queue(name, by=member) for name in [*POINTS, "sent", "closed"]}
    for point in POINTS:
        crew.gates.hold(point, f"{point}@example.org")
    crew.gates.hold("claimed", "closed@example.org")
    crew.start()
    held = [(point, f"{point}@example.org") for point in POINTS] + [("claimed", "closed@example.org")]
    crew.wait_for(lambda: all(crew.gates.is_reached(*gate) for gate in held), seconds=START)
    crew.wait_for(lambda: is_sent(mails["sent"]), seconds=START)  # else the kill may tear it, too

    crew.kill_worker()
    close(mails["closed"])
    crew.gates.open_all()
    crew.start_worker()
    seconds = crew.wait_for(is_settled, seconds=MINUTE)

    print(f"all mails done {seconds:.0f} s after the kill")  # noqa: T201
    counts = {name: accepted(crew.workshop)[mail.message_id] for name, mail in mails.items()}
    once = dict.fromkeys(["sent", "claimed", "prepared", "connected"], 1)
    assert counts == {**once, "accepted": 2, "closed": 0}  # twice: killed after the server had taken it
    mails["closed"].refresh_from_db()
    assert mails["closed"].state == MailState.DROPPED


def test_a_worker_killed_again_and_again(crew, member):
    chance = random.Random(2026)
    mails = [queue(f"person{number}", by=member) for number in range(40)]
    may_repeat: dict[str, int] = {}
    crew.start()
    for _kill in range(3):
        before = accepted(crew.workshop).total()
        crew.wait_for(
            lambda before=before: is_settled() or accepted(crew.workshop).total() > before, seconds=MINUTE
        )
        time.sleep(chance.uniform(0, 0.3))
        crew.kill_worker()
        for message_id in torn(crew):
            may_repeat[message_id] = may_repeat.get(message_id, 0) + 1
        crew.start_worker()
    crew.wait_for(is_settled, seconds=MINUTE)

    counts = accepted(crew.workshop)
    assert set(counts) == {mail.message_id for mail in mails}
    assert all(count <= 1 + may_repeat.get(message_id, 0) for message_id, count in counts.items())


def torn(crew: Crew) -> set[str]:
    """Right after a kill: accepted by the server, and not recorded. These may be sent once more."""
    taken = accepted(crew.workshop)
    queued = OutgoingMail.objects.filter(state=MailState.QUEUED)
    return {mail.message_id for mail in queued if taken[mail.message_id]}


def invitations(*names: str) -> list[Invitation]:
    return [InvitationFactory(email=f"{name}@example.org", valid_until=clock.today()) for name in names]


def all_reminded(count: int) -> bool:
    return is_settled() and Reminder.objects.count() == count


def kill_and_wait(crew: Crew, *, count: int) -> set[str]:
    """The mails that the kill tore: another process of the worker may be sending while one is held."""
    crew.kill_worker()
    may_repeat = torn(crew)
    crew.gates.open_all()
    crew.start_worker()
    crew.wait_for(lambda: all_reminded(count), seconds=MINUTE)
    return may_repeat


def check_ledger(crew: Crew, *, sent: int, may_repeat: set[str]) -> None:
    mails, counts = OutgoingMail.objects.filter(state=MailState.SENT), accepted(crew.workshop)
    assert set(counts) == {mail.message_id for mail in mails}
    assert {message_id for message_id, count in counts.items() if count > 1} <= may_repeat
    assert max(counts.values()) <= 2
    assert mails.count() == sent
    assert Reminder.objects.values("object_id").distinct().count() == Reminder.objects.count()


@pytest.mark.parametrize("gate", [("looking", "run"), ("addressing", "b@example.org")])
def test_a_worker_killed_between_the_matters_of_a_reminder_run(crew, gate):
    invitations("a", "b", "c")
    crew.gates.hold(*gate)
    crew.start()
    crew.ask("core.queue_due_reminders")
    crew.wait_for(lambda: crew.gates.is_reached(*gate), seconds=START)

    may_repeat = kill_and_wait(crew, count=3)

    check_ledger(crew, sent=3, may_repeat=may_repeat)


def test_a_worker_killed_between_ledger_row_and_mail(crew):
    """The table lock lets the ledger row in and stops the mail: the kill falls inside the transaction."""
    invitations("a", "b")
    crew.start()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE core_outgoingmail IN SHARE MODE")
        crew.ask("core.queue_due_reminders")
        crew.wait_for(lambda: waits_for_table("core_outgoingmail"), seconds=START)
        crew.kill_worker()

    may_repeat = kill_and_wait(crew, count=2)

    check_ledger(crew, sent=2, may_repeat=may_repeat)


def test_a_matter_closed_after_the_kill_gets_no_reminder(crew):
    queued, unseen, kept = invitations("queued", "unseen", "kept")
    crew.gates.hold("claimed", queued.email)
    crew.gates.hold("addressing", unseen.email)
    crew.start()
    crew.ask("core.queue_due_reminders")
    crew.wait_for(lambda: crew.gates.is_reached("addressing", unseen.email), seconds=START)

    Invitation.objects.filter(pk__in=[queued.pk, unseen.pk]).update(revoked_at=clock.now())
    may_repeat = kill_and_wait(crew, count=2)

    check_ledger(crew, sent=1, may_repeat=may_repeat)
    assert OutgoingMail.objects.get(state=MailState.SENT).object_id == kept.pk
