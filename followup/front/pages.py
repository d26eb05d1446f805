"""What the pages of the public front show: finished in the reader's language, without a query."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from core.components import Tread, Way
from followup.front.picture import Picture, picture_of
from followup.front.texts import (
    MAIN,
    PhaseText,
    RoleStep,
    RoleText,
    StepText,
    phases_in,
    roles_in,
    steps_in,
)


@dataclass(frozen=True, kw_only=True)
class StartPage:
    treads: tuple[Tread, ...]
    phases: tuple[str, ...]
    roles: tuple[Way, ...]


@dataclass(frozen=True, kw_only=True)
class ShareRow:
    """A role, and for each step whether it has much to do there."""

    name: str
    url: str
    shares: tuple[bool, ...]


@dataclass(frozen=True, kw_only=True)
class ModelPage:
    steps: tuple[StepText, ...]
    phases: tuple[PhaseText, ...]
    picture: Picture
    rows: tuple[ShareRow, ...]


@dataclass(frozen=True, kw_only=True)
class RolePage:
    """A role, its part of each step, and the ways to the other roles."""

    role: RoleText
    parts: tuple["RolePart", ...]
    others: tuple[ShareRow, ...]


@dataclass(frozen=True, kw_only=True)
class RolePart:
    step: StepText
    is_main: bool
    does: RoleStep


def start_page(site: str) -> StartPage:
    """`site`: the instance of the front's addresses, one for each language."""
    language = _language()
    model = reverse("front:model", current_app=site)
    treads = tuple(
        Tread(number=step.number, name=step.name, text=step.short, url=f"{model}#{step.slug}")
        for step in steps_in(language)
    )
    roles = tuple(
        Way(title=role.name, url=_role_url(role, site), text=role.text, points=role.points)
        for role in roles_in(language)
    )
    return StartPage(treads=treads, phases=tuple(phase.name for phase in phases_in(language)), roles=roles)


def model_page(site: str) -> ModelPage:
    """The picture, the same as a table, and each step in words."""
    language = _language()
    steps, phases, roles = steps_in(language), phases_in(language), roles_in(language)
    return ModelPage(
        steps=tuple(steps),
        phases=tuple(phases),
        picture=picture_of(steps, phases, roles),
        rows=tuple(_share_row(role, steps, site) for role in roles),
    )


def role_page(slug: str, site: str) -> RolePage | None:
    """None where no role has this address."""
    language = _language()
    steps, roles = steps_in(language), roles_in(language)
    role = next((row for row in roles if row.slug == slug), None)
    if role is None:
        return None
    parts = tuple(
        RolePart(step=step, is_main=step.share[role.key] == MAIN, does=role.steps[step.key]) for step in steps
    )
    others = tuple(_share_row(row, steps, site) for row in roles if row != role)
    return RolePage(role=role, parts=parts, others=others)


def _share_row(role: RoleText, steps: list[StepText], site: str) -> ShareRow:
    shares = tuple(step.share[role.key] == MAIN for step in steps)
    return ShareRow(name=role.name, url=_role_url(role, site), shares=shares)


def _role_url(role: RoleText, site: str) -> str:
    return reverse("front:role", args=[role.slug], current_app=site)


def _language() -> str:
    return (get_language() or "sv")[:2]
