"""The only source of time. Tests, `play` and the demo world set it; nothing else may."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_frozen: ContextVar[dt.datetime | None] = ContextVar("frozen_moment", default=None)


def now() -> dt.datetime:
    """The moment, aware. The frozen one inside `frozen()`."""
    return _frozen.get() or timezone.now()


def today() -> dt.date:
    """The day in Sweden."""
    return timezone.localdate(now())


@contextmanager
def frozen(moment: dt.datetime | dt.date) -> Iterator[None]:
    """Let time stand still at `moment`; a bare date means noon that day in Sweden."""
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time(12))
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)
