"""Telling the workers that something waits. Truth is in PostgreSQL; Redis only carries hints.

An engine (mails, documents) keeps its work in rows that a task claims with a lease. It registers here how to
find what is due, and beat asks every few seconds (`core.tasks.queue`). A lost hint therefore costs seconds,
never the work.

    engines.fill(Engine(task="core.send_mail", due_ids=due_ids), key="mail")
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from core.registry import Slot

logger = logging.getLogger(__name__)
HINT_LIFE_SECONDS = 60  # an old hint is worthless: beat has given a new one since
BATCH = 200


@dataclass(frozen=True)
class Engine:
    """Work that waits in rows: the task that takes one id, and the ids (at most `limit`) that are due."""

    task: str
    due_ids: Callable[[int], Iterable[int]]


engines: Slot[Engine] = Slot("engines")


def hint_on_commit(task: str, row_id: int) -> None:
    """Point a worker to the row as soon as it is there for others to see."""
    transaction.on_commit(partial(hint, task, row_id))


def hint(task: str, row_id: int) -> bool:
    """Point a worker to the row now. False when the queue is down: beat repeats the hint later."""
    try:
        current_app.send_task(task, args=[row_id], expires=HINT_LIFE_SECONDS, retry=False)
    except OperationalError:
        logger.warning("queue is down, %s %s waits for the next round", task, row_id)
        return False
    return True


def hint_all_due() -> int:
    """Hint at every due row of every engine, until the queue refuses. Returns how many were hinted at."""
    count = 0
    for engine in engines:
        for row_id in engine.due_ids(BATCH):
            if not hint(engine.task, row_id):
                return count
            count += 1
    return count
