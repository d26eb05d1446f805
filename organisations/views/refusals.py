"""What is shown when a page cannot be: plain words and a way on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TYPED_LIMIT = 50


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the page exists but is not for this reader, with the reason where a rule gave one."""
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same words for what does not exist and for what the reader may not know of."""
    return render(request, "404.html", status=404)


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was older than the log-in. What was typed is shown, so that it can be copied."""
    return render(request, "403_csrf.html", {"typed": typed_texts(request)}, status=403)


def typed_texts(request: Any) -> list[tuple[str, str]]:
    """The longer texts of a form that cannot be received; never passwords, codes or hidden values."""
    texts = [
        (name, value) for name, value in request.POST.items() if len(value) > 20 and " " in value.strip()
    ]
    return [(name, value) for name, value in texts if "password" not in name][:TYPED_LIMIT]
