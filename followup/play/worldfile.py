"""The file of the demo world, read into frozen rows."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from followup.play.people import Person
from organisations.permissions import Role


@dataclass(frozen=True, kw_only=True)
class House:
    """An organisation to be founded."""

    name: str
    kind: str
    is_public: bool
    is_social_enterprise: bool
    authorities: tuple[dict[str, str], ...]
    people: tuple[Person, ...]


@dataclass(frozen=True, kw_only=True)
class WorldFile:
    """What the demo world consists of besides its cases. The lists below `cases` hold plain rows
    of the file."""

    since: dt.date
    today: dt.date
    houses: tuple[House, ...]
    cooperations: tuple[dict[str, Any], ...]
    cases: dict[str, dict[str, str]]
    candidates: dict[str, list[dict[str, Any]]]
    messages: tuple[dict[str, Any], ...]
    profiles: tuple[dict[str, Any], ...]
    late_reports: tuple[dict[str, Any], ...]
    coming: tuple[dict[str, Any], ...]
    planned: tuple[dict[str, Any], ...]


def read_world(path: Path) -> WorldFile:
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    return WorldFile(
        since=told["since"],
        today=told["today"],
        houses=tuple(house(row) for row in told["organisations"]),
        cooperations=tuple(told["cooperations"]),
        cases=told["cases"],
        candidates=told["candidates"],
        messages=tuple(told["messages"]),
        profiles=tuple(told["profiles"]),
        late_reports=tuple(told["late_reports"]),
        coming=tuple(told["coming"]),
        planned=tuple(told["planned"]),
    )


def house(row: dict[str, Any]) -> House:
    return House(
        name=row["name"],
        kind=row["kind"],
        is_public=row.get("public", False),
        is_social_enterprise=row.get("social_enterprise", False),
        authorities=tuple(row.get("authorities", ())),
        people=tuple(person(told, domain=row["domain"]) for told in row["people"]),
    )


def person(row: dict[str, Any], *, domain: str) -> Person:
    return Person(
        name=row["name"],
        roles=tuple(Role(role) for role in row["roles"]),
        domain=domain,
        title=row.get("title", ""),
        phone=row.get("phone", ""),
        authorities=tuple(row.get("authorities", ())),
        valid_until=row.get("valid_until"),
    )
