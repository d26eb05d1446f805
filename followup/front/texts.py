"""The texts of the public front, from data files that hold every text in both languages."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

TEXTS = Path(__file__).parent / "texts"
LANGUAGES = frozenset({"sv", "en"})
MAIN = "main"


@dataclass(frozen=True, kw_only=True)
class StepText:
    """One of the six steps. `share`: by role, whether it has much to do in the step ("main") or less."""

    number: int
    key: str
    slug: str
    name: str
    short: str
    lines: tuple[str, ...]
    aim: str
    result: str
    onward: str
    share: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class PhaseText:
    """A phase holds so many of the steps, in order."""

    name: str
    steps: int


@dataclass(frozen=True, kw_only=True)
class RoleStep:
    """What a role does in a step. `note`: that it has little to do there, and who has."""

    tasks: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    tips: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class RoleText:
    """One of the four roles, with what it does by the key of each step."""

    key: str
    slug: str
    name: str
    short: str
    text: str
    points: tuple[str, ...]
    lead: str
    steps: dict[str, RoleStep]


def steps_in(language: str) -> list[StepText]:
    rows = worded(read("model")["steps"], language)
    return [StepText(number=number, **row) for number, row in enumerate(rows, start=1)]


def phases_in(language: str) -> list[PhaseText]:
    return [PhaseText(**row) for row in worded(read("model")["phases"], language)]


def roles_in(language: str) -> list[RoleText]:
    rows = worded(read("roles")["roles"], language)
    return [
        RoleText(**row | {"steps": {key: RoleStep(**step) for key, step in row["steps"].items()}})
        for row in rows
    ]


@cache
def read(name: str) -> dict[str, Any]:
    """The file as it stands; read once in the life of the process."""
    data: dict[str, Any] = yaml.safe_load((TEXTS / f"{name}.yaml").read_text(encoding="utf-8"))
    return data


def worded(node: Any, language: str) -> Any:
    """The same tree with only the texts of one language in it; lists become tuples."""
    if isinstance(node, dict):
        if node.keys() == LANGUAGES:
            return worded(node[language], language)
        return {key: worded(value, language) for key, value in node.items()}
    return tuple(worded(value, language) for value in node) if isinstance(node, list) else node
