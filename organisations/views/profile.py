"""One's own account: profile, second factor, and staying logged in."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.actors import Account
from core.answers import carried_out, form_page, sent
from core.onward import own_address
from organisations.access import logged_in
from organisations.adapters import remember_language
from organisations.forms.people import ProfileForm
from organisations.models import Membership
from organisations.queries import second_factor_of
from organisations.reauthentication import (
    SESSION_PERSONA,
    has_fresh_second_factor,
    reauthentication_url,
    second_factors,
)


@logged_in
def profile(request: Any) -> HttpResponse:
    """Name, telephone, language, and what stands around the account."""
    form = ProfileForm(sent(request), user=request.user)
    by = Account(request.user.pk)
    if carried_out(form, lambda: request.user.edit_profile(**form.cleaned_data, by=by)):
        messages.success(request, _("Your settings are saved."))
        answer = redirect("profile")
        remember_language(answer, request.user.language)
        return answer
    context = {
        "second_factor": second_factor_of(request.user),
        "memberships": Membership.objects.active().filter(user=request.user).select_related("organisation"),
        "member": request.member,
    }
    return form_page(request, "organisations/profile.html", form, context)


@logged_in
@require_POST
def session(request: Any) -> HttpResponse:
    """Let the session run its full time again. The middleware does it for every POST;
    this is one without more."""
    return JsonResponse({"seconds": settings.SESSION_COOKIE_AGE})


@logged_in
def second_factor(request: Any) -> HttpResponse:
    """On the way to a signature: confirm with the second factor, or learn how to set one up."""
    onward = own_address(request, request.GET.get("next", ""))
    if has_fresh_second_factor(request):
        return redirect(onward)
    if methods := second_factors(request.user):
        return redirect(reauthentication_url(methods, onward=onward))
    is_persona = settings.PERSONA_LOGIN and request.session.get(SESSION_PERSONA, False)
    return render(request, "organisations/second_factor.html", {"onward": onward, "is_persona": is_persona})
