"""The log leaves out the pulses, not their troubles."""

import logging

import pytest
from django.conf import settings

from core.logs import WithoutPulse


def line(level: int, text: str, *arguments: object) -> logging.LogRecord:
    return logging.LogRecord("celery.app.trace", level, __file__, 1, text, arguments, None)


@pytest.mark.parametrize(
    ("record", "is_kept"),
    [
        (line(logging.INFO, "Task %s[1] succeeded", "core.requeue_due_work"), False),
        (line(logging.INFO, "Task %s[1] received", "core.queue_due_reminders"), False),
        (line(logging.ERROR, "Task %s[1] raised", "core.queue_due_reminders"), True),
        (line(logging.INFO, "Task %s[1] succeeded", "core.send_mail"), True),
    ],
)
def test_only_quiet_pulses_are_left_out(record, is_kept):
    assert WithoutPulse(["core.requeue_due_work", "core.queue_due_reminders"]).filter(record) is is_kept


def test_what_is_left_out_are_tasks_that_there_are():
    from celery import current_app

    current_app.loader.import_default_modules()
    assert set(settings.QUIET_TASKS) <= set(current_app.tasks)
    assert settings.LOGGING["filters"]["without_pulse"]["tasks"] == settings.QUIET_TASKS
