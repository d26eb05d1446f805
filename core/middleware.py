"""Language (what the address says, else the reader's choice, else Swedish), and what is said where personal
values stay shut."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from core.keys import RingDoesNotFit

logger = logging.getLogger(__name__)

Answer = Callable[[HttpRequest], HttpResponse]
LANGUAGE_QUERY = "sprak"


def language(get_response: Answer) -> Answer:
    """Activate the language that a link asks for or the reader's cookie holds, never the browser's wish."""
    known = {code for code, _name in settings.LANGUAGES}

    def middleware(request: HttpRequest) -> HttpResponse:
        wishes = (request.GET.get(LANGUAGE_QUERY), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME))
        wished = next((wish for wish in wishes if wish in known), settings.LANGUAGE_CODE)
        with translation.override(wished):
            response = get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "sv")
            return response

    return middleware


def key_ring(get_response: Answer) -> Answer:
    """A page whose personal values the ring cannot open says so, and the log says what to do."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, RingDoesNotFit):
            return None
        logger.error("%s", exception, exc_info=exception)
        return render(request, "503_keys.html", status=503)

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware
