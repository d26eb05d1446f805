"""Every list and dashboard with one row and with three."""

import pytest

from tests.house.addresses import ours
from tests.house.cases import all_cases
from tests.house.guards.lists import lists_do_not_grow
from tests.house.guards.registry import assert_clean

CASES = all_cases()
LISTS = [address for address in ours() if address.name in CASES and CASES[address.name].is_list]


@pytest.mark.parametrize("address", LISTS, ids=lambda address: address.name)
def test_queries_do_not_grow_with_the_rows(address, world, everyone):
    assert_clean(lists_do_not_grow(address, CASES[address.name], world, everyone))
