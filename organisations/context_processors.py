"""What the frame around every page needs to know of its reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from organisations.access import may_open
from organisations.models import Membership
from organisations.slots import NavigationItem, navigation, unread_count

MOST_IN_ROW = 8  # entries of the main menu that one line of an ordinary screen holds


@dataclass(frozen=True)
class MenuLink:
    label: str
    url: str
    is_current: bool
    is_seldom: bool


@dataclass(frozen=True)
class Menu:
    """The main menu: the entries in the row, and those folded in behind the last one."""

    row: tuple[MenuLink, ...] = ()
    folded: tuple[MenuLink, ...] = ()


@dataclass(frozen=True)
class SwitcherEntry:
    value: int
    name: str
    sub: str
    is_current: bool


@dataclass(frozen=True)
class Shell:
    """Header, menus and language of one page."""

    member: Membership | None
    organisation_name: str
    authority_name: str
    switcher: tuple[SwitcherEntry, ...]
    navigation: Menu
    messages_url: str
    unread: int
    user_name: str
    language: str
    other_language: str
    other_language_name: str
    environment: str


def shell(request: Any) -> dict[str, Any]:
    """The variable `shell`, built when a template first reads it."""
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: Any) -> Shell:
    member: Membership | None = getattr(request, "member", None)
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    others = [(code, name) for code, name in settings.LANGUAGES if code != language]
    messages_url = reverse("message_list")
    reads_messages = member is not None and may_open(member, messages_url)
    return Shell(
        member=member,
        organisation_name=member.organisation.name if member else "",
        authority_name=place_name(member) if member else "",
        switcher=tuple(_switcher(getattr(request, "memberships", []), current=member)),
        navigation=folded(tuple(_menu(member, request))) if member else Menu(),
        messages_url=messages_url if reads_messages else "",
        unread=sum(count(member) for count in unread_count) if member and reads_messages else 0,
        user_name=str(request.user)
        if getattr(request, "user", None) and request.user.is_authenticated
        else "",
        language=language,
        other_language=others[0][0],
        other_language_name=others[0][1],
        environment="demo" if settings.PERSONA_LOGIN else "",
    )


def place_name(member: Membership) -> str:
    """The authority the member works for, when there is just one."""
    names = list(member.reach.own.values())
    return names[0] if len(names) == 1 else ""


def _switcher(memberships: Iterable[Membership], *, current: Membership | None) -> Iterable[SwitcherEntry]:
    for membership in memberships:
        yield SwitcherEntry(
            value=membership.pk,
            name=membership.organisation.name,
            sub=", ".join(membership.role_names[:2]),
            is_current=membership == current,
        )


def _menu(member: Membership, request: Any) -> Iterable[MenuLink]:
    items: list[NavigationItem] = [
        item
        for item in navigation
        if any(member.may(permission) for permission in item.permissions)
        and (not item.part or member.organisation.shows(item.part))
        and (not item.homes or member.home in item.homes)
    ]
    current = _current(items, request)
    for item in items:
        yield MenuLink(
            label=str(item.label),
            url=reverse(item.url_name),
            is_current=item is current,
            is_seldom=item.is_seldom,
        )


def _current(items: Iterable[NavigationItem], request: Any) -> NavigationItem | None:
    """The entry that the page lies under: by its address, else by the name of its view."""
    path = getattr(request, "place", request.path)
    home, found = reverse("home"), {item: reverse(item.url_name) for item in items}
    above = [item for item, url in found.items() if path == url or (url != home and path.startswith(url))]
    if above:
        return max(above, key=lambda item: len(found[item]))
    view = request.resolver_match.view_name if request.resolver_match else ""
    return next((item for item in found if item.also and view.startswith(item.also)), None)


def folded(links: tuple[MenuLink, ...]) -> Menu:
    """What is seldom used is folded in where the entries are too many for a line; never where one is now."""
    if len(links) <= MOST_IN_ROW:
        return Menu(links)
    hidden = tuple(link for link in links if link.is_seldom and not link.is_current)
    return Menu(tuple(link for link in links if link not in hidden), hidden)
