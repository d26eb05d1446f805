"""Planted lists (plants/site.py)."""

from django.urls import reverse

from organisations.permissions import Role
from tests.house.asking import Asker
from tests.house.case import Case
from tests.house.guards.answers import asked as answer_of
from tests.house.guards.lists import Cost, Counted, counted
from tests.house.plants.pages import LIST, address, page_of, role
from tests.house.plants.registry import Specimen, asked, plant
from tests.house.world import World


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


@plant("lists_keep_their_order")
def list_in_no_order_of_its_own(faulty_site, world, everyone):
    return Specimen(
        wrong=asked(count_of("list_restless", world, everyone)),
        right=asked(count_of("list_lean", world, everyone)),
        says="planted:list_restless as procurer: says another thing",
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
