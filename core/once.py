"""A form that is sent again just as it was makes what it makes once (docs/decisions/0023).

For views that make a row which a reader would notice twice:

    @requires(Permission.CASE_EDIT)
    @once
    def new_case(request): ...

A double click, F5 and the back button send the same thing again within minutes. The second sending waits for
the first and is led to where that one led. Only what succeeded (302) is remembered.
"""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from posixpath import relpath
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit, urlunsplit

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac
from django.utils.html import format_html
from django.utils.translation import gettext as _

from core import clock
from core.locks import one_at_a_time
from core.models import SentForm
from core.tokens import new_token

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
SALT = "core.once"
ANOTHER = "en-till"  # in the address of a form that is opened to make one more of the same
NOT_COMPARED = "csrfmiddlewaretoken"


def once(view: View) -> View:
    """Let the view make something once of what is sent twice. Reading the page is left alone."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        digest = _digest("sent", _sender(request), request.get_full_path(), _body(request))
        with transaction.atomic():
            one_at_a_time(SALT, digest)
            if answer := _answer_to(digest):
                return _led_there(request, answer)
            response = view(request, *args, **kwargs)
            if _made_something(request, response):
                _remember(request, digest, _away(request.path, response["Location"]))
            return response

    guarded.makes_once = True  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]


def anew(view: View) -> View:
    """For views that take away what `once` let somebody make: afterwards she may send the same again."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if request.method == "POST" and _made_something(request, response):
            SentForm.objects.filter(sender=_digest("sender", _sender(request))).delete()
        return response

    return guarded  # type: ignore[return-value]


def forget() -> int:
    """Delete what no page asks for any more; says how many."""
    return int(SentForm.objects.outdated().delete()[0])


def _answer_to(digest: str) -> str | None:
    since = clock.now() - settings.SENT_AGAIN_WITHIN
    found = SentForm.objects.filter(digest=digest, sent_at__gte=since)
    return found.values_list("answer", flat=True).first()


def _remember(request: HttpRequest, digest: str, answer: str) -> None:
    row = SentForm(digest=digest, sender=_digest("sender", _sender(request)), answer=answer)
    SentForm.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["digest"], update_fields=["sent_at", "answer"]
    )


def _made_something(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Led on, and without a warning: a refusal told on the next page may be tried again."""
    notices: Any = messages.get_messages(request)
    refused = any(message.level >= messages.WARNING for message in notices._queued_messages)
    return response.status_code == 302 and not refused


def _led_there(request: HttpRequest, answer: str) -> HttpResponse:
    """Where the first sending led, with a word on why nothing was added and on how to add one more."""
    query = request.GET.copy()
    query[ANOTHER] = new_token()
    told = format_html(
        '{} <a href="{}?{}">{}</a>',
        _("The same details were sent just now, so they were saved only once."),
        request.path,
        query.urlencode(),
        _("Open the form for another one"),
    )
    messages.info(request, told)
    return redirect(urljoin(request.path, answer))


def _away(path: str, address: str) -> str:
    """The address as the way there from the path: a secret in the address of a link is not stored."""
    parts = urlsplit(address)
    if parts.netloc or not parts.path:
        return address
    slash = "/" if parts.path.endswith("/") else ""
    return urlunsplit(("", "", relpath(parts.path, path) + slash, parts.query, parts.fragment))


def _sender(request: Any) -> str:
    """Who sends: the account and the membership that it acts in, or the holder of a link."""
    if not request.user.is_authenticated:
        return f"link:{request.resolver_match.kwargs.get('key', '')}"
    member = getattr(request, "member", None)
    acting_for = getattr(member, "acting_for", None)
    return f"{request.user.pk}:{member.pk if member else ''}:{acting_for.pk if acting_for else ''}"


def _body(request: HttpRequest) -> str:
    """Everything that was sent, files by their content, in an order of our own."""
    fields = {name: request.POST.getlist(name) for name in request.POST if name != NOT_COMPARED}
    files = {name: [_file(file) for file in request.FILES.getlist(name)] for name in request.FILES}
    return json.dumps([fields, files], sort_keys=True)


def _file(file: UploadedFile) -> tuple[str | None, str]:
    content = hashlib.sha256()
    for chunk in file.chunks():
        content.update(chunk)
    file.seek(0)
    return file.name, content.hexdigest()


def _digest(*parts: str) -> str:
    return salted_hmac(SALT, json.dumps(parts), algorithm="sha256").hexdigest()
