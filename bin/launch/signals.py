"""Ctrl-C, a terminal that closes and a polite kill all end the same way: everything we started stops."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked us to end. Not an Exception, so that nothing takes it for a fault."""

    def __init__(self, signum: int) -> None:
        super().__init__(signum)
        self.exit_code = 128 + signum


def _raise_stopped(signum: int, _frame: FrameType | None) -> None:
    ignore_endings()  # the second Ctrl-C of an impatient person must not interrupt the clearing up
    raise Stopped(signum)


def ignore_endings() -> None:
    """From here on only SIGKILL interrupts us."""
    for ending in ENDINGS:
        signal.signal(ending, signal.SIG_IGN)


@contextmanager
def orderly_end() -> Iterator[None]:
    """Turn every ending into Stopped while the body runs, so that its `finally` blocks are reached."""
    before = {ending: signal.signal(ending, _raise_stopped) for ending in ENDINGS}
    try:
        yield
    finally:
        for ending, handler in before.items():
            signal.signal(ending, handler)


@contextmanager
def handed_on_to(pid: int) -> Iterator[None]:
    """Pass endings on to a foreground child and let it decide; at a terminal Ctrl-C reaches it by itself."""

    def hand_on(signum: int, _frame: FrameType | None) -> None:
        if signum != signal.SIGINT or not os.isatty(0):
            os.kill(pid, signum)

    before = {ending: signal.signal(ending, hand_on) for ending in ENDINGS}
    try:
        yield
    finally:
        for ending, handler in before.items():
            signal.signal(ending, handler)
