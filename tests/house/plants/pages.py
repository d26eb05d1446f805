"""Planted pages (plants/site.py): doors, scopes, lists, forms, htmx, links and bids."""

from collections import Counter
from collections.abc import Callable, Iterator
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
from tests.house.addresses import Address, walk
from tests.house.asking import Asker, undone
from tests.house.case import Case, Reach
from tests.house.cases_suppliers import commitment_of
from tests.house.guards.answers import asked as answer_of
from tests.house.guards.bids import Looked, letters, logged, looked_at, words_of
from tests.house.guards.dead_links import walked
from tests.house.guards.forms import Posted, post_all
from tests.house.guards.links import Followed
from tests.house.guards.lists import Cost, Counted, counted
from tests.house.guards.pasted import Pasted, paste_all
from tests.house.pages import Page, shown_pages
from tests.house.plants.registry import Specimen, asked, plant
from tests.house.world import World

ROW = Case(row="commitment")
LIST = Case(more=lambda world: commitment_of(world.own))


def address(name: str) -> Address:
    return next(one for one in walk() if one.name == f"planted:{name}")


def role(everyone: list[Asker], wanted: Role) -> Asker:
    return next(asker for asker in everyone if asker.role is wanted)


# Doors and scopes


@plant("doors")
def view_without_a_door(faulty_site):
    return Specimen(
        wrong=asked([address("scoped"), address("doorless")]),
        right=asked([address("scoped")]),
        says="planted:doorless: the view has no door",
    )


@plant("addresses_have_cases")
def address_that_nobody_asks():
    return Specimen(
        wrong=asked(["home", "case:new"], {"home": Case()}),
        right=asked(["home"], {"home": Case()}),
        says="case:new has no case",
    )


@plant("addresses_have_cases")
def case_whose_address_is_gone():
    return Specimen(
        wrong=asked([], {"home": Case()}), right=asked(["home"], {"home": Case()}), says="home is no address"
    )


@plant("open_views_are_known")
def view_opened_to_strangers(faulty_site):
    return Specimen(
        wrong=asked([address("open_to_all")], {}),
        right=asked([address("open_to_all"), address("scoped")], {"planted:open_to_all": "public"}),
        says="planted:open_to_all is open (public)",
    )


@plant("open_views_are_known")
def view_known_as_open_that_is_not(faulty_site):
    return Specimen(
        wrong=asked([address("scoped")], {"planted:scoped": "public"}),
        right=asked([address("scoped")], {}),
        says="planted:scoped is not open (public) any more",
    )


def few(everyone: list[Asker]) -> list[Asker]:
    """Enough to meet every situation: at home, over the whole organisation, without permission or a role."""
    roles = (Role.PROCURER, Role.COORDINATOR, Role.ADMINISTRATOR)
    return [*(role(everyone, one) for one in roles), *everyone[-2:]]


def answered(name: str, *, says: str, case: Case = ROW, right: str = "scoped") -> Callable[..., Specimen]:
    def grow(faulty_site: None, world: World, everyone: list[Asker]) -> Specimen:
        return Specimen(
            wrong=asked(address(name), case, world, few(everyone)),
            right=asked(address(right), ROW, world, few(everyone)),
            says=says,
        )

    grow.__name__ = name if case is ROW else f"{name}_{case.reach.name}"
    return plant("answers")(grow)


answered("unscoped", says="procurer, foreign: answers 200, not 404")
answered("telling", says="are told apart by the body")
answered("writing_unscoped", says="procurer, foreign: POST answers 302, not 404")
answered(
    "for_everyone", says="administrator, own commitment: answers 200, though the reader does not see the row"
)
answered("speechless", says="says 403 without a reason")
answered("closed", says="no role gets further than a refusal")
answered("hasty", says="administrator, own: looks up ['procurements_commitment'] before it says 403")
answered("evasive", says="administrator, own: GET answers 404 without permission")
answered("chatty", says="own and missing: are told apart by the body of the 403")
answered("scoped", says="sees the row, against the reach", case=Case(row="commitment", reach=Reach.STRICT))
answered("open_to_all", says="missing: answers 200, not 404", right="open_to_those_with_a_row")


@plant("answers")
def log_in_asked_for_by_nobody(faulty_site, unguarded_stranger, world, everyone):
    """The middleware that sends strangers to the log-in is not there."""
    return Specimen(
        wrong=asked(address("scoped"), ROW, world, [*few(everyone), unguarded_stranger]),
        right=asked(address("scoped"), ROW, world, few(everyone)),
        says="stranger, no log-in: GET answers 403",
    )


# Lists


def count_of(name: str, world: World, everyone: list[Asker]) -> Counted:
    return next(counted(address(name), LIST, world, [role(everyone, Role.PROCURER)]))


@plant("lists_do_not_grow")
def list_that_asks_for_each_row(faulty_site, world, everyone):
    return Specimen(
        wrong=asked(count_of("list_row_by_row", world, everyone)),
        right=asked(count_of("list_lean", world, everyone)),
        says="planted:list_row_by_row as procurer:",
    )


@plant("lists_ask_little")
def list_that_asks_too_much(faulty_site, world, everyone):
    return Specimen(
        wrong=asked(count_of("list_greedy", world, everyone)),
        right=asked(count_of("list_lean", world, everyone)),
        says="queries, at most 12",
    )


def cost_of(name: str, everyone: list[Asker]) -> list[Cost]:
    costs: list[Cost] = []
    answer_of(role(everyone, Role.PROCURER), reverse(f"planted:{name}"), costs=costs)
    return costs


