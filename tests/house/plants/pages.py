"""What plants ask of the planted pages (plants/site.py): their addresses, who asks, and the page itself."""

from organisations.permissions import Role
from tests.house.addresses import Address, walk
from tests.house.asking import Asker
from tests.house.case import Case
from tests.house.cases_suppliers import commitment_of
from tests.house.pages import Page, shown_pages
from tests.house.world import World

ROW = Case(row="commitment")
LIST = Case(more=lambda world: commitment_of(world.own))


def address(name: str) -> Address:
    return next(one for one in walk() if one.name == f"planted:{name}")


def role(everyone: list[Asker], wanted: Role) -> Asker:
    return next(asker for asker in everyone if asker.role is wanted)


def page_of(name: str, asker: Asker, world: World, case: Case = ROW) -> Page:
    return next(shown_pages(address(name), case, world, [asker]))
