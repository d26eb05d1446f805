"""How the public front is asked, in each of its languages. Part of the cases of `followup`."""

from typing import Any

from followup.models import Subscription
from tests.house.case import Case
from tests.house.cases_procurements import shown_case
from tests.house.world import Corner, World

SITES = ("front", "front_en")


def furnish(corner: Corner) -> None:
    corner.add(
        front_role="leverantor",
        front_lesson="fyra-vagar-in",
        follower=_follower(corner, "fraga"),
        follower_confirmed=_follower(corner, "ja", is_confirmed=True),
    )


def _follower(corner: Corner, name: str, *, is_confirmed: bool = False) -> Subscription:
    email = f"{name}@{corner.name}.example.org"
    row = Subscription.ask(email, organisation=corner.organisation, language="sv")
    if is_confirmed:
        row.confirm()
    return row


def _another_shown(world: World) -> None:
    shown_case(world.own)


def _secret(corner: Any) -> dict[str, str]:
    return {"secret": str(corner.follower.secret)}


MAILED = Case(row="follower", kwargs=_secret, states=("follower_confirmed",), has_tenant=False)


PAGES = {
    "start": Case(),
    "model": Case(),
    "picture": Case(),
    "picture_file": Case(),
    "role": Case(row="front_role", kwargs=lambda corner: {"slug": str(corner.front_role)}, has_tenant=False),
    "coming": Case(more=_another_shown),
    "coming_rss": Case(more=_another_shown),
    "coming_atom": Case(more=_another_shown),
    "coming_calendar": Case(more=_another_shown),
    "subscription_new": Case(),
    "subscription_asked": Case(),
    "subscription_over": Case(),
    "subscription": MAILED,
    "subscription_end": MAILED,
    "companies": Case(),
    "school": Case(),
    "lesson": Case(
        row="front_lesson", kwargs=lambda corner: {"slug": str(corner.front_lesson)}, has_tenant=False
    ),
    "contacts": Case(),
}
CASES = {f"{site}:{page}": case for site in SITES for page, case in PAGES.items()}
