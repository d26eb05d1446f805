"""Every address, every role, every situation (house rule 4.4)."""

import pytest

from tests.house.addresses import ours
from tests.house.cases import all_cases, without_case
from tests.house.guards.answers import answers, doors
from tests.house.guards.registry import assert_clean

CASES = all_cases()


def test_every_address_has_a_case():
    assert_clean(without_case([address.name for address in ours()], CASES))


def test_no_case_is_left_over():
    assert CASES.keys() - {address.name for address in ours()} == set()


def test_every_view_has_a_door():
    assert_clean(doors(ours()))


@pytest.mark.parametrize("address", [a for a in ours() if a.name in CASES], ids=lambda address: address.name)
def test_everyone_is_answered_as_the_door_says(address, world, everyone):
    assert_clean(answers(address, CASES[address.name], world, everyone))
