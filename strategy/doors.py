"""The doors of this room: a permission, and a part of the product that is switched on."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse

from organisations.access import MemberRequest, requires
from organisations.models import Part
from organisations.permissions import Permission

View = TypeVar("View", bound=Callable[..., HttpResponse])
P = Permission

READERS = (P.STRATEGY_SEE, P.RECORD_REGISTER)
ORDER_READERS = (*READERS, P.ORGANISATION_ADMINISTER)
ORDER_KEEPERS = (P.RECORD_REGISTER, P.ORGANISATION_ADMINISTER)
DELEGATING_PARTS = (Part.STRATEGY, Part.PROCUREMENT)


def door(*permissions: Permission, parts: tuple[Part, ...] = (Part.STRATEGY,)) -> Callable[[View], View]:
    """`requires`, and 404 as if there were no such page while every one of `parts` is off."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: MemberRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not any(request.member.organisation.has(part) for part in parts):
                raise Http404
            return view(request, *args, **kwargs)

        return requires(*permissions)(guarded)  # type: ignore[return-value]

    return decorate


def check(reason: str | None) -> None:
    """Turn the reason of a policy into the answer 403 that shows it."""
    if reason is not None:
        raise PermissionDenied(reason)
