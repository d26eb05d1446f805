"""The frame: language and organisation switcher."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from organisations.access import logged_in, public
from organisations.middleware import SESSION_ACTING_FOR, SESSION_MEMBER
from organisations.models import Membership

YEAR = 365 * 24 * 60 * 60


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language in a cookie and go back to the page."""
    answer = redirect(_back(request))
    wished = request.POST.get("language", "")
    if wished in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wished,
            max_age=YEAR,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return answer


@logged_in
@require_POST
def organisation_switch(request: Any) -> HttpResponse:
    """Act as another of one's own memberships from now on."""
    own = Membership.objects.active().filter(user=request.user)
    chosen = get_object_or_404(own, pk=request.POST.get("membership") or 0)
    request.session[SESSION_MEMBER] = chosen.pk
    request.session.pop(SESSION_ACTING_FOR, None)
    return redirect("home")


def _back(request: HttpRequest) -> str:
    wished = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wished, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wished if safe else "/"
