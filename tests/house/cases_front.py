"""How the public front is asked, in each of its languages. Part of the cases of `followup`."""

from tests.house.case import Case
from tests.house.world import Corner

SITES = ("front", "front_en")


def furnish(corner: Corner) -> None:
    corner.add(front_role="leverantor")


PAGES = {
    "start": Case(),
    "model": Case(),
    "picture": Case(),
    "picture_file": Case(),
    "role": Case(row="front_role", kwargs=lambda corner: {"slug": str(corner.front_role)}, has_tenant=False),
}
CASES = {f"{site}:{page}": case for site in SITES for page, case in PAGES.items()}
