"""The world that the house tests walk through: four corners of the same shape.

`own` is the corner of the members who ask. `other` is another authority of the same organisation, `foreign`
another organisation; `missing` answers every question with ids that no row has. Each room furnishes every
corner with its rows (tests/house/cases_<room>.py), so that what is refused is of the same kind, and in the
same states, as what is shown.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import pytest

from core import clock
from core.actors import actor_columns
from organisations.models import Authority, Kind, Membership, Organisation, Part, User
from organisations.models.roles import ROLES_BY_KIND
from organisations.permissions import Role
from tests.organisations.factories import (
    AuthorityFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
)

MOMENT = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)  # Monday, 09.00 in Sweden
TODAY = MOMENT.date()
NO_ROW = 2_000_000_000
SUPPLIER_ROLES = (Role.SUPPLIER_REPRESENTATIVE, Role.SUPPLIER_SIGNATORY)


@contextmanager
def still() -> Iterator[None]:
    """Let time stand still at MOMENT in every thread, also in those of a server."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "_frozen", ContextVar("frozen_moment", default=MOMENT))
        yield


@dataclass
class Corner:
    """One authority with its people, its supplier and its rows; `corner.report` is a row."""

    name: str
    organisation: Organisation
    authority: Authority
    supplier: Organisation
    people: dict[Role, Membership]
    rows: dict[str, Any] = field(default_factory=dict)

    def add(self, **rows: Any) -> None:
        if twice := self.rows.keys() & rows.keys():
            raise ValueError(f"two rooms furnish {sorted(twice)}")
        self.rows |= rows

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["rows"][name]
        except KeyError:
            raise AttributeError(
                f"No room furnishes {name!r}: add it in tests/house/cases_<room>.py"
            ) from None


class Missing:
    """A corner in which nothing exists: every row has an id, and no row has that id."""

    name = "missing"
    pk = NO_ROW

    def __getattr__(self, name: str) -> "Missing":
        return self

    def __str__(self) -> str:
        return "no-such-row"


@dataclass
class World:
    """All corners, and those who ask."""

    own: Corner
    other: Corner
    foreign: Corner
    operator: User
    nobody: User
    missing: Missing = field(default_factory=Missing)

    def member(self, role: Role) -> Membership:
        """The member of the own corner who holds this one role, as a request would find her."""
        return Membership.objects.select_related("user", "organisation").get(pk=self.own.people[role].pk)


def bare_world() -> World:
    """Organisations, authorities and people, before the rooms put their rows in."""
    municipality = OrganisationFactory(name="Storköpings kommun", parts=list(Part.values))
    elsewhere = OrganisationFactory(name="Fjärrköpings kommun", parts=list(Part.values))
    return World(
        own=_corner("own", municipality, "Tekniska nämnden", everyone=True),
        other=_corner("other", municipality, "Socialnämnden"),
        foreign=_corner("foreign", elsewhere, "Kommunstyrelsen"),
        operator=UserFactory(name="Olle Operatör", is_operator=True),
        nobody=UserFactory(name="Ny Utan Roll"),
    )


def another_step(row: Any) -> None:
    """One more step in the history of the row, taken by somebody who has taken none."""
    by = MembershipFactory(organisation=OrganisationFactory(), roles=[Role.PROCURER])
    row.status_changes.create(from_state=row.state, to_state=row.state, **actor_columns(by))


def _corner(name: str, organisation: Organisation, authority_name: str, *, everyone: bool = False) -> Corner:
    authority = AuthorityFactory(organisation=organisation, name=authority_name)
    supplier = OrganisationFactory(supplier=True)
    roles = ROLES_BY_KIND[Kind.CONTRACTING] if everyone else (Role.PROCURER, Role.DECISION_MAKER)
    people = {role: _member(role, organisation, authority) for role in roles}
    people |= {role: _member(role, supplier, None) for role in SUPPLIER_ROLES}
    return Corner(name, organisation, authority, supplier, people)


def _member(role: Role, organisation: Organisation, authority: Authority | None) -> Membership:
    until = TODAY + dt.timedelta(days=90) if role == Role.AUDITOR else None
    given = {} if authority is None else {"authority": authority}
    return MembershipFactory(
        organisation=organisation, roles=[role], title=str(role.label), valid_until=until, **given
    )
