"""Every page in a real browser: once, and in the slow tests in each of its shapes as every role."""

from collections.abc import Iterable, Iterator
from itertools import islice

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from django.urls import reverse

from tests.house.accounts import equipped, half_way_in, mailed, plain_paths
from tests.house.addresses import ours
from tests.house.asking import Asker, undone
from tests.house.browsing import Seen
from tests.house.cases import all_cases
from tests.house.guards.answers import NOWHERE
from tests.house.guards.browser import (
    pages_are_light,
    pages_are_open_to_all,
    pages_ask_nobody_else,
    pages_fit_a_phone,
    pages_run,
)
from tests.house.guards.registry import assert_clean
from tests.house.pages import Page, is_whole_page, shapes, shown_pages
from tests.house.reading import Room
from tests.house.serving import Gate, as_in_production, served

CASES = all_cases()
OURS = [address for address in ours() if address.name in CASES]
each_address = pytest.mark.parametrize("address", OURS, ids=lambda address: address.name)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def room(browser, world, tmp_path_factory) -> Iterator[Room]:
    """The browser starts before the world is built: Django keeps connections apart by whether a loop runs."""
    with as_in_production(tmp_path_factory.mktemp("static")):
        gate = Gate(WSGIHandler())
        with served(gate) as address:
            room = Room(browser, address, gate)
            yield room
            room.leave()


def wrong_with(seen: Seen, *, is_specimen: bool = False) -> Iterator[str]:
    """Everything; samples of components stand on a page that no user opens, and may weigh what they like."""
    yield from pages_run(seen)
    yield from pages_ask_nobody_else(seen)
    yield from pages_are_open_to_all(seen)
    yield from pages_fit_a_phone(seen)
    if not is_specimen:
        yield from pages_are_light(seen)


def wrong_with_all(pages: Iterable[Page], room: Room, *, in_the_dark: bool = False) -> Iterator[str]:
    for page in pages:
        is_specimen = CASES[page.address.name].is_specimen
        seen = room.reads(page.asker, page.url, label=page.label, in_the_dark=in_the_dark or is_specimen)
        yield from wrong_with(seen, is_specimen=is_specimen)


def wrong_with_paths(paths: Iterable[str], asker: Asker, room: Room) -> Iterator[str]:
    """Those of the paths at which the asker is shown a page."""
    for path in paths:
        with undone():
            answer = asker.get(path)
        if answer.status_code == 200 and is_whole_page(answer):
            yield from wrong_with(room.reads(asker, path, label=f"{path} as {asker.name}"))


@each_address
def test_page_of(address, world, everyone, room):
    pages = shapes(address, CASES[address.name], world, everyone)
    assert_clean(wrong_with_all(islice(pages, 1), room))


def test_account_pages_of_a_member(everyone, room):
    assert_clean(wrong_with_paths(plain_paths(), everyone[0], room))


def test_account_pages_of_a_stranger(everyone, room):
    assert_clean(wrong_with_paths(plain_paths(), everyone[-1], room))


def test_account_pages_of_one_who_has_everything(world, room):
    with equipped(world.nobody) as (asker, paths):
        assert_clean(wrong_with_paths(paths, asker, room))
        assert_clean(wrong_with_paths([reverse("mfa_authenticate")], half_way_in(world.nobody), room))


def test_pages_behind_mailed_links(world, everyone, room):
    with mailed(world.nobody) as paths:
        for path in paths:
            assert_clean(wrong_with(room.reads(everyone[-1], path, label=path)))


@pytest.mark.parametrize(
    ("path", "status"), [(NOWHERE, 404), ("/-broken-/", 500), ("/-too-many-/", 429), ("/-too-old-/", 403)]
)
def test_page_of_a_refusal(path, status, everyone, room):
    with override_settings(ROOT_URLCONF="tests.house.urls_refusals"):
        for asker in (everyone[0], everyone[-1]):
            assert_clean(
                wrong_with(room.reads(asker, path, label=f"{status} as {asker.name}", expected=status))
            )


@pytest.mark.slow
@each_address
def test_as_every_role(address, world, everyone, room):
    pages = shown_pages(address, CASES[address.name], world, everyone)
    assert_clean(wrong_with_all(pages, room, in_the_dark=True))


@pytest.mark.slow
@each_address
def test_refused_forms_of(address, world, everyone, room):
    """A form that comes back with what is missing."""
    if CASES[address.name].is_specimen:
        return
    for page in shapes(address, CASES[address.name], world, everyone):
        for seen in room.sends_empty(page.asker, page.url, label=page.label):
            assert_clean(wrong_with(seen))
