"""Bids planted before the day of the award: no list, counter, search, export, mail or log finds them."""

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from core import clock
from core.models import AuditRow, StatusChange
from organisations.permissions import Role
from procurements.models import Bid
from tests.house.addresses import Address, ours
from tests.house.asking import Asker, may_enter, undone
from tests.house.cases import all_cases
from tests.house.few import few
from tests.house.guards.bids import (
    bids_are_not_found,
    bids_are_not_logged,
    letters,
    logged,
    looked_at,
    words_of,
)
from tests.house.guards.registry import assert_clean
from tests.house.world import TODAY, World

CASES = all_cases()
TOMORROW = TODAY + dt.timedelta(days=1)
BIDDER, PRICE = "Planterad Anbudsgivare AB", 7_654_321
MARKS = (BIDDER, str(PRICE))
ASKED = [a for a in ours() if a.name in CASES and not (CASES[a.name].is_costly or CASES[a.name].is_specimen)]


@pytest.fixture
def plant(undecided, world):
    """Three bids, the winner's among them, as they would stand there if somebody had noted them early."""

    def grow() -> None:
        for name, price in ((BIDDER, PRICE), (f"{BIDDER} 2", None), (world.own.supplier.name, 1)):
            Bid.objects.create(
                award=undecided, bidder=name, price_sek=price, noted_by=world.own.people[Role.PROCURER]
            )

    return grow


def url_of(address, world: World) -> str:
    case = CASES[address.name]
    return case.url(address.name, world.own, row="case_undecided" if case.row == "case" else "")


def entering(address, everyone: list[Asker]) -> Iterator[Asker]:
    """Whoever the door lets in; a public page knows no roles, so that one member and the stranger do."""
    asking = [everyone[0], everyone[-1]] if address.door == "public" else everyone
    return (asker for asker in asking if may_enter(asker, address.door))


each_address = pytest.mark.parametrize("address", ASKED, ids=lambda address: address.name)


def wrong_at(address: Address, world: World, asking: list[Asker], plant: Callable[[], None]) -> Iterator[str]:
    url = url_of(address, world)
    for asker in entering(address, asking):
        looked = looked_at(f"{url} as {asker.name}", partial(words_of, asker, url), plant=plant)
        yield from bids_are_not_found(looked, MARKS)


@each_address
def test_a_few_do_not_find_a_bid_at(address, world, everyone, plant):
    assert_clean(wrong_at(address, world, few(address, everyone), plant))


@pytest.mark.slow
@each_address
def test_nobody_finds_a_bid_at(address, world, everyone, plant):
    assert_clean(wrong_at(address, world, everyone, plant))


@pytest.mark.parametrize("name", ["search", "procurements:case_list", "procurements:case_export"])
@pytest.mark.parametrize("word", ["Planterad", "7654321"])
def test_nobody_finds_a_bid_by_searching(name, word, world, everyone, plant):
    """What was asked for is repeated in the field, so only the difference counts."""
    address = next(a for a in ASKED if a.name == name)
    url = f"{reverse(name)}?{urlencode({'q': word})}"
    for asker in entering(address, everyone):
        looked = looked_at(f"{url} as {asker.name}", lambda asker=asker: words_of(asker, url), plant=plant)
        assert_clean(bids_are_not_found(looked, ()))


def test_no_mail_tells_of_a_bid(plant):
    looked = looked_at("mail", letters, plant=plant)

    assert looked.without.count("@") > 1
    assert_clean(bids_are_not_found(looked, MARKS))


@pytest.fixture
def log_lines() -> Iterator[list[str]]:
    with logged() as lines:
        yield lines


def trail() -> str:
    acts = AuditRow.objects.order_by("pk").values_list("action", "object_label", "changes")
    steps = StatusChange.objects.order_by("pk").values_list("reason", "to_state")
    return f"{list(acts)} {list(steps)}"


def test_a_bid_noted_too_early_is_refused_and_leaves_nothing(undecided, world, everyone, log_lines):
    """Not in the table, not in the trail, and not in the log, whoever sends it."""
    url = url_of(next(a for a in ASKED if a.name == "procurements:bids"), world)
    logging.getLogger("planted").info("the log is read")
    with undone():
        before = trail()
        answers = {
            asker.name: asker.post(url, {"bidder": BIDDER, "price_sek": str(PRICE)}) for asker in everyone
        }

        assert answers["procurer"].status_code == 422
        assert {answer.status_code for answer in answers.values()} <= {302, 403, 404, 422}
        assert not Bid.objects.filter(award=undecided).exists()
        assert trail() == before
    assert log_lines[0] == "planted the log is read"
    assert_clean(bids_are_not_logged(log_lines, MARKS))


def test_on_the_day_of_the_decision_the_procurer_finds_them(undecided, world, everyone, plant):
    """The planted bids could have been found: nothing but the day hides them from her."""
    address = next(a for a in ASKED if a.name == "procurements:bids")
    procurer = next(asker for asker in everyone if asker.role is Role.PROCURER)
    moment = dt.datetime.combine(TOMORROW, dt.time(9), tzinfo=dt.UTC)
    with undone(), clock.frozen(moment):
        plant()
        shown = words_of(procurer, url_of(address, world))

    assert BIDDER in shown
