"""Hints: they point at rows, and their loss costs seconds, never the work."""

import time
from collections.abc import Iterator

import pytest
from celery import Celery

from config.celery import app
from core import clock
from core.models import OutgoingMail
from core.models.mail import LEASE
from core.queue import engines, hint, hint_all_due
from core.tasks.mail import send_mail
from core.tasks.queue import requeue_due_work


@pytest.fixture
def dead_queue(settings) -> Iterator[None]:
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    with Celery("dead", broker="redis://localhost:1/0", broker_transport_options=options) as dead:
        dead.set_current()
        yield
    app.set_current()


@pytest.fixture
def only_mail() -> Iterator[None]:
    kept = engines._answers.copy()
    engines._answers.clear()
    engines._answers["mail"] = kept["mail"]
    yield
    engines._answers.clear()
    engines._answers.update(kept)


def test_a_hint_reaches_the_queue():
    assert hint("core.send_mail", 1)


@pytest.mark.usefixtures("dead_queue")
def test_a_dead_queue_stops_nobody(caplog):
    begun = time.monotonic()
    assert not hint("core.send_mail", 7)
    assert time.monotonic() - begun < 2
    assert "core.send_mail 7 waits" in caplog.text


@pytest.mark.usefixtures("only_mail")
def test_the_pulse_points_at_what_is_due_and_held_by_nobody(mail, monday):
    assert hint_all_due() == 1
    OutgoingMail.objects.claim(mail.pk)
    assert hint_all_due() == 0

    with clock.frozen(monday + LEASE):
        assert hint_all_due() == 1


@pytest.mark.usefixtures("dead_queue", "mail", "only_mail")
def test_the_pulse_gives_up_until_next_time_when_the_queue_is_down():
    assert hint_all_due() == 0


@pytest.mark.parametrize("name", ["core.send_mail", "core.requeue_due_work", "core.queue_due_reminders"])
def test_tasks_are_found_by_name(name):
    assert name in app.tasks


@pytest.mark.parametrize("entry", app.conf.beat_schedule.values())
def test_beat_starts_tasks_that_exist_and_throws_old_pulses_away(entry):
    app.loader.import_default_modules()
    assert entry["task"] in app.tasks
    assert entry["options"]["expires"] <= entry["schedule"]


def test_a_task_may_run_twice(mail):
    requeue_due_work()
    send_mail(mail.pk)
    send_mail(mail.pk)

    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("sent", 1)


def test_a_worker_is_stopped_before_another_may_take_its_mail():
    assert send_mail.soft_time_limit < send_mail.time_limit < LEASE.total_seconds()
