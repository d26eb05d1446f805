"""The door of every view: who may come in."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import resolve
from django_htmx.middleware import HtmxDetails

from organisations.models import Membership
from organisations.permissions import Permission

Params = ParamSpec("Params")
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class MemberRequest(HttpRequest):
    """A request behind `@requires`: `member` is the membership that acts."""

    member: Membership
    htmx: HtmxDetails
    place: str  # the address that the menu goes by, where a view gives another than the page's own


def requires(*permissions: Permission) -> Callable[[View], View]:
    """Let members in who hold one of the permissions; others get 403 before any row is looked up."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            member = request.member
            if member is None or not any(member.may(permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.door = permissions  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def public(view: View) -> View:
    """Open to strangers: the view opts out of the log-in that the middleware asks for."""
    view.door = "public"  # type: ignore[attr-defined]
    return view


def logged_in(view: View) -> View:
    """Open to everyone who is logged in, also without a membership."""
    view.door = "logged_in"  # type: ignore[attr-defined]
    return view


def operators_only(view: View) -> View:
    """Open to those who run the installation; they see no case."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_operator:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    guarded.door = "operator"  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]


def may_open(member: Membership, url: str) -> bool:
    """Does the door at an address of ours let the member in? For links, so that none leads to a refusal.

    Asks the very door of the view. Says nothing of a part that is switched off, of the row behind it, nor of
    what its state allows: that is for `Organisation.has`, for scopes and for the rooms' policies.
    """
    door = getattr(resolve(urlsplit(url).path).func, "door", None)
    if isinstance(door, tuple):
        return any(member.may(permission) for permission in door)
    return door != "operator" or member.user.is_operator
