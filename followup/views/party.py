"""The contract for a supplier that holds a link and has no account: to read, nothing else."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from followup.mails import send_new_link
from followup.models import PartyLink
from followup.paper_list import papers_about
from followup.party_page import link_of, party_page
from organisations.access import public

GONE = 410


def for_link_holders(page: Callable[..., HttpResponseBase]) -> Any:
    """The page for the holder of a link that is not too old; else a new one is offered to its address."""

    @public
    @never_cache
    @wraps(page)
    def view(request: HttpRequest, key: str, **more: Any) -> HttpResponseBase:
        link = link_of(key)
        if link.is_too_old:
            return render(request, "followup/party_dead.html", {"link": link, "key": key}, status=GONE)
        return page(request, link, key, **more)

    return view


@for_link_holders
def party(request: HttpRequest, link: PartyLink, key: str) -> HttpResponse:
    """What stands about the contract."""
    return render(request, "followup/party.html", {"page": party_page(link, token=key)})


@for_link_holders
def party_document(request: HttpRequest, link: PartyLink, key: str, pk: int) -> FileResponse:
    """One of the papers that the page names."""
    row = get_object_or_404(papers_about(link.commitment), pk=pk)
    name = f"{row.title}, version {row.version}.pdf"
    return FileResponse(row.file.open("rb"), filename=name, content_type="application/pdf")


@public
@require_POST
def party_renewal(request: HttpRequest, key: str) -> HttpResponse:
    """Send a new link to the address that the old one went to."""
    link = link_of(key)
    if link.is_too_old:
        send_new_link(link)
        messages.success(request, _("A new link is on its way to the same address."))
    return redirect("followup:party", key=key)
