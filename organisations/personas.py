"""Persona log-in outside production: every demo person with one button, and the check that shuts it out."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db.models import QuerySet

from organisations.models import Membership, User

MOST_ORGANISATIONS = 60


@dataclass(frozen=True)
class PersonaGroup:
    """The people of one organisation."""

    organisation: str
    kind: str
    people: list[Membership]


def persona_operators() -> QuerySet[User]:
    """Those who run the installation."""
    return User.objects.filter(is_operator=True, is_active=True).order_by("sort_key", "pk")


def persona_groups() -> list[PersonaGroup]:
    """Members in force by organisation, in Swedish order. A bench database shows only its first ones."""
    members = (
        Membership.objects.active()
        .select_related("user", "organisation")
        .prefetch_related("authorities")
        .order_by("organisation__kind", "organisation__sort_key", "organisation_id", "user__sort_key")
    )
    return list(_grouped(members[: MOST_ORGANISATIONS * 10]))[:MOST_ORGANISATIONS]


def _grouped(members: Any) -> Iterator[PersonaGroup]:
    for organisation, people in groupby(members, key=lambda member: member.organisation):
        yield PersonaGroup(organisation.name, organisation.get_kind_display(), list(people))


def persona_log_in_is_shut(**options: Any) -> list[CheckMessage]:
    """Production must not start with a log-in that asks for no password."""
    if settings.IS_PRODUCTION and settings.PERSONA_LOGIN:
        return [
            Error(
                "PERSONA_LOGIN is on in production: anybody could log in as anybody.",
                hint="Remove PERSONA_LOGIN from the production settings.",
                id="organisations.E001",
            )
        ]
    return []
