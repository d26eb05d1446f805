"""The registry: every address of ours, and how it is asked.

To add a page: put a `Case` under its URL name in `CASES` of `cases_<room>.py`. Needs it a row that the room
does not furnish yet, add it in that module's `furnish(corner)`, which is called for the own, the other and
the foreign corner alike.
"""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.conf import settings

from tests.house.case import Case
from tests.house.world import World, bare_world


def room_modules() -> list[ModuleType]:
    """The rooms' modules, lower rooms first, so that an upper room finds the rows that it builds on."""
    names = [f"tests.house.cases_{room}" for room in settings.ROOMS]
    return [import_module(name) for name in names if find_spec(name)]


def all_cases() -> dict[str, Case]:
    cases: dict[str, Case] = {}
    for module in room_modules():
        if twice := cases.keys() & module.CASES.keys():
            raise ValueError(f"two rooms have a case for {sorted(twice)}")
        cases |= module.CASES
    return cases


def build_world() -> World:
    """A furnished world. The caller sees to the transaction and to the clock (tests/house/world.py)."""
    world = bare_world()
    for module in room_modules():
        for corner in (world.own, world.other, world.foreign):
            module.furnish(corner)
    return world
