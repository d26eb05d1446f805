"""Several questions to the database in one statement (docs/decisions/0015).

A page that shows rows of many tables says what it wants to know first and asks once:

    reports, letters = Rows(commitment.reports.order_by("-starts_on")), Count(commitment.letters.all())
    ask(reports, letters)
    for report in reports.answer: ...

Every question is one column of the answer, so that the number of statements does not grow with what a page
shows, nor with what upper rooms add to it.
"""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models.query import ModelIterable, get_related_populators, prefetch_related_objects

T = TypeVar("T")
M = TypeVar("M", bound=models.Model)
Statement = tuple[str, tuple[Any, ...]]


class NotAsked(Exception):
    """The answer of a question was read before anybody asked it."""


class Question(Generic[T]):
    """Something that one scalar of a statement answers."""

    _found: tuple[T] | None = None

    @property
    def answer(self) -> T:
        if self._found is None:
            raise NotAsked(type(self).__name__)
        return self._found[0]

    def statement(self) -> Statement | None:
        """The SELECT of one value, as text; None where nothing can be found."""
        raise NotImplementedError

    def take(self, told: str | None) -> None:
        """Keep what the statement told."""
        self._found = (self._read(told),)

    def _read(self, told: str | None) -> T:
        raise NotImplementedError


class Rows(Question[list[M]]):
    """The rows of a queryset, as it would give them itself: related rows, annotations and order included."""

    def __init__(self, queryset: models.QuerySet[M]) -> None:
        if queryset._iterable_class is not ModelIterable:
            raise TypeError("Only whole rows can be asked for, no values().")
        self.queryset: Any = queryset
        self._compiler = queryset.query.get_compiler(queryset.db)

    def statement(self) -> Statement | None:
        found = _compiled(self._compiler, with_col_aliases=True)
        return found and (f"SELECT json_agg(found)::text FROM ({found[0]}) found", found[1])  # noqa: S608 - compiled by Django

    def _read(self, told: str | None) -> list[M]:
        if not told:
            return []
        readers = [(alias, _reader(column.output_field)) for column, _sql, alias in self._compiler.select]
        build = self._builder()
        rows = [
            build([read(plain[name]) for name, read in readers])
            for plain in json.loads(told, parse_float=Decimal)
        ]
        prefetch_related_objects(rows, *self.queryset._prefetch_related_lookups)
        return rows

    def _builder(self) -> Callable[[list[Any]], M]:
        """How a row of values becomes an instance with its related ones: Django's own way (ModelIterable)."""
        compiler, db = self._compiler, self.queryset.db
        klass, positions = compiler.klass_info["model"], compiler.klass_info["select_fields"]
        first, end = positions[0], positions[-1] + 1
        names = [column.target.attname for column, *_ in compiler.select[first:end]]
        related = get_related_populators(compiler.klass_info, compiler.select, db)  # type: ignore[call-arg]
        known = self.queryset._known_related_objects.items()

        def build(values: list[Any]) -> M:
            row: M = klass.from_db(db, names, values[first:end])
            for populator in related:
                populator.populate(values, row)
            for name, position in compiler.annotation_col_map.items():
                setattr(row, name, values[position])
            for field, found in known:
                if not field.is_cached(row) and (parent := found.get(getattr(row, field.attname))):
                    setattr(row, field.name, parent)
            return row

        return build


class Count(Question[int]):
    """How many rows there are."""

    def __init__(self, queryset: models.QuerySet[Any]) -> None:
        self.queryset = queryset

    def statement(self) -> Statement | None:
        rows = self.queryset if self.queryset.query.is_sliced else self.queryset.order_by()
        counted = rows.values("pk")
        found = _compiled(counted.query.get_compiler(counted.db))
        return found and (f"SELECT count(*)::text FROM ({found[0]}) found", found[1])  # noqa: S608 - compiled by Django

    def _read(self, told: str | None) -> int:
        return int(told or 0)


def ask(*questions: Question[Any]) -> None:
    """Answer all of them by one statement; by none where nothing can be found."""
    both = [(question, question.statement()) for question in questions]
    asked = [(question, statement) for question, statement in both if statement]
    told: tuple[str | None, ...] = ()
    if asked:
        columns = ", ".join(f"({sql})" for _question, (sql, _parameters) in asked)
        parameters = [value for _question, (_sql, own) in asked for value in own]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {columns}", parameters)
            told = cursor.fetchone()
    for question, statement in both:
        if not statement:
            question.take(None)
    for (question, _statement), text in zip(asked, told, strict=True):
        question.take(text)


def _compiled(compiler: Any, **options: bool) -> Statement | None:
    try:
        sql, parameters = compiler.as_sql(**options)
    except EmptyResultSet:
        return None
    return sql, tuple(parameters)


def _reader(field: Any) -> Callable[[Any], Any]:
    """From JSON to what the database would have given for the field."""
    if isinstance(field, models.JSONField):
        return _plain_json
    if isinstance(field, models.BinaryField):
        return lambda told: None if told is None else bytes.fromhex(told[2:])
    # A related row that is missing is told as a row of nothings; some fields do not read None.
    return lambda told: None if told is None else field.to_python(told)


def _plain_json(told: Any) -> Any:
    """A stored document has plain numbers, where columns have exact ones."""
    return json.loads(json.dumps(told, default=float))
