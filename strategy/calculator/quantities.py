"""Amounts that know how they came about: what is shown as explanation is what was calculated.

A quantity is given, a parameter, or made of other quantities. Its value is worked out from its parts when
it is made, exactly, so that formula and figure cannot drift apart. Rounding is for the page only.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from strategy.calculator.kinds import Unit

ZERO = Fraction(0)


class Op(StrEnum):
    GIVEN = "given"
    PARAMETER = "parameter"
    PRODUCT = "product"
    SUM = "sum"
    DIFFERENCE = "difference"
    QUOTIENT = "quotient"
    LESSER = "lesser"
    NOT_BELOW_ZERO = "not_below_zero"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A named amount with its unit, and how it was made of `parts`."""

    name: str
    value: Fraction
    unit: Unit
    op: Op
    parts: tuple["Quantity", ...] = ()

    @property
    def is_leaf(self) -> bool:
        return not self.parts

    def steps(self) -> tuple["Quantity", ...]:
        """The workings in reading order: the amount itself, then what it rests on; each once."""
        return tuple(dict.fromkeys(self._made()))

    def leaves(self) -> Iterator["Quantity"]:
        """What it rests on in the end: everything given, and every parameter."""
        if self.is_leaf:
            yield self
        for part in self.parts:
            yield from part.leaves()

    def _made(self) -> Iterator["Quantity"]:
        if self.is_leaf:
            return
        yield self
        for part in self.parts:
            yield from part._made()

    def named(self, name: str) -> "Quantity":
        """The same amount under another name."""
        return Quantity(name, self.value, self.unit, self.op, self.parts)


def given(name: str, value: Fraction | int, unit: Unit) -> Quantity:
    return Quantity(name, Fraction(value), unit, Op.GIVEN)


def product(name: str, *parts: Quantity, unit: Unit = Unit.SEK) -> Quantity:
    return Quantity(
        name, math.prod((part.value for part in parts), start=Fraction(1)), unit, Op.PRODUCT, parts
    )


def total(name: str, *parts: Quantity, unit: Unit = Unit.SEK) -> Quantity:
    return Quantity(name, sum((part.value for part in parts), ZERO), unit, Op.SUM, parts)


def difference(name: str, first: Quantity, *less: Quantity, unit: Unit = Unit.SEK) -> Quantity:
    value = first.value - sum((part.value for part in less), ZERO)
    return Quantity(name, value, unit, Op.DIFFERENCE, (first, *less))


def quotient(name: str, first: Quantity, second: Quantity, *, unit: Unit = Unit.SEK) -> Quantity:
    return Quantity(name, first.value / second.value, unit, Op.QUOTIENT, (first, second))


def lesser(name: str, *parts: Quantity, unit: Unit = Unit.SEK) -> Quantity:
    return Quantity(name, min(part.value for part in parts), unit, Op.LESSER, parts)


def not_below_zero(name: str, part: Quantity) -> Quantity:
    return Quantity(name, max(part.value, ZERO), part.unit, Op.NOT_BELOW_ZERO, (part,))
