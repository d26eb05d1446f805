"""Doors and scopes (site.py)."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from organisations.access import public, requires
from organisations.permissions import Permission
from procurements.models import Commitment
from tests.house.plants.site_frame import SEES, page, seen


@requires(SEES)
def scoped(request: Any, pk: int) -> HttpResponse:
    return page(request, "<p>{{ row.title }}</p>", row=seen(request, pk))


def doorless(request: Any) -> HttpResponse:
    return page(request, "<p>Prov</p>")


@requires(SEES)
def unscoped(request: Any, pk: int) -> HttpResponse:
    return page(request, "<p>{{ row.title }}</p>", row=get_object_or_404(Commitment, pk=pk))


@requires(Permission.HOME)
def for_everyone(request: Any, pk: int) -> HttpResponse:
    return unscoped.__wrapped__(request, pk)  # type: ignore[attr-defined]


@requires(SEES)
def telling(request: Any, pk: int) -> HttpResponse:
    if not Commitment.objects.visible_to(request.member).filter(pk=pk).exists():
        is_there = Commitment.objects.filter(pk=pk).exists()
        return page(request, "<p>Någon annans</p>" if is_there else "<p>Saknas</p>", status=404)
    return scoped(request, pk)


@requires(SEES)
def writing_unscoped(request: Any, pk: int) -> HttpResponse:
    if request.method == "POST":
        return redirect("planted:scoped", get_object_or_404(Commitment, pk=pk).pk)
    return scoped(request, pk)


@requires(SEES)
def speechless(request: Any, pk: int) -> HttpResponse:
    seen(request, pk)
    raise PermissionDenied


@requires(SEES)
def closed(request: Any, pk: int) -> HttpResponse:
    seen(request, pk)
    raise PermissionDenied("Avtalet är stängt.")


def with_door(view: Callable[..., Any]) -> Callable[..., Any]:
    """A door that stands in the wall and is not looked at."""
    view.door = (SEES,)  # type: ignore[attr-defined]
    return view


@with_door
def hasty(request: Any, pk: int) -> HttpResponse:
    row = Commitment.objects.filter(pk=pk).first()
    if request.member is None or not request.member.may(SEES):
        raise PermissionDenied
    return scoped(request, row.pk if row else 0)


@with_door
def evasive(request: Any, pk: int) -> HttpResponse:
    if request.member is None or not request.member.may(SEES):
        raise Http404
    return scoped(request, pk)


@with_door
def chatty(request: Any, pk: int) -> HttpResponse:
    if request.member is None or not request.member.may(SEES):
        is_small = pk < 1_000_000_000
        raise PermissionDenied("Fråga handläggaren." if is_small else "")
    return scoped(request, pk)


@public
def open_to_all(request: Any, pk: int) -> HttpResponse:
    return page(request, "<p>Avtal {{ pk }}</p>", pk=pk)


@public
def open_to_those_with_a_row(request: Any, pk: int) -> HttpResponse:
    return open_to_all(request, get_object_or_404(Commitment, pk=pk).pk)
