"""Planted doors and scopes (plants/site.py)."""

from collections.abc import Callable

from organisations.permissions import Role
from tests.house.asking import Asker
from tests.house.case import Case, Reach
from tests.house.plants.pages import ROW, address, role
from tests.house.plants.registry import Specimen, asked, plant
from tests.house.world import World


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
