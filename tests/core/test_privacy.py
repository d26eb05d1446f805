"""Personal numbers are found in text; other numbers are left in peace."""

import pytest

from core.privacy import personal_numbers

NUMBERS = ["19560406-2595", "195604062595", "560406-2595", "560406+2595", "811278-9873"]
OTHERS = ["212000-1355", "556036-0793", "SEN 2026/0412", "070-174 06 15", "2026-11-22 1355", "560406-2596"]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_personal_or_co_ordination_number_is_found(number):
    assert personal_numbers(f"Ring {number} i morgon") == [number]


@pytest.mark.parametrize("other", OTHERS)
def test_other_numbers_are_left_in_peace(other):
    assert personal_numbers(f"Se {other}.") == []
