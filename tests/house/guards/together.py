"""Rows asked for together are the rows that a queryset gives: each value, and of the same type."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Model

from tests.house.guards.registry import guard


@guard
def rows_equal_the_queryset(label: str, together: Sequence[Model], alone: Sequence[Model]) -> Iterator[str]:
    if len(together) != len(alone):
        yield f"{label}: {len(together)} rows together, {len(alone)} alone"
    for one, other in zip(together, alone, strict=False):
        if type(one) is not type(other):
            yield f"{label}: {type(one).__name__} instead of {type(other).__name__}"
        for field in other._meta.concrete_fields:
            told, right = getattr(one, field.attname), getattr(other, field.attname)
            if (type(told), told) != (type(right), right):
                yield f"{label}.{field.attname}: {_worded(told)}, not {_worded(right)}"


def _worded(value: Any) -> str:
    return f"{type(value).__name__} {value!r}"
