"""Every address, every role, every situation (house rule 4.4)."""

import pytest

from tests.house.addresses import Address, ours
from tests.house.asking import Asker
from tests.house.cases import all_cases
from tests.house.few import few
from tests.house.guards.answers import addresses_have_cases, answers, doors, open_views_are_known
from tests.house.guards.lists import Cost, pages_ask_little
from tests.house.guards.registry import assert_clean
from tests.house.open_views import OPEN
from tests.house.world import World

CASES = all_cases()
# Read once: other tests of the same worker plant faulty addresses for a while.
OURS = ours()


def test_every_address_has_a_case_and_every_case_an_address():
    assert_clean(addresses_have_cases([address.name for address in OURS], CASES))


def test_open_views_are_those_that_are_meant_so():
    assert_clean(open_views_are_known(OURS, OPEN))


def test_every_view_has_a_door():
    assert_clean(doors(OURS))


each_address = pytest.mark.parametrize(
    "address", [a for a in OURS if a.name in CASES], ids=lambda address: address.name
)


def wrong_at(address: Address, world: World, asking: list[Asker], *, are_few: bool = False) -> list[str]:
    costs: list[Cost] = []
    case = CASES[address.name]
    found = list(answers(address, case, world, asking, costs=costs, may_all_be_refused=are_few))
    return [*found, *pages_ask_little(costs)]


@each_address
def test_a_few_are_answered_as_the_door_says(address, world, everyone):
    assert_clean(wrong_at(address, world, few(address, everyone), are_few=True))


@pytest.mark.slow
@each_address
def test_everyone_is_answered_as_the_door_says(address, world, everyone):
    assert_clean(wrong_at(address, world, everyone))
