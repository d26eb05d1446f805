"""Planted links (plants/site.py)."""

from typing import Any

from django.urls import reverse

from organisations.permissions import Role
from tests.house.asking import Asker
from tests.house.case import Case
from tests.house.guards.dead_links import walked
from tests.house.guards.links import Followed
from tests.house.plants.pages import page_of, role
from tests.house.plants.registry import Specimen, asked, plant
from tests.house.world import World


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
