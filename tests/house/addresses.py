"""Every address of the product, found by walking the URLconf."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

THIRD_PARTY = ("allauth.", "django.")


@dataclass(frozen=True)
class Address:
    """One pattern: its name with namespaces, its view, and the names of its arguments."""

    name: str
    view: Any
    route: str
    arguments: tuple[str, ...]

    @property
    def door(self) -> Any:
        """What the view asks for: permissions, "public", "logged_in", "operator", or None."""
        return getattr(self.view, "door", None)

    @property
    def is_ours(self) -> bool:
        return not getattr(self.view, "__module__", "").startswith(THIRD_PARTY)


def walk(resolver: URLResolver | None = None) -> list[Address]:
    return list(_walk(resolver or get_resolver(), namespaces=(), route=""))


def ours() -> list[Address]:
    return [address for address in walk() if address.is_ours]


def _walk(resolver: URLResolver, *, namespaces: tuple[str, ...], route: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from _walk(entry, namespaces=inner, route=here)
        elif isinstance(entry, URLPattern):
            yield _address(entry, namespaces=namespaces, route=here)


def _address(entry: URLPattern, *, namespaces: tuple[str, ...], route: str) -> Address:
    name = ":".join((*namespaces, entry.name or ""))
    pattern = entry.pattern
    arguments = (
        tuple(pattern.converters) if isinstance(pattern, RoutePattern) else tuple(pattern.regex.groupindex)
    )
    return Address(name=name, view=entry.callback, route=route, arguments=arguments)
