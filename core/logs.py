"""What the log does not need to say."""

import logging
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied


class WithoutPulse(logging.Filter):
    """Leaves out that tasks came and went that nobody waits for, many a minute; their troubles stay."""

    def __init__(self, tasks: Iterable[str]) -> None:
        super().__init__()
        self.tasks = tuple(tasks)

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= logging.WARNING or not any(
            name in record.getMessage() for name in self.tasks
        )


class WithoutTraceOfRefusals(logging.Filter):
    """A refusal is an answer, not a fault: its line stays, without the way through the code."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and isinstance(record.exc_info[1], PermissionDenied):
            record.exc_info = None
        return True
