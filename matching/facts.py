"""What the facts of a placement say, as typed values, and how they fold into how it stands.

A placement's history is a list of dated facts. `fold` reads those that were known at a moment, so the
same question asked later about an earlier day gets the same answer as then.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Protocol

from matching.choices import Attribution, FactKind, PlacementForm


class FactRow(Protocol):
    """The columns of a stored fact that folding reads."""

    kind: str
    value: dict[str, Any]
    valid_from: dt.date
    member_id: int | None
    on_behalf_of_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a placement stands: what was agreed, the scopes in force from their days, and its end.

    `counts_told` and `bonus_told` are what was said of the two on its own: it outlives a correction of what
    was agreed.
    """

    type: str
    form: str
    starts_on: dt.date
    planned_end_on: dt.date | None
    offered_on: dt.date | None
    route: str
    is_bonus: bool
    counts: bool
    scopes: tuple[tuple[dt.date, Fraction], ...]
    ended_on: dt.date | None = None
    ended_because: str = ""
    attribution: str = Attribution.UNKNOWN
    counts_told: bool | None = None
    bonus_told: bool | None = None
    group_confirmed_on: dt.date | None = None
    group_confirmed_by: int | None = None
    group_confirmed_for: int | None = None

    @property
    def scope(self) -> Fraction:
        """The latest share of full time."""
        return self.scopes[-1][1]


def agreed(
    *,
    type: str,
    starts_on: dt.date,
    scope: Fraction,
    form: str = PlacementForm.NONE,
    planned_end_on: dt.date | None = None,
    offered_on: dt.date | None = None,
    route: str = "",
    is_bonus: bool = False,
    counts: bool = True,
) -> dict[str, Any]:
    """The value of an AGREED fact."""
    return {
        "type": type,
        "form": form,
        "starts_on": starts_on.isoformat(),
        "planned_end_on": planned_end_on and planned_end_on.isoformat(),
        "offered_on": offered_on and offered_on.isoformat(),
        "route": route,
        "is_bonus": is_bonus,
        "counts": counts,
        "scope": str(scope),
    }


def fold(facts: Iterable[FactRow]) -> Standing | None:
    """The standing after the facts in the order recorded; None when withdrawn or never agreed."""
    standing: Standing | None = None
    for fact in facts:
        if fact.kind == FactKind.WITHDRAWN:
            standing = None
        elif fact.kind == FactKind.AGREED:
            standing = _agreed(fact.value, before=standing)
        elif standing is not None:
            standing = _told(standing, fact)
    return standing


def _agreed(value: dict[str, Any], *, before: Standing | None) -> Standing:
    starts_on = dt.date.fromisoformat(value["starts_on"])
    told = before.counts_told if before else None
    bonus = before.bonus_told if before else None
    later = [pair for pair in before.scopes[1:] if pair[0] > starts_on] if before else []
    return Standing(
        type=value["type"],
        form=value["form"],
        starts_on=starts_on,
        planned_end_on=_day(value["planned_end_on"]),
        offered_on=_day(value["offered_on"]),
        route=value["route"],
        is_bonus=value["is_bonus"] if bonus is None else bonus,
        bonus_told=bonus,
        counts=value["counts"] if told is None else told,
        counts_told=told,
        scopes=((starts_on, Fraction(value["scope"])), *later),
        ended_on=before.ended_on if before else None,
        ended_because=before.ended_because if before else "",
        attribution=before.attribution if before else Attribution.UNKNOWN,
        group_confirmed_on=before.group_confirmed_on if before else None,
        group_confirmed_by=before.group_confirmed_by if before else None,
        group_confirmed_for=before.group_confirmed_for if before else None,
    )


def _told(standing: Standing, fact: FactRow) -> Standing:
    if fact.kind == FactKind.SCOPE:
        others = [pair for pair in standing.scopes if pair[0] < fact.valid_from]
        return replace(standing, scopes=(*others, (fact.valid_from, Fraction(fact.value["scope"]))))
    if fact.kind == FactKind.ENDED:
        return replace(standing, ended_on=_day(fact.value["ended_on"]), ended_because=fact.value["because"])
    if fact.kind == FactKind.COUNTS:
        return replace(standing, counts=fact.value["counts"], counts_told=fact.value["counts"])
    if fact.kind == FactKind.GROUP:
        belongs = fact.value["belongs"]
        return replace(
            standing,
            group_confirmed_on=fact.valid_from if belongs else None,
            group_confirmed_by=fact.member_id if belongs else None,
            group_confirmed_for=fact.on_behalf_of_id if belongs else None,
        )
    if fact.kind == FactKind.BONUS:
        return replace(standing, is_bonus=fact.value["is_bonus"], bonus_told=fact.value["is_bonus"])
    return replace(standing, attribution=fact.value["attribution"])


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