@plant("pages_ask_little")
def page_that_asks_too_much(faulty_site, world, everyone):
    return Specimen(
        wrong=asked(cost_of("list_greedy", everyone)),
        right=asked(cost_of("list_lean", everyone)),
        says="queries, at most 12",
    )


@plant("lists_show_what_is_added")
def list_that_shows_none_of_the_rows(faulty_site, world, everyone):
    return Specimen(
        wrong=asked([count_of("list_of_nothing", world, everyone)]),
        right=asked([count_of("list_lean", world, everyone), count_of("list_of_nothing", world, everyone)]),
        says="planted:list_of_nothing: no role is shown what `more` adds",
    )


def uncounted(name: str) -> None:
    def grow(faulty_site: None, world: World, everyone: list[Asker]) -> Specimen:
        one = role(everyone, Role.PROCURER)
        return Specimen(
            wrong=asked(page_of(name, one, world, Case()), Case()),
            right=asked(page_of(name, one, world, LIST), LIST),
            says=f"planted:{name} lists",
        )

    grow.__name__ = f"{name}_that_nobody_counts"
    plant("rows_are_counted")(grow)


uncounted("table")
uncounted("time_line")


# Forms and htmx


def page_of(name: str, asker: Asker, world: World, case: Case = ROW) -> Page:
    return next(shown_pages(address(name), case, world, [asker]))


def posted(name: str, how: str, world: World, everyone: list[Asker]) -> Posted:
    """The form of the planted page, sent in this way; not the frame's own ones."""
    page = page_of(name, role(everyone, Role.PROCURER), world)
    return next(one for one in post_all(page, Counter()) if one.how == how and "planted" in one.form.url)


@plant("forms_answer")
def form_that_answers_a_refusal_with_200(faulty_site, world, everyone):
    return Specimen(
        wrong=asked(posted("form_lax", "filled in", world, everyone)),
        right=asked(posted("form_right", "filled in", world, everyone)),
        says="sent filled in, answers 200",
    )


@plant("forms_answer")
def form_that_leads_nowhere(faulty_site, world, everyone):
    return Specimen(
        wrong=asked(posted("form_leading_nowhere", "filled in", world, everyone)),
        right=asked(posted("form_right", "empty", world, everyone)),
        says="leads on to /planted/-nowhere-/, which answers 404",
    )


@plant("posts_leave_a_trail")
def change_without_a_trail(faulty_site, world, everyone):
    return Specimen(
        wrong=asked(posted("form_silent", "filled in", world, everyone)),
        right=asked(posted("form_right", "filled in", world, everyone)),
        says="writes ['procurements_commitment'], and no row says that procurer did it",
    )


@plant("posts_leave_a_trail")
def change_that_somebody_else_is_said_to_have_made(faulty_site, world, everyone):
    return Specimen(
        wrong=asked(posted("form_by_nobody", "filled in", world, everyone)),
        right=asked(posted("form_right", "as it stands", world, everyone)),
        says="no row says that procurer did it",
    )


def pasted(name: str, world: World, everyone: list[Asker]) -> Pasted:
    page = page_of(name, role(everyone, Role.PROCURER), world)
    return next(one for one in paste_all(page, set()) if one.what == "no figure" and "planted" in one.url)


@plant("pasted_text_is_received")
def form_that_trusts_what_is_written(faulty_site, world, everyone):
    return Specimen(
        wrong=asked(pasted("form_trusting", world, everyone)),
        right=asked(pasted("form_right", world, everyone)),
        says="with text no figure breaks: ValueError",
    )


def swapped(name: str, *, says: str) -> None:
    def grow(faulty_site: None, world: World, everyone: list[Asker]) -> Specimen:
        def page(name: str) -> Page:
            return page_of(name, role(everyone, Role.PROCURER), world, Case())

        return Specimen(
            wrong=asked(page(name), Counter()), right=asked(page("swap_right"), Counter()), says=says
        )

    grow.__name__ = name
    plant("swaps_equal_fresh_pages")(grow)


swapped("swap_stale", says="the page differs from a fresh one")
swapped("swap_missing_target", says="#nowhere is not on the page")
swapped("swap_refused", says="is answered 400")
swapped("swap_boosted", says="hx-boost is not known")


# Links


def linked(name: str, *, says: str) -> None:
    def grow(faulty_site: None, world: World, everyone: list[Asker]) -> Specimen:
        one = role(everyone, Role.PROCURER)
        return Specimen(
            wrong=asked(page_of(name, one, world, Case()), Followed()),
            right=asked(page_of("link_right", one, world, Case()), Followed()),
            says=says,
        )

    grow.__name__ = name
    plant("links_open")(grow)


linked("link_refused", says="the link 'Läs mer' leads to /paminnelser/, which answers 403")
linked("link_to_nothing", says="leads to /planted/link_to_nothing/-nothing-/, which answers 404")


# Bids

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


# Links

A_FEW = 30


@plant("links_lead_somewhere")
def link_to_a_page_that_is_not_there(faulty_site, everyone):
    asker = role(everyone, Role.PROCURER)

    def from_page(name: str) -> Any:
        return asked(walked(asker, start=reverse(f"planted:{name}"), most=A_FEW))

    return Specimen(
        wrong=from_page("leading_nowhere"),
        right=from_page("leading_home"),
        says="/planted/leading_there/ leads by 'Till det avslagna' to /planted/switched_off/",
    )


@plant("links_lead_somewhere")
def walk_that_is_stopped_at_once(everyone):
    asker = role(everyone, Role.PROCURER)

    return Specimen(
        wrong=asked(walked(asker, start="/finns-inte/")),
        right=asked(walked(asker, most=A_FEW)),
        says="only 1 kinds of pages were read",
    )
