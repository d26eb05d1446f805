"""What upper rooms add to the frame of every page."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from core.registry import Slot
from organisations.models.membership import Membership
from organisations.permissions import Home, Permission


@dataclass(frozen=True)
class NavigationItem:
    """One entry of the role navigation, shown to those who hold one of the permissions.

    `part` ties it to a function switch, `homes` to certain homes (empty: all). `is_seldom`: folded in
    where the member has many entries. `also` begins the names of views that belong under the entry though
    their address does not begin as its own does; of two entries that name a view the first is marked.
    """

    label: Any
    url_name: str
    permissions: tuple[Permission, ...]
    part: str = ""
    homes: tuple[Home, ...] = field(default=())
    is_seldom: bool = False
    also: tuple[str, ...] = field(default=())


navigation: Slot[NavigationItem] = Slot("navigation")
unread_count: Slot[Callable[[Membership], int]] = Slot("unread_count")
