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
    where the member has many entries.
    """

    label: Any
    url_name: str
    permissions: tuple[Permission, ...]
    part: str = ""
    homes: tuple[Home, ...] = field(default=())
    is_seldom: bool = False


navigation: Slot[NavigationItem] = Slot("navigation")
unread_count: Slot[Callable[[Membership], int]] = Slot("unread_count")
