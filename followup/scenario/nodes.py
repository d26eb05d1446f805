"""YAML nodes read as typed values; whatever does not fit is refused with file, line and rule."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from fractions import Fraction
from typing import NoReturn, TypeVar

import yaml

from followup.scenario.errors import ScenarioError

Choice = TypeVar("Choice", bound=StrEnum)

NULL = "tag:yaml.org,2002:null"
BOOL = "tag:yaml.org,2002:bool"
TRUE_WORDS = frozenset({"true", "yes", "on"})
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
WHOLE = re.compile(r"0|[1-9]\d*(_\d+)*")
NUMBER = re.compile(r"(0|[1-9]\d*(_\d+)*)(\.\d+)?")
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class Value:
    """One value of the file and what it is called in it."""

    file: str
    node: yaml.Node
    name: str

    @property
    def line(self) -> int:
        return int(self.node.start_mark.line) + 1

    def refuse(self, rule: str) -> NoReturn:
        raise ScenarioError(self.file, self.line, rule)

    def scalar(self) -> str:
        if not isinstance(self.node, yaml.ScalarNode) or self.node.tag == NULL:
            self.refuse(f"{self.name} must be a single value.")
        return str(self.node.value)

    def text(self) -> str:
        text = self.scalar().strip()
        return text or self.refuse(f"{self.name} must not be empty.")

    def flag(self) -> bool:
        if self.node.tag != BOOL:
            self.refuse(f"{self.name} must be true or false.")
        return self.scalar().lower() in TRUE_WORDS

    def day(self) -> dt.date:
        """A date as YYYY-MM-DD that exists in the calendar."""
        text = self.scalar()
        if not DATE.fullmatch(text):
            self.refuse(f"{self.name} must be a date written YYYY-MM-DD, not “{text}”.")
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            self.refuse(f"{self.name}: there is no day {text}.")
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.refuse(f"{self.name}: the year {day.year} is not between {FIRST_YEAR} and {LAST_YEAR}.")
        return day

    def whole(self, *, least: int = 0, most: int | None = None) -> int:
        text = self.scalar()
        if not WHOLE.fullmatch(text) or self.is_quoted():
            self.refuse(f"{self.name} must be a whole number, zero or more, not “{text}”.")
        number = int(text)
        if number < least or (most is not None and number > most):
            limit = f"at least {least}" if most is None else f"between {least} and {most}"
            self.refuse(f"{self.name} must be {limit}, not {number}.")
        return number

    def number(self) -> Fraction:
        """A number with or without decimals, taken exactly as it is written."""
        text = self.scalar()
        if not NUMBER.fullmatch(text) or self.is_quoted():
            self.refuse(f"{self.name} must be a number, zero or more, not “{text}”.")
        return Fraction(text.replace("_", ""))

    def share(self, *, may_be_zero: bool) -> Fraction:
        """A share of one."""
        share = self.number()
        if share > 1 or (share == 0 and not may_be_zero):
            self.refuse(f"{self.name} is a share: {'from 0' if may_be_zero else 'above 0'} to 1.")
        return share

    def choice(self, kind: type[Choice]) -> Choice:
        word = self.scalar()
        if word not in set(kind):
            self.refuse(f"{self.name} cannot be “{word}”. It is one of: {', '.join(kind)}.")
        return kind(word)

    def choices(self, kind: type[Choice]) -> frozenset[Choice]:
        words = [value.choice(kind) for value in self.items()]
        if not words:
            self.refuse(f"{self.name} must name at least one of: {', '.join(kind)}.")
        return frozenset(words)

    def items(self) -> list["Value"]:
        if not isinstance(self.node, yaml.SequenceNode):
            self.refuse(f"{self.name} must be a list.")
        return [Value(self.file, node, self.name) for node in self.node.value]

    def section(self, keys: frozenset[str]) -> "Section":
        """A mapping that has none but these keys."""
        if not isinstance(self.node, yaml.MappingNode):
            self.refuse(f"{self.name} must be written as “key: value”.")
        return Section(self, read_entries(self, self.node, keys))

    def is_quoted(self) -> bool:
        return isinstance(self.node, yaml.ScalarNode) and self.node.style in ("'", '"')


@dataclass(frozen=True, slots=True)
class Section:
    """A mapping of the file. A key without a value reads as if it were not there."""

    whole: Value
    entries: Mapping[str, Value]

    @property
    def line(self) -> int:
        return self.whole.line

    def maybe(self, key: str) -> Value | None:
        return self.entries.get(key)

    def need(self, key: str) -> Value:
        return self.entries.get(key) or self.whole.refuse(f"{self.whole.name} needs “{key}”.")


def read_entries(whole: Value, mapping: yaml.MappingNode, keys: frozenset[str]) -> Mapping[str, Value]:
    """The values by key. Unknown keys and keys given twice are refused at their own line."""
    values: dict[str, Value] = {}
    for key_node, value_node in mapping.value:
        key = Value(whole.file, key_node, "A key")
        word = key.text()
        if word not in keys:
            key.refuse(unknown_key(word, whole.name, keys))
        if word in values:
            key.refuse(f"{whole.name} has “{word}” twice.")
        values[word] = Value(whole.file, value_node, word)
    return {word: value for word, value in values.items() if value.node.tag != NULL}


def unknown_key(word: str, name: str, keys: frozenset[str]) -> str:
    near = get_close_matches(word, sorted(keys), n=1)
    hint = f"Did you mean “{near[0]}”?" if near else f"Known keys: {', '.join(sorted(keys))}."
    return f"{name} has no key “{word}”. {hint}"
