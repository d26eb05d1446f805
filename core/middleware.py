"""Language (the reader's choice, else Swedish), and what is said where personal values stay shut."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from core.keys import RingDoesNotFit

logger = logging.getLogger(__name__)

Answer = Callable[[HttpRequest], HttpResponse]


def language(get_response: Answer) -> Answer:
    """Activate the language in the reader's cookie; the browser's own wish does not decide."""
    known = {code for code, _name in settings.LANGUAGES}

    def middleware(request: HttpRequest) -> HttpResponse:
        wished = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        with translation.override(wished if wished in known else settings.LANGUAGE_CODE):
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
