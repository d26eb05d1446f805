"""Whose cases a member may work with: asked for with the membership itself, in one query."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from organisations.models.authority import Authority
from organisations.models.cooperation import Cooperation, Opens


@dataclass(frozen=True)
class Given:
    """What one authority elsewhere has opened: to the whole organisation, or to one authority of it."""

    giver: int
    opens: frozenset[str]
    receiver: int | None


@dataclass(frozen=True)
class Reach:
    """`own` are the authorities named for the member, by id, with their names; `organisation` all of them."""

    own: dict[int, str]
    organisation: frozenset[int]
    given: tuple[Given, ...]

    def opened(self, what: Opens, *, to: frozenset[int]) -> frozenset[int]:
        """Authorities that have opened `what` to the organisation or to one of the authorities `to`."""
        return frozenset(
            given.giver
            for given in self.given
            if what in given.opens and (given.receiver is None or given.receiver in to)
        )


@dataclass(frozen=True)
class Scope:
    """Where some permissions may be used: at authorities named for their holders, and in all; whether they
    are held at all."""

    own: frozenset[int]
    every: frozenset[int]
    is_held: bool


def reach_told() -> JSONObject:
    """One column with everything that a reach is made of, for a queryset of memberships."""
    own = Authority.objects.filter(memberships=OuterRef("pk")).order_by("sort_key", "pk")
    every = Authority.objects.filter(organisation=OuterRef("organisation"))
    given = Cooperation.objects.in_force().filter(receiver=OuterRef("organisation"))
    return JSONObject(
        own=ArraySubquery(own.values(told=JSONObject(pk="pk", name="name"))),
        organisation=ArraySubquery(every.values("pk")),
        given=ArraySubquery(
            given.values(told=JSONObject(giver="giver_id", opens="opens", receiver="receiving_authority_id"))
        ),
    )


def reach_from(told: dict[str, Any]) -> Reach:
    return Reach(
        own={row["pk"]: row["name"] for row in told["own"]},
        organisation=frozenset(told["organisation"]),
        given=tuple(Given(row["giver"], frozenset(row["opens"]), row["receiver"]) for row in told["given"]),
    )
