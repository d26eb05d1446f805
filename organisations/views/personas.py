"""Persona log-in. Its addresses exist only outside production (config/urls_outside_production.py)."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import audit
from core.actors import Account
from core.onward import own_address
from organisations.access import logged_in, public
from organisations.middleware import SESSION_ACTING_FOR, SESSION_MEMBER
from organisations.models import Membership
from organisations.personas import persona_groups, persona_operators
from organisations.reauthentication import SESSION_PERSONA, record_persona_factor
from organisations.views.invitations import BACKEND


@public
def personas(request: HttpRequest) -> HttpResponse:
    """Everybody in the demo world; the button logs in as that person."""
    if not settings.PERSONA_LOGIN:
        raise Http404
    if request.method != "POST":
        context = {"groups": persona_groups(), "operators": persona_operators()}
        return render(request, "organisations/personas.html", context)
    if operator := request.POST.get("operator", ""):
        return _as_operator(request, operator)
    wished = request.POST.get("membership", "")
    number = int(wished) if wished.isdecimal() else 0
    members = Membership.objects.active().select_related("user")
    member = get_object_or_404(members, pk=number)
    login(request, member.user, backend=BACKEND)
    request.session[SESSION_MEMBER] = member.pk
    request.session.pop(SESSION_ACTING_FOR, None)
    request.session[SESSION_PERSONA] = True
    audit.record(
        "logged_in_as_persona",
        member.user,
        by=Account(member.user_id),
        organisation_id=member.organisation_id,
    )
    return redirect("home")


def _as_operator(request: HttpRequest, wished: str) -> HttpResponse:
    number = int(wished) if wished.isdecimal() else 0
    user = get_object_or_404(persona_operators(), pk=number)
    login(request, user, backend=BACKEND)
    request.session[SESSION_PERSONA] = True
    audit.record("logged_in_as_persona", user, by=Account(user.pk))
    return redirect("operator_organisation_list")


@logged_in
@require_POST
def persona_second_factor(request: Any) -> HttpResponse:
    """A demo person has no telephone: the button stands in for her second factor."""
    if not settings.PERSONA_LOGIN or not request.session.get(SESSION_PERSONA):
        raise Http404
    record_persona_factor(request, request.user)
    return redirect(own_address(request, request.POST.get("next", ""), otherwise=reverse("home")))
