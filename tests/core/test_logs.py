"""The log leaves out the pulses, not their troubles."""

import logging
import logging.config

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.log import DEFAULT_LOGGING

from core.logs import WithoutPulse, WithoutTraceOfRefusals


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


@pytest.mark.parametrize(("fault", "is_told"), [(PermissionDenied(), False), (KeyError("x"), True)])
def test_a_refusal_is_one_line_and_a_fault_keeps_its_trace(fault, is_told):
    record = line(logging.WARNING, "Forbidden (Permission denied): %s", "/logg/")
    record.exc_info = (type(fault), fault, None)

    assert WithoutTraceOfRefusals().filter(record)
    assert bool(record.exc_info) is is_told


def test_a_line_is_written_once(monkeypatch, capsys):
    """Django's handler would write it beside ours where pages are debugged."""
    loggers = {name: logging.getLogger(name) for name in ("", "django", "django.request", "django.server")}
    for logger in loggers.values():
        monkeypatch.setattr(logger, "handlers", [])
        monkeypatch.setattr(logger, "filters", [])
    monkeypatch.setattr(settings, "DEBUG", True)
    logging.config.dictConfig({**DEFAULT_LOGGING, "disable_existing_loggers": False})
    logging.config.dictConfig(settings.LOGGING)

    trace = (PermissionDenied, PermissionDenied(), None)
    loggers["django.request"].warning("Forbidden: %s", "/logg/", exc_info=trace)

    written = capsys.readouterr().err.splitlines()
    assert [text.endswith("WARNING django.request Forbidden: /logg/") for text in written] == [True]
