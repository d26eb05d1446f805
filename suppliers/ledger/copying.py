"""An outcome as plain JSON and back, exactly: fractions as text, days in ISO form, words by their value."""

import datetime as dt
from collections.abc import Mapping
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
    outcome: Outcome = _typed(Outcome, plain)
    return outcome


@lru_cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _typed(kind: Any, plain: Any) -> Any:
    if plain is None:
        return None
    given = [held for held in get_args(kind) if held is not NoneType]
    origin = get_origin(kind)
    if origin is tuple:
        return tuple(_typed(given[0], held) for held in plain)
    if origin is Mapping:
        return {_typed(given[0], key): _typed(given[1], held) for key, held in plain.items()}
    if given:
        return _typed(given[0], plain)
    if is_dataclass(kind):
        return _record(kind, plain)
    if kind is dt.date:
        return dt.date.fromisoformat(plain)
    return kind(plain)


def _record(kind: Any, plain: dict[str, Any]) -> Any:
    return kind(**{name: _typed(hint, plain[name]) for name, hint in _hints(kind).items()})
