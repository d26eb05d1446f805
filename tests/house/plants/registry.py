"""Planted violations, by the guard that must catch them: what test_guards_bite.py runs.

To plant one: write a function under `@plant("the_guard")` in any module of this package. Its arguments are
fixtures, as a test's are; it returns a `Specimen`: what the guard is called with where something is wrong,
and where the same thing is right. The function's name says what is wrong. A guard has as many plants as it
has ways to bite.
"""

import inspect
import pkgutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import pytest

from tests.house import guards, plants
from tests.house.guards.registry import GUARDS


@dataclass(frozen=True)
class Asked:
    """What a guard is called with."""

    arguments: tuple[Any, ...]
    named: dict[str, Any]

    def of(self, guard_name: str) -> list[str]:
        return list(GUARDS[guard_name](*self.arguments, **self.named))


def asked(*arguments: Any, **named: Any) -> Asked:
    return Asked(arguments, named)


@dataclass(frozen=True, kw_only=True)
class Specimen:
    """The same thing twice: with the violation, and without it.

    `says` is a part of the sentence that the guard must give, so that it bites for the right reason.
    """

    wrong: Asked
    right: Asked
    says: str


@dataclass(frozen=True)
class Plant:
    """One violation that one guard must catch."""

    guard: str
    grow: Callable[..., Specimen]
    marks: Sequence[pytest.MarkDecorator] = field(default=())

    @property
    def name(self) -> str:
        return f"{self.guard}-{self.grow.__name__}"

    def specimen(self, request: pytest.FixtureRequest) -> Specimen:
        """Grown with the fixtures that the function asks for by name."""
        wanted = inspect.signature(self.grow).parameters
        return self.grow(**{name: request.getfixturevalue(name) for name in wanted})


PLANTS: list[Plant] = []
Grow = Callable[..., Specimen]


def plant(guard_name: str, *, marks: Sequence[pytest.MarkDecorator] = ()) -> Callable[[Grow], Grow]:
    """Register a planted violation for the guard of that name."""

    def register(grow: Grow) -> Grow:
        PLANTS.append(Plant(guard_name, grow, tuple(marks)))
        return grow

    return register


def load() -> None:
    """Import every module of guards and of plants, so that both registries are full."""
    for package in (guards, plants):
        for module in pkgutil.iter_modules(package.__path__):
            import_module(f"{package.__name__}.{module.name}")


def without_plant(guard_names: Iterable[str], planted: Iterable[Plant]) -> list[str]:
    """A sentence for each guard that nobody has shown to bite."""
    bitten = {one.guard for one in planted}
    return [
        f"{name} has no plant: write one under @plant({name!r}) in tests/house/plants/"
        for name in guard_names
        if name not in bitten
    ]


def without_guard(guard_names: Iterable[str], planted: Iterable[Plant]) -> list[str]:
    """A sentence for each plant whose guard is gone."""
    known = set(guard_names)
    return [f"{one.name}: there is no guard {one.guard!r}" for one in planted if one.guard not in known]
