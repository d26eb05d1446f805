"""The door and the frame of the public front. The language stands in the address, so that no cookie has to
remember it; the pages set none at all, ask for no script, and no other host."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from core.middleware import LANGUAGE_QUERY
from followup.front.menu import menu
from organisations.access import public

SWEDISH, ENGLISH = "front", "front_en"  # instances of the front's addresses
LANGUAGE_OF = {SWEDISH: "sv", ENGLISH: "en"}
OTHER = {SWEDISH: (ENGLISH, "en", "English"), ENGLISH: (SWEDISH, "sv", "Svenska")}


def front(view: Callable[..., HttpResponseBase]) -> Any:
    """Open to strangers, in the language of the address."""

    @public
    @wraps(view)
    def worded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language = LANGUAGE_OF[site_of(request)]
        with translation.override(language):
            response = view(request, *args, **kwargs)
        response.headers["Content-Language"] = language
        return response

    return worded


def site_of(request: HttpRequest) -> str:
    """Which instance of the front's addresses was asked."""
    match = request.resolver_match
    return match.namespace if match and match.namespace in LANGUAGE_OF else SWEDISH


def show(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page in the front's frame."""
    site = site_of(request)
    query = "" if site == SWEDISH else f"?{LANGUAGE_QUERY}={LANGUAGE_OF[site]}"
    frame = {
        "menu": menu(site, path=request.path),
        "language_link": _language_link(request, site),
        "query": query,
    }
    return render(request, template, {**(context or {}), "front": frame}, status=status)


def _language_link(request: HttpRequest, site: str) -> dict[str, str]:
    """The same page in the other language."""
    other, code, name = OTHER[site]
    match = request.resolver_match
    url = reverse(f"front:{match.url_name}", kwargs=match.kwargs, current_app=other) if match else "/"
    return {"url": url, "code": code, "name": name}
