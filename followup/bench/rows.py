"""Storing many rows at once. Only here: everywhere else rows come into being through their verbs."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from core import clock
from core.actors import SystemJob, actor_columns
from core.models import Sorted, StatusChange, Stepping
from core.sortkeys import swedish_sort_key

Row = TypeVar("Row", bound=models.Model)
Step = tuple[str, dt.date]
BENCH = SystemJob("bench")
BATCH = 2_000
BY: dict[str, Any] = actor_columns(BENCH)


def store(rows: Iterable[Row]) -> list[Row]:
    """Insert the rows and give them back with their keys; fills in what `save` would have filled in."""
    ready = list(rows)
    if not ready:
        return []
    for row in ready:
        if isinstance(row, Sorted):
            row.sort_key = swedish_sort_key(str(getattr(row, row.sort_source)))
    manager: Any = type(ready[0])._default_manager
    made: list[Row] = manager.bulk_create(ready, batch_size=BATCH)
    return made


def store_history(rows: Sequence[Stepping], states: Sequence[Sequence[Step]]) -> None:
    """The steps by which each row came to its state, the first one from nothing, and the day of each.

    The days are those that the row tells of, so that what is new is as little as in a running installation.
    """
    if not rows:
        return
    content_type = ContentType.objects.get_for_model(rows[0])
    store(
        StatusChange(
            content_type=content_type,
            object_id=row.pk,
            from_state=before,
            to_state=after,
            at=moment(on),
            **BY,
        )
        for row, steps in zip(rows, states, strict=True)
        for before, (after, on) in zip(["", *(state for state, _on in steps)], steps, strict=False)
    )


def moment(day: dt.date) -> dt.datetime:
    """Noon of the day, or now where that has not come."""
    return min(timezone.make_aware(dt.datetime.combine(day, dt.time(12))), clock.now())
