"""What is frozen comes back equal, and what would not is refused."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import pytest

from core.documents import freeze, thaw
from core.documents.specimen import Specimen, example


class Colour(StrEnum):
    BLUE = "blue"


@dataclass(frozen=True)
class Inner:
    amount: Decimal
    on: dt.date | None


@dataclass(frozen=True)
class Outer:
    title: str
    at: dt.datetime
    colour: Colour
    pairs: tuple[tuple[str, int], ...]
    rows: tuple[Inner, ...] = ()
    is_pilot: bool = False


@dataclass(frozen=True)
class Loose:
    value: object


MOMENT = dt.datetime(2026, 10, 26, 9, 12, 0, 123456, tzinfo=dt.timezone(dt.timedelta(hours=1)))
FULL = Outer(
    "å", MOMENT, Colour.BLUE, (("a", 1),), (Inner(Decimal("0.10"), None), Inner(Decimal(1), MOMENT.date()))
)


def test_a_dataclass_comes_back_equal():
    assert thaw(Outer, freeze(FULL)) == FULL


def test_what_is_stored_holds_plain_values_only():
    assert freeze(FULL)["rows"] == [{"amount": "0.10", "on": None}, {"amount": "1", "on": "2026-10-26"}]


def test_the_specimen_comes_back_equal():
    assert thaw(Specimen, freeze(example())) == example()


def test_letters_are_stored_composed():
    assert freeze(Loose("a\u030a")) == {"value": "å"}


@pytest.mark.parametrize(
    "value",
    [1.5, {"a": 1}, {1, 2}, ["list"], MOMENT.replace(tzinfo=None), Decimal(1), MOMENT.date()],
    ids=repr,
)
def test_what_would_not_come_back_equal_is_refused(value):
    with pytest.raises(TypeError):
        freeze(Loose(value))


def test_a_field_left_out_takes_its_default():
    stored = freeze(FULL)
    del stored["is_pilot"]

    assert thaw(Outer, stored) == FULL
