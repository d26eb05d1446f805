"""Every page as every role: its forms, the trail they leave, its htmx requests, and where its links lead."""

from collections import Counter

import pytest

from tests.house.addresses import ours
from tests.house.cases import all_cases
from tests.house.guards.forms import forms_answer, post_all, posts_leave_a_trail
from tests.house.guards.links import Followed, links_open
from tests.house.guards.lists import rows_are_counted
from tests.house.guards.menu import APART, menu_marks_the_page
from tests.house.guards.readers import text_boxes_name_their_readers
from tests.house.guards.registry import assert_clean
from tests.house.guards.swaps import swaps_equal_fresh_pages
from tests.house.guards.twice import MAKES, a_second_sending_adds_nothing, views_that_make_take_once
from tests.house.guards.words import forbidden_words_shown
from tests.house.pages import shown_pages

CASES = all_cases()
OURS = ours()  # read once: other tests of the same worker plant faulty addresses for a while


def is_asked(name: str) -> bool:
    return name in CASES and not CASES[name].is_specimen


@pytest.fixture(scope="module")
def done() -> Counter[object]:
    """What each role has sent already: the language switch stands on every page."""
    return Counter()


@pytest.fixture(scope="module")
def followed() -> Followed:
    """Links that have been followed from other pages: one of each kind."""
    return Followed()


@pytest.fixture(scope="module")
def all_followed() -> Followed:
    return Followed(every=True)


each_address = pytest.mark.parametrize(
    "address", [a for a in OURS if is_asked(a.name)], ids=lambda address: address.name
)


@each_address
def test_forms_swaps_and_links_of(address, world, everyone, done, followed):
    found: list[str] = []
    for page in shown_pages(address, CASES[address.name], world, everyone):
        found += rows_are_counted(page, CASES[address.name])
        found += forbidden_words_shown(page.label, page.answer.content.decode())
        found += text_boxes_name_their_readers(page.label, page.answer.content.decode())
        found += menu_marks_the_page(
            address.name, page.label, page.url.partition("?")[0], page.answer.content.decode(), apart=APART
        )
        found += links_open(page, followed)
        for posted in post_all(page, done):
            found += [
                *forms_answer(posted),
                *posts_leave_a_trail(posted),
                *a_second_sending_adds_nothing(posted),
            ]
        found += swaps_equal_fresh_pages(page, done)
    assert_clean(found)


def test_what_is_made_is_made_once():
    assert_clean(views_that_make_take_once(OURS, MAKES))


@pytest.mark.slow
@each_address
def test_every_link_of(address, world, everyone, all_followed):
    pages = shown_pages(address, CASES[address.name], world, everyone)
    assert_clean(found for page in pages for found in links_open(page, all_followed))
