"""Typed slots: a lower room asks upward without importing upward.

A room declares a slot beside its own code; upper rooms fill it in `AppConfig.ready()`. A slot reads only,
it never decides, and an empty one is valid.
"""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Slot(Generic[T]):
    """A named, ordered list of answers that upper rooms give."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._answers: dict[str, tuple[int, T]] = {}

    def fill(self, answer: T, *, key: str, order: int = 100) -> T:
        """Give an answer under a key of its own. Filling the same key twice is a programming error."""
        if key in self._answers and self._answers[key][1] is not answer:
            raise ValueError(f"slot {self.name!r}: {key!r} is filled already")
        self._answers[key] = (order, answer)
        return answer

    def filler(self, *, key: str, order: int = 100) -> Callable[[T], T]:
        """`fill` as a decorator."""
        return lambda answer: self.fill(answer, key=key, order=order)

    def get(self, key: str) -> T | None:
        """The answer under `key`, if any room gave one."""
        return self._answers[key][1] if key in self._answers else None

    def __getitem__(self, key: str) -> T:
        return self._answers[key][1]

    def __contains__(self, key: object) -> bool:
        return key in self._answers

    def __iter__(self) -> Iterator[T]:
        return iter(answer for _order, answer in sorted(self._answers.values(), key=lambda pair: pair[0]))

    def items(self) -> list[tuple[str, T]]:
        """The answers with their keys, in order."""
        ranked = sorted(self._answers.items(), key=lambda pair: pair[1][0])
        return [(key, answer) for key, (_order, answer) in ranked]

    def __len__(self) -> int:
        return len(self._answers)
