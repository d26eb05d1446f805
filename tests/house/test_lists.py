"""Every list and dashboard with one row and with three."""

import pytest

from tests.house.addresses import ours
from tests.house.cases import all_cases
from tests.house.few import few
from tests.house.guards.lists import (
    Counted,
    counted,
    lists_ask_little,
    lists_do_not_grow,
    lists_keep_their_order,
    lists_show_what_is_added,
)
from tests.house.guards.registry import assert_clean

CASES = all_cases()
LISTS = [address for address in ours() if address.name in CASES and CASES[address.name].is_list]


each_list = pytest.mark.parametrize("address", LISTS, ids=lambda address: address.name)


def assert_bounded(counts: list[Counted], name: str) -> None:
    assert counts, f"{name}: no role is shown the list"
    assert_clean(found for count in counts for found in (*lists_do_not_grow(count), *lists_ask_little(count)))
    assert_clean(found for count in counts for found in lists_keep_their_order(count))
    assert_clean(lists_show_what_is_added(counts))


@each_list
def test_queries_of(address, world, everyone):
    asking = few(address, everyone)
    assert_bounded(list(counted(address, CASES[address.name], world, asking)), address.name)


@pytest.mark.slow
@each_list
def test_queries_as_every_role_of(address, world, everyone):
    assert_bounded(list(counted(address, CASES[address.name], world, everyone)), address.name)
