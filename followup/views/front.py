"""The public front: what Insteg is, the model, and what it asks of each role. No log-in, no cookie."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from followup.front.frame import front, show, site_of
from followup.front.pages import model_page, role_page, start_page


@front
@require_safe
def start(request: Any) -> HttpResponse:
    """What Insteg is. A member has her own home."""
    if request.member is not None:
        return redirect("home")
    return show(request, "followup/front_start.html", {"page": start_page(site_of(request))})


@front
@require_safe
def model(request: HttpRequest) -> HttpResponse:
    """The six steps as a picture, as a table and in words."""
    return show(request, "followup/front_model.html", {"page": model_page(site_of(request))})


@front
@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """The picture alone, as large as it takes to read it."""
    return show(request, "followup/front_picture.html", {"page": model_page(site_of(request))})


@front
@require_safe
def picture_file(request: HttpRequest) -> HttpResponse:
    """The picture as a file, for a presentation or a page of one's own."""
    site = site_of(request)
    anchors = urljoin(settings.SITE_URL, reverse("front:model", current_app=site))
    context = {"picture": model_page(site).picture, "anchors": anchors}
    return render(request, "followup/front_picture_file.html", context, content_type="image/svg+xml")


@front
@require_safe
def role(request: HttpRequest, slug: str) -> HttpResponse:
    """What the six steps ask of one role."""
    page = role_page(slug, site_of(request))
    if page is None:
        raise Http404
    return show(request, "followup/front_role.html", {"page": page})
