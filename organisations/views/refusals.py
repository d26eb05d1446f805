"""What is shown when a page cannot be: plain words and a way on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.rules import DoneAlready
from organisations.typed import typed_texts


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the page exists but is not for this reader, with the reason where a rule gave one.

    What she had typed is shown, so that it can be copied. What has been done already leads to what was made.
    """
    done = exception if isinstance(exception, DoneAlready) else None
    context = {"reason": str(exception or ""), "typed": typed_texts(request), "done": done}
    return render(request, "403.html", context, status=403)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same words for what does not exist and for what the reader may not know of."""
    return render(request, "404.html", status=404)


def not_received(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: more than can be read, or nothing that can be."""
    return render(request, "400.html", status=400)


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was older than the log-in. What was typed is shown, so that it can be copied."""
    return render(request, "403_csrf.html", {"typed": typed_texts(request)}, status=403)
