"""What the log does not need to say."""

import logging

PULSES = ("core.requeue_due_work", "core.queue_due_reminders")


class WithoutPulse(logging.Filter):
    """Leaves out that beat's pulses came and went, every few seconds; their troubles stay."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= logging.WARNING or not any(name in record.getMessage() for name in PULSES)
