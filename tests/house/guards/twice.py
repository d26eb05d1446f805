"""A form that is sent twice: what it makes stands there once (core.once, docs/decisions/0023)."""

import re
from collections.abc import Collection, Iterable, Iterator

from tests.house.addresses import Address
from tests.house.guards.forms import Posted
from tests.house.guards.registry import guard

# What no page shows as a thing of its own: that the same was done again.
UNSEEN = {"core_auditrow", "core_messageread", "core_statuschange"}
OF_SOMETHING_NEW = re.compile(r"(^|[:_])new(_|$)")
# Views that make something on a page that is called after what it shows.
MAKES = {
    "deputyship_list", "followup:attachment_list", "followup:dialogue_meeting", "followup:note_list",
    "followup:signed_copy_replacement", "followup:thread", "procurements:review", "strategy:freezing",
    "strategy:successor", "suppliers:earlier_person", "suppliers:import_list",
    "suppliers:link_report_person", "suppliers:profile_change", "suppliers:report_person",
    "suppliers:running_contract",
}  # fmt: skip

# A second sending finds the first by its key, without anything that a stranger would have to be known by.
FINDS_THE_FIRST = {"front:subscription_new", "front_en:subscription_new"}


@guard
def a_second_sending_adds_nothing(posted: Posted) -> Iterator[str]:
    """A double click, F5 or the back button adds no rows."""
    if added := posted.added_again - UNSEEN:
        yield posted.wrong(f"adds rows to {sorted(added)} when it is sent a second time: see core.once")


@guard
def views_that_make_take_once(addresses: Iterable[Address], makes: Collection[str]) -> Iterator[str]:
    """Also those whose form nobody can fill in by guessing, as where a file has to be chosen."""
    for address in addresses:
        is_making = address.name in makes or OF_SOMETHING_NEW.search(address.name)
        if (
            is_making
            and address.name not in FINDS_THE_FIRST
            and not getattr(address.view, "makes_once", False)
        ):
            yield f"{address.name} makes something, and makes it twice of a double click: put @once on it"
