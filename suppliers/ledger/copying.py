"""An outcome as plain JSON and back, exactly: fractions as text, days in ISO form, words by their value."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from suppliers.ledger.outcome import Outcome


def as_plain(value: Any) -> Any:
    """The value in JSON's own types."""
    if is_dataclass(value):
        return {field.name: as_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {as_plain(key): as_plain(held) for key, held in value.items()}
    if isinstance(value, tuple):
        return [as_plain(held) for held in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fraction):
        return str(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def outcome_from(plain: dict[str, Any]) -> Outcome:
    """The outcome that `as_plain` was given."""
    outcome: Outcome = _reader(Outcome)(plain)
    return outcome


@lru_cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """How a value of this type is read; worked out once for each type."""
    given = [held for held in get_args(kind) if held is not NoneType]
    origin = get_origin(kind)
    if origin is tuple:
        read = _reader(given[0])
        return lambda plain: tuple(read(held) for held in plain)
    if origin is Mapping:
        read_key, read = _reader(given[0]), _reader(given[1])
        return lambda plain: {read_key(key): read(held) for key, held in plain.items()}
    if given:
        read = _reader(given[0])
        return lambda plain: None if plain is None else read(plain)
    if is_dataclass(kind):
        return _record_reader(kind)
    plain_kinds: dict[Any, Callable[[Any], Any]] = {dt.date: dt.date.fromisoformat, Fraction: fraction_from}
    return plain_kinds.get(kind, kind)


def _record_reader(kind: Any) -> Callable[[Any], Any]:
    readers = [(name, _reader(hint)) for name, hint in get_type_hints(kind).items()]
    return lambda plain: kind(**{name: read(plain[name]) for name, read in readers})


@lru_cache(maxsize=4096)
def fraction_from(plain: str) -> Fraction:
    """A fraction from its own text, which is quicker than reading any text that might be one."""
    above, _, below = plain.partition("/")
    return Fraction(int(above), int(below or 1))
