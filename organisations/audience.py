"""Who may know of a row, told once: the scope of its queries and the line beside a text box say the same.

    OWN = lambda member: Q(authority__in=member.authority_ids_with(Permission.CASE_SEE))
    AUDIENCE = Audience(Circle(Permission.CASE_SEE, OWN, _("at the authority")))
    def visible_to(self, member): return self.filter(AUDIENCE.rows_for(member))
    readers = {"reason": AUDIENCE.line()}          # Read by procurers, ... at the authority.

The roles in the line come from the table of permissions, so that a role that gains or loses one is named, or
no longer named, the same day.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.functional import lazystr
from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from organisations.permissions import ROLE_PERMISSIONS, Permission, Role

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from organisations.models import Membership


@dataclass(frozen=True)
class Circle:
    """Those who hold the permission and to whom the row is tied, and how that tie is put into words.

    `doors` are what the page that shows the row asks for as well: one of them is enough. Where `where` says
    all, as for a supplier, the roles are not told beside it.
    """

    permission: Permission
    rows: Callable[["Membership"], Q]
    where: "str | _StrPromise"
    doors: tuple[Permission, ...] = ()
    tells_roles: bool = True

    def admits(self, member: "Membership") -> bool:
        return member.may(self.permission) and (
            not self.doors or any(member.may(door) for door in self.doors)
        )

    def tied(self, member: "Membership") -> Q:
        """The rows that the member is tied to, where she holds a door as well."""
        return self.rows(member.through(*self.doors) if self.doors else member)

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that can be in the circle."""
        return tuple(role for role in Role if self._opens(ROLE_PERMISSIONS[role]))

    def _opens(self, held: frozenset[Permission]) -> bool:
        return self.permission in held and (not self.doors or bool(held.intersection(self.doors)))


class Audience:
    """Everyone who may know of a row: the circles together."""

    def __init__(self, *circles: Circle) -> None:
        self.circles = circles

    def rows_for(self, member: "Membership") -> Q:
        """Which rows the member may know exist; none for whoever is in no circle."""
        seen = Q(pk__in=[])
        for circle in self.circles:
            if circle.admits(member):
                seen |= circle.tied(member)
        return seen

    def admits(self, member: "Membership") -> bool:
        """Is the member in any circle at all?"""
        return any(circle.admits(member) for circle in self.circles)

    def through(self, *doors: Permission) -> "Audience":
        """The same rows, seen only on pages that ask for one of these permissions as well. A circle in which
        nobody holds any of them is left out."""
        narrowed = (replace(circle, doors=doors) for circle in self.circles)
        return Audience(*(circle for circle in narrowed if circle.roles))

    def without(self, permission: Permission) -> "Audience":
        """Without the circle of those who hold the permission, where nobody is in it yet."""
        return Audience(*(circle for circle in self.circles if circle.permission != permission))

    def and_also(self, *circles: Circle) -> "Audience":
        return Audience(*self.circles, *circles)

    def line(self, more: "str | _StrPromise" = "") -> Any:
        """The sentence under a text box, in the reader's language when it is shown; `more` follows it."""
        return format_lazy("{} {}", lazystr(_Line(self)), more) if more else lazystr(_Line(self))


class _Line:
    """Words that are put together when somebody reads them."""

    def __init__(self, audience: Audience) -> None:
        self._audience = audience

    def __str__(self) -> str:
        tied: dict[str, set[Role]] = {}
        for circle in self._audience.circles:
            tied.setdefault(str(circle.where), set()).update(circle.roles if circle.tells_roles else ())
        told = [f"{_named(roles)} {where}".strip() for where, roles in tied.items()]
        return _("Read by {whom}.").format(whom="; ".join(told))


def _named(roles: set[Role]) -> str:
    """Procurer, contract manager and auditor, in the order in which they always stand."""
    names = [str(role.label).lower() for role in Role if role in roles]
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
