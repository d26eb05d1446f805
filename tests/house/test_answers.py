"""Every address, every role, every situation (house rule 4.4)."""

import pytest

from tests.house.addresses import ours
from tests.house.cases import all_cases
from tests.house.guards.answers import addresses_have_cases, answers, doors, open_views_are_known
from tests.house.guards.lists import Cost, pages_ask_little
from tests.house.guards.registry import assert_clean
from tests.house.open_views import OPEN

CASES = all_cases()
# Read once: other tests of the same worker plant faulty addresses for a while.
OURS = ours()


def test_every_address_has_a_case_and_every_case_an_address():
    assert_clean(addresses_have_cases([address.name for address in OURS], CASES))


def test_open_views_are_those_that_are_meant_so():
    assert_clean(open_views_are_known(OURS, OPEN))


def test_every_view_has_a_door():
    assert_clean(doors(OURS))


@pytest.mark.parametrize("address", [a for a in OURS if a.name in CASES], ids=lambda address: address.name)
def test_everyone_is_answered_as_the_door_says(address, world, everyone):
    costs: list[Cost] = []
    found = list(answers(address, CASES[address.name], world, everyone, costs=costs))

    assert_clean([*found, *pages_ask_little(costs)])
