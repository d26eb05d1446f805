"""How fresh is the second factor? A signature asks for one that is not older than five minutes.

    @requires(Permission.DECIDE)
    @requires_second_factor
    def signature(request: MemberRequest, pk: int) -> HttpResponse: ...

The guarded view is a page that shows what will be signed (GET) with one button (POST). GET asks for the
factor, so the POST that follows has one. Where the reader took too long, what she sent is kept in her session
while she confirms herself, and stands in `request.kept` when she is back on the page: nothing is signed by
itself. What counts as a second factor: an authenticator app, a passkey or a recovery code.
"""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from core import clock
from organisations.models import User

View = TypeVar("View", bound=Callable[..., HttpResponse])
KEPT = "kept_for_second_factor"
PERSONA = "persona"  # outside production: a demo person confirms herself with a button
SESSION_PERSONA = "persona"


def second_factor_age(request: HttpRequest) -> tuple[str, dt.datetime] | None:
    """The latest second factor of this session: its method (`Signature.Method`) and when."""
    user: Any = request.user
    used = [record for record in get_authentication_records(request, user) if record["method"] == "mfa"]
    if not used:
        return None
    return used[-1].get("type", ""), dt.datetime.fromtimestamp(used[-1]["at"], tz=dt.UTC)


def has_fresh_second_factor(request: HttpRequest) -> bool:
    """Was a second factor used within the last five minutes (settings.SECOND_FACTOR_SECONDS)?"""
    latest = second_factor_age(request)
    limit = dt.timedelta(seconds=settings.SECOND_FACTOR_SECONDS)
    return latest is not None and clock.now() - latest[1] < limit


def second_factors(user: Any) -> list[str]:
    """Methods that the user has set up, recovery codes apart: they only stand in for the others."""
    types = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return list(Authenticator.objects.filter(user_id=user.pk, type__in=types).values_list("type", flat=True))


def requires_second_factor(view: View) -> View:
    """Send the reader to confirm herself first, and back here. Put it below `@requires`."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_fresh_second_factor(request):
            return confirm_first(request)
        request.kept = _kept(request)
        if request.method == "POST":
            request.session.pop(KEPT, None)
        return view(request, *args, **kwargs)

    return guarded  # type: ignore[return-value]


def confirm_first(request: Any) -> HttpResponseRedirect:
    """To the page that asks for the second factor; what was sent is kept for the way back."""
    path = request.get_full_path()
    if request.method == "POST":
        sent = request.POST.copy()
        sent.pop("csrfmiddlewaretoken", None)
        request.session[KEPT] = {"path": path, "sent": sent.urlencode()}
    return redirect(f"{reverse('second_factor')}?{urlencode({'next': path})}")


def reauthentication_url(methods: list[str], *, onward: str) -> str:
    """The page that asks for one of the user's methods, an authenticator app before a passkey."""
    page = "mfa_reauthenticate" if Authenticator.Type.TOTP in methods else "mfa_reauthenticate_webauthn"
    return f"{reverse(page)}?{urlencode({'next': onward})}"


def record_persona_factor(request: HttpRequest, user: User) -> None:
    """Outside production: count the button as a second factor, marked as what it is."""
    record_authentication(request, user, method="mfa", type=PERSONA, reauthenticated=True)


def _kept(request: Any) -> QueryDict | None:
    """What the reader had sent to this very page before she had to confirm herself."""
    kept = request.session.get(KEPT)
    if request.method != "GET" or not kept or kept["path"] != request.get_full_path():
        return None
    return QueryDict(kept["sent"])
