"""Frozen dataclasses to JSON and back without loss.

The stored form is read back by the field types, so it holds no class names and survives a renamed module.
"""

import datetime as dt
import types
import unicodedata
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def freeze(value: Any) -> dict[str, Any]:
    """The JSON form of a dataclass. Refuses (TypeError) what would not come back equal."""
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"{value!r} is no dataclass")
    stored = _stored(value)
    if _plain(thaw(type(value), stored)) != _plain(value):
        raise TypeError(f"{type(value).__name__}: the field types do not tell how to read the values back")
    return cast(dict[str, Any], stored)


def thaw(kind: type[T], stored: Any) -> T:
    """The dataclass that `freeze` stored."""
    return cast(T, _thawed(kind, stored))


def _stored(value: Any) -> Any:
    match value:
        case None | bool() | int() if not isinstance(value, Enum):
            return value
        case Enum():
            return value.value
        case str():
            return unicodedata.normalize("NFC", value)
        case Decimal():
            return str(value)
        case dt.datetime():
            if value.tzinfo is None:
                raise TypeError("a moment in a document must know its time zone")
            return value.astimezone(dt.UTC).isoformat()
        case dt.date():
            return value.isoformat()
        case tuple():
            return [_stored(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _stored(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} cannot stand in a document's context")


def _plain(value: Any) -> Any:
    """`value` with its dataclasses as pairs and its text composed, so that the two sides can be compared."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, tuple):
        return tuple(_plain(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return tuple((field.name, _plain(getattr(value, field.name))) for field in fields(value))
    return value


def _thawed(kind: Any, stored: Any) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return (
            None if stored is None else _thawed(_only([a for a in arguments if a is not type(None)]), stored)
        )
    if origin is tuple:
        inner = [arguments[0]] * len(stored) if arguments[-1] is Ellipsis else arguments
        return tuple(_thawed(each, item) for each, item in zip(inner, stored, strict=True))
    if not isinstance(kind, type):
        raise TypeError(f"{kind!r} cannot be read back")
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{name: _thawed(hints[name], item) for name, item in stored.items()})
    if issubclass(kind, dt.date):
        return kind.fromisoformat(stored)
    if issubclass(kind, Enum | Decimal):
        return kind(stored)
    return stored


def _only(candidates: list[Any]) -> Any:
    if len(candidates) != 1:
        raise TypeError("a field of a context may be of one type, or that type or None")
    return candidates[0]
