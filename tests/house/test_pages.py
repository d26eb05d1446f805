"""Every page as every role: its forms, the trail they leave, its htmx requests, and where its links lead."""

from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from tests.house.addresses import ours
from tests.house.cases import all_cases
from tests.house.few import few
from tests.house.guards.forms import forms_answer, post_all, posts_leave_a_trail
from tests.house.guards.links import Followed, links_open
from tests.house.guards.lists import rows_are_counted
from tests.house.guards.menu import APART, menu_marks_the_page
from tests.house.guards.readers import text_boxes_name_their_readers
from tests.house.guards.registry import assert_clean
from tests.house.guards.swaps import swaps_equal_fresh_pages
from tests.house.guards.twice import MAKES, a_second_sending_adds_nothing, views_that_make_take_once
from tests.house.guards.words import forbidden_words_shown
from tests.house.pages import Page, shapes, shown_pages

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


def wrong_with(pages: Iterable[Page], done: Counter[object], followed: Followed) -> Iterator[str]:
    for page in pages:
        name, label, body = page.address.name, page.label, page.answer.content.decode()
        yield from rows_are_counted(page, CASES[name])
        yield from forbidden_words_shown(label, body)
        yield from text_boxes_name_their_readers(label, body)
        yield from menu_marks_the_page(name, label, page.url.partition("?")[0], body, apart=APART)
        yield from links_open(page, followed)
        for posted in post_all(page, done):
            yield from forms_answer(posted)
            yield from posts_leave_a_trail(posted)
            yield from a_second_sending_adds_nothing(posted)
        yield from swaps_equal_fresh_pages(page, done)


@each_address
def test_forms_swaps_and_links_of(address, world, everyone, done, followed):
    pages = shapes(address, CASES[address.name], world, few(address, everyone))
    assert_clean(wrong_with(pages, done, followed))


@pytest.mark.slow
@each_address
def test_forms_swaps_and_every_link_as_every_role(address, world, everyone, done, all_followed):
    pages = shown_pages(address, CASES[address.name], world, everyone)
    assert_clean(wrong_with(pages, done, all_followed))


def test_what_is_made_is_made_once():
    assert_clean(views_that_make_take_once(OURS, MAKES))
