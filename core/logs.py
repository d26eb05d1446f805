"""What the log does not need to say."""

import logging
from collections.abc import Iterable


class WithoutPulse(logging.Filter):
    """Leaves out that tasks came and went that nobody waits for, many a minute; their troubles stay."""

    def __init__(self, tasks: Iterable[str]) -> None:
        super().__init__()
        self.tasks = tuple(tasks)

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= logging.WARNING or not any(
            name in record.getMessage() for name in self.tasks
        )
