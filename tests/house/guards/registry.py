"""Every guard of the house, by name: test_guards_bite.py runs each of them over a planted violation."""

from collections.abc import Callable, Iterable

Guard = Callable[..., Iterable[str]]
GUARDS: dict[str, Guard] = {}


def guard(function: Guard) -> Guard:
    """Register a guard: a function that yields one sentence for each violation it finds."""
    name = function.__name__
    if name in GUARDS:
        raise ValueError(f"there are two guards named {name}")
    GUARDS[name] = function
    return function


def assert_clean(violations: Iterable[str]) -> None:
    """Fail with one violation on each line."""
    found = list(dict.fromkeys(violations))
    assert not found, "\n" + "\n".join(found)
