"""Questions whose statement Django writes once per process (docs/decisions/0028).

Writing a statement often takes Django longer than the database takes to answer it. Where a question differs
between requests in nothing but some keys, it is prepared:

    LOTS = Prepared.by_keys(lambda cases: Lot.objects.filter(procurement__among=cases).order_by("number"))
    ask(lots := LOTS([case.pk]))

The keys go in as values. Nothing else of a request may: no member, no day, no words in a language. What
depends on those is asked by `Rows`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Any, ClassVar, Generic, Self, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models

from core.together import Question, Reading, Statement, compiled

M = TypeVar("M", bound=models.Model)
Key = int | list[int]
_marks = count(2_000_000_000)  # fits every column of keys


@dataclass(frozen=True)
class Written(Generic[M]):
    """A statement, its values, and at which places of these which key goes in."""

    sql: str
    values: tuple[Any, ...]
    places: dict[int, int]
    reading: Reading[M]

    def with_keys(self, keys: Sequence[Key]) -> Statement:
        """The statement that asks for these."""
        values = list(self.values)
        for place, number in self.places.items():
            values[place] = keys[number]
        return self.sql, tuple(values)


class Prepared(Generic[M]):
    """A queryset by its keys. `build` is called twice, when the first question of a process is asked."""

    every: ClassVar[list["Prepared[Any]"]] = []

    def __init__(self, build: Callable[..., models.QuerySet[M]], like: Sequence[Key]) -> None:
        """`like`: keys of the kinds that it will be given."""
        self._build, self._like = build, like
        self.every.append(self)

    @classmethod
    def by_key(cls, build: Callable[..., models.QuerySet[M]], *, further: int = 0) -> Self:
        """By one key, and by some further ones."""
        return cls(build, [0] * (1 + further))

    @classmethod
    def by_keys(cls, build: Callable[..., models.QuerySet[M]], *, further: int = 0) -> Self:
        """By a list of keys, for `__among`, and by some further single ones."""
        return cls(build, [[], *([0] * further)])

    def __call__(self, *keys: Key) -> "PreparedRows[M]":
        return PreparedRows(self, keys)

    @cached_property
    def written(self) -> Written[M]:
        return self.write()

    def write(self) -> Written[M]:
        """Write it for two sets of invented keys, and see where they come out.

        TypeError where they change the text, or do not come out.
        """
        marks, others = _marked(self._like), _marked(self._like)
        sql, values, reading = self._compiled(marks)
        text, again, _reading = self._compiled(others)
        if text != sql:
            raise TypeError(f"With other keys this reads differently; ask it by Rows: {sql[:300]}")
        places = {
            place: marks.index(value)
            for place, (value, other) in enumerate(zip(values, again, strict=True))
            if value in marks and other == others[marks.index(value)]
        }
        if set(places.values()) != set(range(len(marks))):
            raise TypeError(f"Not every key comes out as a value: {sql[:300]}")
        return Written(f"SELECT json_agg(found)::text FROM ({sql}) found", values, places, reading)  # noqa: S608 - compiled by Django

    def _compiled(self, keys: Sequence[Key]) -> tuple[str, tuple[Any, ...], Reading[M]]:
        queryset: Any = self._build(*keys)
        compiler = queryset.query.get_compiler(queryset.db)
        found = compiled(compiler, with_col_aliases=True)
        if found is None:
            raise TypeError("A question that finds nothing whatever its keys are.")
        return *found, Reading(queryset, compiler)


def key_of(model: type[models.Model]) -> int:
    """The key of the content type of a model: it is the database's own, so it is asked and not written in."""
    return int(ContentType.objects.get_for_model(model).pk)


def _marked(keys: Sequence[Key]) -> tuple[Key, ...]:
    return tuple([next(_marks)] if isinstance(key, list) else next(_marks) for key in keys)


class PreparedRows(Question[list[M]]):
    """The rows for some keys, as `Rows` would give them."""

    def __init__(self, prepared: Prepared[M], keys: tuple[Key, ...]) -> None:
        self._prepared, self._keys = prepared, keys

    def statement(self) -> Statement:
        return self._prepared.written.with_keys(self._keys)

    def _read(self, told: str | None) -> list[M]:
        return self._prepared.written.reading.rows(told) if told else []
