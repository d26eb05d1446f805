"""The product's addresses, and one for each page that is shown when something is refused or breaks."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config import urls
from config.urls import handler403, handler404
from organisations.access import public
from organisations.views import refusals

__all__ = ["handler403", "handler404", "urlpatterns"]


@public
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


@public
def too_many(request: HttpRequest) -> HttpResponse:
    return refusals.too_many(request)


@public
def too_old(request: HttpRequest) -> HttpResponse:
    return refusals.csrf_refused(request)


urlpatterns = [
    *urls.urlpatterns,
    path("-broken-/", broken),
    path("-too-many-/", too_many),
    path("-too-old-/", too_old),
]
