"""Every form of every page receives what people paste."""

import pytest

from tests.house.addresses import ours
from tests.house.cases import all_cases
from tests.house.guards.pasted import paste_all, pasted_text_is_received
from tests.house.guards.registry import assert_clean
from tests.house.pages import shown_pages

CASES = all_cases()


@pytest.fixture(scope="module")
def done() -> set[object]:
    """Forms that have been tried from another page."""
    return set()


@pytest.mark.slow
@pytest.mark.parametrize("address", [a for a in ours() if a.name in CASES], ids=lambda address: address.name)
def test_pasted_text_in(address, world, everyone, done):
    found: list[str] = []
    for page in shown_pages(address, CASES[address.name], world, everyone):
        for pasted in paste_all(page, done):
            found += pasted_text_is_received(pasted)
    assert_clean(found)
