"""Several questions to the database in one statement (docs/decisions/0015).

A page that shows rows of many tables says what it wants to know first and asks once:

    reports, letters = Rows(commitment.reports.order_by("-starts_on")), Count(commitment.letters.all())
    ask(reports, letters)
    for report in reports.answer: ...

Every question is one column of the answer, so that the number of statements does not grow with what a page
shows, nor with what upper rooms add to it.
"""

import json
from collections.abc import Callable, Iterable
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
    def questions(self) -> "tuple[Question[T], ...]":
        return (self,)

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
        found = compiled(self._compiler, with_col_aliases=True)
        return found and (f"SELECT json_agg(found)::text FROM ({found[0]}) found", found[1])  # noqa: S608 - compiled by Django

    def _read(self, told: str | None) -> list[M]:
        return Reading(self.queryset, self._compiler).rows(told) if told else []


class Reading(Generic[M]):
    """How what a queryset found becomes its rows, with related ones: Django's own way (ModelIterable)."""

    def __init__(self, queryset: Any, compiler: Any) -> None:
        self._prefetched = queryset._prefetch_related_lookups
        self._known = queryset._known_related_objects.items()
        self._annotated = compiler.annotation_col_map.items()
        self._readers = [(alias, _reader(column.output_field)) for column, _sql, alias in compiler.select]
        self._class = compiler.klass_info["model"]
        positions = compiler.klass_info["select_fields"]
        self._own = slice(positions[0], positions[-1] + 1)
        self._names = [column.target.attname for column, *_ in compiler.select[self._own]]
        self._related = get_related_populators(compiler.klass_info, compiler.select, queryset.db)  # type: ignore[call-arg]

    def rows(self, told: str) -> list[M]:
        rows = [
            self._row([None if plain[name] is None else read(plain[name]) for name, read in self._readers])
            for plain in json.loads(told, parse_float=Decimal)
        ]
        prefetch_related_objects(rows, *self._prefetched)
        return rows

    def _row(self, values: list[Any]) -> M:
        row: M = self._class.from_db(connection.alias, self._names, values[self._own])
        for populator in self._related:
            populator.populate(values, row)
        for name, position in self._annotated:
            setattr(row, name, values[position])
        for field, found in self._known:
            if not field.is_cached(row) and (parent := found.get(getattr(row, field.attname))):
                setattr(row, field.name, parent)
        return row


class Count(Question[int]):
    """How many rows there are."""

    def __init__(self, queryset: models.QuerySet[Any]) -> None:
        self.queryset = queryset

    def statement(self) -> Statement | None:
        rows = self.queryset if self.queryset.query.is_sliced else self.queryset.order_by()
        counted = rows.values("pk")
        found = compiled(counted.query.get_compiler(counted.db))
        return found and (f"SELECT count(*)::text FROM ({found[0]}) found", found[1])  # noqa: S608 - compiled by Django

    def _read(self, told: str | None) -> int:
        return int(told or 0)


class Least(Question[Any]):
    """The least value that a column has in the rows; None where no row has one."""

    def __init__(self, queryset: models.QuerySet[Any], column: str) -> None:
        values = queryset.order_by().annotate(found_value=models.F(column)).values("found_value")
        self._compiler = values.query.get_compiler(values.db)

    def statement(self) -> Statement | None:
        found = compiled(self._compiler)
        return found and (f"SELECT min(found_value)::text FROM ({found[0]}) found", found[1])  # noqa: S608 - compiled by Django

    def _read(self, told: str | None) -> Any:
        if told is None:
            return None
        [(column, _sql, _alias)] = self._compiler.select
        return _reader(column.output_field)(told)


class Groups(Question[list[dict[str, Any]]]):
    """What was counted, group by group: rows of `values().annotate()` that hold whole numbers and texts."""

    def __init__(self, queryset: models.QuerySet[Any, Any]) -> None:
        self._compiler = queryset.query.get_compiler(queryset.db)

    def statement(self) -> Statement | None:
        found = compiled(self._compiler)
        return found and (f"SELECT json_agg(found)::text FROM ({found[0]}) found", found[1])  # noqa: S608 - compiled by Django

    def _read(self, told: str | None) -> list[dict[str, Any]]:
        return json.loads(told) if told else []


class Inquiry(Generic[T]):
    """What one room wants to know for a page that is not its own, and what it tells when it knows.

    `tell` is called with the answers, in the order of the questions.
    """

    def __init__(self, tell: Callable[..., Iterable[T]], *questions: Question[Any]) -> None:
        self.tell = tell
        self.questions = questions

    def told(self) -> Iterable[T]:
        return self.tell(*(question.answer for question in self.questions))


def ask(*asked: "Question[Any] | Inquiry[Any]") -> None:
    """Answer all of them by one statement; by none where nothing can be found."""
    questions = [question for one in asked for question in one.questions]
    both = [(question, question.statement()) for question in questions]
    open_ones = [(question, statement) for question, statement in both if statement]
    told: tuple[str | None, ...] = ()
    if open_ones:
        columns = ", ".join(f"({sql})" for _question, (sql, _parameters) in open_ones)
        parameters = [value for _question, (_sql, own) in open_ones for value in own]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {columns}", parameters)
            told = cursor.fetchone()
    for question, statement in both:
        if not statement:
            question.take(None)
    for (question, _statement), text in zip(open_ones, told, strict=True):
        question.take(text)


def asked_of(slot: Iterable[Callable[..., Iterable[Inquiry[T]]]], *about: Any) -> list[Inquiry[T]]:
    """What every filler of a slot wants to know about something, not asked yet."""
    return [inquiry for source in slot for inquiry in source(*about)]


def told_of(inquiries: Iterable[Inquiry[T]]) -> list[T]:
    """What all of them tell, once they are asked."""
    return [item for inquiry in inquiries for item in inquiry.told()]


def hand_out(rows: Iterable[models.Model], *, to: Iterable[models.Model], name: str) -> None:
    """Give each parent its own ones of the rows, in their order, as `prefetch_related(name)` does."""
    own: dict[Any, list[models.Model]] = {}
    parents: dict[Any, models.Model] = {}
    key, known = "", None
    for parent in to:
        manager: Any = getattr(parent, name)
        is_generic = hasattr(manager, "object_id_field_name")
        known = None if is_generic else manager.field
        key = manager.object_id_field_name if is_generic else manager.field.attname
        kept = manager.prefetch_cache_name if is_generic else manager.field.remote_field.cache_name
        found = manager.get_queryset()
        found._result_cache, found._prefetch_done = own.setdefault(parent.pk, []), True
        parent.__dict__.setdefault("_prefetched_objects_cache", {})[kept] = found
        parents[parent.pk] = parent
    for row in rows:
        if not key or getattr(row, key) not in own:
            continue  # the child of a parent that the page leaves out
        own[getattr(row, key)].append(row)
        if known and not known.is_cached(row):
            known.set_cached_value(row, parents[getattr(row, key)])


def compiled(compiler: Any, **options: bool) -> Statement | None:
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
        return lambda told: bytes.fromhex(told[2:])
    reader: Callable[[Any], Any] = field.to_python
    return reader


def _plain_json(told: Any) -> Any:
    """A stored document has plain numbers, where columns have exact ones."""
    return json.loads(json.dumps(told, default=float))
