"""Planted pages, mails and log lines that tell of bids (plants/site.py)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from core.actors import SystemJob
from core.mail import Contact, Letter, MailKind, always, mail_kinds, queue_mail
from organisations.permissions import Role
from procurements.mails import CAN_SIGN
from procurements.models import Bid
from tests.house.asking import Asker, undone
from tests.house.guards.bids import Looked, letters, logged, looked_at, words_of
from tests.house.plants.pages import role
from tests.house.plants.registry import Specimen, asked, plant
from tests.house.world import World

BIDDER = "Planterad Anbudsgivare AB"


def looked(name: str, world: World, everyone: list[Asker]) -> Looked:
    """A page about a case whose award is decided tomorrow, as its orderer finds it."""
    award = world.own.award_undecided
    url = reverse(f"planted:{name}", args=[award.lot.procurement_id])
    asker = role(everyone, Role.PROCURER)

    def grow() -> object:
        by = world.own.people[Role.PROCURER]
        return Bid.objects.create(award=award, bidder=BIDDER, price_sek=7, noted_by=by)

    return looked_at(url, lambda: words_of(asker, url), plant=grow)


def bids(name: str, *, says: str) -> None:
    def grow(faulty_site: None, undecided: Any, world: World, everyone: list[Asker]) -> Specimen:
        return Specimen(
            wrong=asked(looked(name, world, everyone), [BIDDER]),
            right=asked(looked("bids_right", world, everyone), [BIDDER]),
            says=says,
        )

    grow.__name__ = name
    plant("bids_are_not_found")(grow)


bids("bids_listed", says=f"shows the bid of {BIDDER}")
bids("bids_exported", says=f"shows the bid of {BIDDER}")
bids("bids_counted", says="tells that there are bids")


@plant("bids_are_not_found")
def a_search_that_finds_by_the_bidder(faulty_site, undecided, world, everyone):
    def searched(name: str) -> Looked:
        url = reverse(f"planted:{name}", args=[undecided.lot.procurement_id]) + "?q=Planterad"
        asker = role(everyone, Role.PROCURER)
        return looked_at(url, lambda: words_of(asker, url), plant=lambda: a_bid(undecided, world))

    return Specimen(
        wrong=asked(searched("bids_searched"), ()),
        right=asked(searched("bids_right"), ()),
        says="tells that there are bids",
    )


@plant("bids_are_not_found")
def a_mail_that_tells_of_a_bid(undecided, world):
    """A kind of mail whose text names who has bid; without its letter nothing is told."""

    def read() -> str:
        with undone(), mail_that_tells_of_bids() as kind:
            queue_mail(kind, undecided, to=world.own.people[Role.DECISION_MAKER], by=SystemJob("planted"))
            return letters()

    def grow() -> object:
        return a_bid(undecided, world)

    return Specimen(
        wrong=asked(looked_at("mail", read, plant=grow), [BIDDER]),
        right=asked(looked_at("mail", letters, plant=grow), [BIDDER]),
        says=f"shows the bid of {BIDDER}",
    )


@plant("bids_are_not_logged")
def a_view_that_logs_what_it_refused(faulty_site, undecided, everyone):
    def lines(name: str) -> list[str]:
        url = reverse(f"planted:{name}", args=[undecided.lot.procurement_id])
        with logged() as found, undone():
            role(everyone, Role.PROCURER).post(url, {"bidder": BIDDER})
        return found

    return Specimen(
        wrong=asked(lines("bids_logged"), [BIDDER]),
        right=asked(lines("bids_right"), [BIDDER]),
        says=f"refused: {BIDDER}",
    )


def a_bid(award: Any, world: World) -> object:
    by = world.own.people[Role.PROCURER]
    return Bid.objects.create(award=award, bidder=BIDDER, price_sek=7, noted_by=by)


@contextmanager
def mail_that_tells_of_bids() -> Iterator[MailKind]:
    """The product's own mail about a contract that may be signed, with the bidders as its subject."""
    known = mail_kinds[CAN_SIGN.key]

    def letter(award: Any, _mail: Any) -> Letter:
        told = ", ".join(Bid.objects.filter(award=award).values_list("bidder", flat=True))
        values = {**known.example().values, "title": told}
        return Letter("/", "Läs", Contact("Ulla"), values)

    kind = replace(known, context=letter, still_wanted=always, quiet_days=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(mail_kinds._answers, CAN_SIGN.key, (0, kind))
        yield kind
