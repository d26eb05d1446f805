"""Every page as every role: its forms, the trail they leave, and its htmx requests."""

from collections import Counter

import pytest

from tests.house.addresses import ours
from tests.house.cases import all_cases
from tests.house.guards.forms import forms_answer, post_all, posts_leave_a_trail
from tests.house.guards.lists import rows_are_counted
from tests.house.guards.readers import text_boxes_name_their_readers
from tests.house.guards.registry import assert_clean
from tests.house.guards.swaps import swaps_equal_fresh_pages
from tests.house.guards.words import forbidden_words_shown
from tests.house.pages import shown_pages

CASES = all_cases()


def is_asked(name: str) -> bool:
    return name in CASES and not CASES[name].is_specimen


@pytest.fixture(scope="module")
def done() -> Counter[object]:
    """What each role has sent already: the language switch stands on every page."""
    return Counter()


@pytest.mark.parametrize("address", [a for a in ours() if is_asked(a.name)], ids=lambda address: address.name)
def test_forms_and_swaps_of(address, world, everyone, done):
    found: list[str] = []
    for page in shown_pages(address, CASES[address.name], world, everyone):
        found += rows_are_counted(page, CASES[address.name])
        found += forbidden_words_shown(page.label, page.answer.content.decode())
        found += text_boxes_name_their_readers(page.label, page.answer.content.decode())
        for posted in post_all(page, done):
            found += [*forms_answer(posted), *posts_leave_a_trail(posted)]
        found += swaps_equal_fresh_pages(page, done)
    assert_clean(found)
