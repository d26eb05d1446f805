"""What the house tests need to know of one address to ask it. What a role may expect is never stated here:
that follows from the view's door and from the rows' `visible_to`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.urls import reverse

from organisations.models import Membership
from tests.house.world import Corner, Missing, World

Kwargs = Callable[[Any], Mapping[str, Any]]


class Reach(Enum):
    """Who beyond the row's own authority may know of it."""

    ORGANISATION = "every authority of the organisation"
    AUTHORITY = "the authority, and organisation-wide roles"
    STRICT = "the authority only, whatever the role"


@dataclass(frozen=True, kw_only=True)
class Case:
    """How one address is asked.

    `row`: which row of a corner its arguments come from (an attribute of Corner), for `pk` alone.
    `kwargs`: where the arguments are not `pk` of that row alone; given a corner.
    `states`: other rows of the corner, the same in other states, that are asked for in the same way.
    `query`: what stands after the question mark.
    `row_seen`: does the member see the row? Unless given, the row's own `visible_to` is asked.
    `more`: adds one row to what a list or dashboard shows; marks it as one (its queries are counted).
    `counted`: which of `states` is counted, where the row itself does not hold what `more` adds to.
    `has_tenant`: False for rows that belong to nobody, such as a kind of document.
    `is_costly`: the answer takes a second and is the same for everyone, so that only two are asked.
    `is_specimen`: samples of components; their forms and links go nowhere.
    `differs_by_role`: each role has a page of her own there.
    `asks_for_choice`: without a choice in the form there is nothing to show, and 404 is right.
    """

    row: str = ""
    kwargs: Kwargs | None = None
    states: tuple[str, ...] = ()
    reach: Reach = Reach.AUTHORITY
    query: str = ""
    row_seen: Callable[[Membership, Corner], bool] | None = None
    more: Callable[[World], object] | None = None
    counted: str = ""
    has_tenant: bool = True
    is_costly: bool = False
    asks_for_choice: bool = False
    is_specimen: bool = False
    differs_by_role: bool = False

    @property
    def is_list(self) -> bool:
        return self.more is not None

    @property
    def takes_row(self) -> bool:
        return bool(self.row)

    def url(self, name: str, corner: "Corner | Missing", *, row: str = "") -> str:
        """The address for the corner's row; for another one of `states` where `row` names it."""
        if self.kwargs is not None:
            arguments = dict(self.kwargs(_Swapped(corner, self.row, row) if row else corner))
        elif self.row:
            arguments = {"pk": getattr(corner, row or self.row).pk}
        else:
            arguments = {}
        return reverse(name, kwargs=arguments) + self.query

    def is_seen(self, member: Membership, corner: Corner, *, row: str = "") -> bool:
        """May the member know of the corner's row?"""
        if self.row_seen is not None:
            return self.row_seen(member, corner)
        asked = getattr(corner, row or self.row)
        return bool(type(asked).objects.visible_to(member).filter(pk=asked.pk).exists())


class _Swapped:
    """A corner in which one row stands in another's place."""

    def __init__(self, corner: Any, name: str, instead: str) -> None:
        self._corner, self._name, self._instead = corner, name, instead

    def __getattr__(self, name: str) -> Any:
        return getattr(self._corner, self._instead if name == self._name else name)
