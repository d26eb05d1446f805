"""Who is asking: the membership that acts, and the log-in that every view asks for unless it opts out."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url

from organisations.models import Deputyship, Membership
from organisations.typed import typed_texts

Answer = Callable[[HttpRequest], HttpResponse]
SESSION_MEMBER = "membership"
SESSION_ACTING_FOR = "acting_for"


def member(get_response: Answer) -> Answer:
    """Put the acting membership on the request: the one chosen in the switcher, else the first."""

    def middleware(request: Any) -> HttpResponse:
        request.member = _member_of(request) if request.user.is_authenticated else None
        if request.method == "POST" and request.user.is_authenticated:
            request.session.modified = True  # whoever does something has the session's full time again
        return get_response(request)

    return middleware


def login_required(get_response: Answer) -> Answer:
    """Send strangers to the log-in page, unless the view is public or belongs to allauth."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.user.is_authenticated or is_open(view):
            return None
        login = resolve_url(settings.LOGIN_URL)
        if request.htmx:  # the page stays, and says that the session has ended (static/js/inactivity.js)
            answer = HttpResponse(status=204)
            answer["HX-Redirect"] = f"{login}?next={request.htmx.current_url_abs_path or '/'}"
            return answer
        if request.method == "POST" and (typed := typed_texts(request)):
            return render(
                request, "organisations/logged_out.html", {"typed": typed, "login": login}, status=403
            )
        return redirect_to_login(request.get_full_path(), login)

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


class RefusedForm:
    """Let allauth's pages answer 422 when what was sent cannot be used, as all our own do."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: Any) -> Any:
        """Called by Django for answers that are not rendered yet, which only allauth gives."""
        form = (response.context_data or {}).get("form")
        if request.method == "POST" and response.status_code == 200 and getattr(form, "errors", None):
            response.status_code = 422
        return response


def is_open(view: Any) -> bool:
    """Does this view let strangers in? allauth guards its own pages."""
    module = getattr(view, "__module__", "")
    return getattr(view, "door", None) == "public" or module.startswith(("allauth.", "django.views.static"))


def _member_of(request: Any) -> Membership | None:
    memberships = Membership.objects.active().acting().filter(user=request.user)
    chosen = request.session.get(SESSION_MEMBER)
    found = list(memberships.order_by("pk"))
    request.memberships = found
    current = next((m for m in found if m.pk == chosen), found[0] if found else None)
    if current and (acting_for := request.session.get(SESSION_ACTING_FOR)):
        current.acting_for = _principal(current, pk=acting_for)
    return current


def _principal(deputy: Membership, *, pk: int) -> Membership | None:
    named = Deputyship.objects.in_force().filter(deputy=deputy, member=pk)
    return Membership.objects.active().acting().filter(deputyships__in=named).first()
