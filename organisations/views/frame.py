"""The frame: language, organisation switcher and the icon."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from core.onward import own_address
from organisations.access import logged_in, public
from organisations.adapters import remember_language
from organisations.middleware import SESSION_ACTING_FOR, SESSION_MEMBER
from organisations.models import Membership


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language, for a person with an account also for her mails, and go back to the page."""
    answer = redirect(own_address(request, request.POST.get("next", "")))
    wished = request.POST.get("language", "")
    if wished in dict(settings.LANGUAGES):
        remember_language(answer, wished)
        if request.user.is_authenticated:
            request.user.choose_language(wished)
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


@public
@require_safe
@cache_control(public=True, max_age=24 * 60 * 60)
def icon(request: HttpRequest) -> HttpResponse:
    """Where browsers ask for the icon of what names none, such as a document that is opened by itself."""
    return redirect(static("img/mark.svg"))
