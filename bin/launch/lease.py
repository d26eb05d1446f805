"""A server shared by several runs: the first one starts it, the last one stops it.

The kernel drops a lock when its process dies, so a killed run never counts as a user.
"""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from launch.signals import ignore_endings


@contextmanager
def lease(lock: Path, *, start: Callable[[], None], stop: Callable[[], None]) -> Iterator[None]:
    """Keep a server up while the body runs. `start` must be harmless when it is up already."""
    lock.parent.mkdir(exist_ok=True)
    with open(lock.with_suffix(".users"), "a") as users:
        try:
            with one_at_a_time(lock):
                start()
                fcntl.flock(users, fcntl.LOCK_SH)
            yield
        finally:  # also after a start that failed half-way
            ignore_endings()
            with one_at_a_time(lock):
                if _is_last(users):
                    stop()


@contextmanager
def only_one(lock: Path) -> Iterator[str | None]:
    """Hold the lock while the body runs; yields None, or what the present holder noted in it."""
    lock.parent.mkdir(exist_ok=True)
    with open(lock, "a+") as file:
        file.seek(0)
        if not _try_exclusive(file):
            yield file.read() or "it"
            return
        file.truncate()
        yield None


def in_use(lock: Path) -> bool:
    """Whether some run has the server of this lease right now."""
    if not lock.with_suffix(".users").exists():
        return False
    with open(lock.with_suffix(".users"), "a") as users:
        return not _try_exclusive(users)


@contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Wait until nobody else is inside: for starting, stopping and installing."""
    lock.parent.mkdir(exist_ok=True)
    with open(lock.with_suffix(".gate"), "a") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        yield


def _is_last(users: IO[str]) -> bool:
    fcntl.flock(users, fcntl.LOCK_UN)
    return _try_exclusive(users)


def _try_exclusive(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
