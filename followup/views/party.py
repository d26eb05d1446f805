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

from core.answers import carried_out, form_page, sent
from followup.actions.hearing import give_statement
from followup.forms.hearing import StatementForm
from followup.hearing_mails import send_new_link
from followup.hearing_questions import matter_of
from followup.models import PartyLink
from followup.paper_list import papers_about
from followup.party_page import buyer_of, link_of, papers_read_by, party_page, why_not_answer_by
from organisations.access import public
from suppliers.contacts import contacts_of
from suppliers.views.links import contacts_to_ask

GONE = 410


def for_link_holders(page: Callable[..., HttpResponseBase]) -> Any:
    """The page for the holder of a link that is not too old; else a new one is offered to its address, or,
    where nobody there is the supplier's contact any more, whom to ask."""

    @public
    @never_cache
    @wraps(page)
    def view(request: HttpRequest, key: str, **more: Any) -> HttpResponseBase:
        link = link_of(key)
        is_withdrawn = link.is_withdrawn
        if link.is_too_old or is_withdrawn:
            contacts = contacts_to_ask(link.commitment)
            context = {"link": link, "key": key, "is_withdrawn": is_withdrawn, "contacts": contacts}
            return render(request, "followup/party_dead.html", context, status=GONE)
        return page(request, link, key, **more)

    return view


@for_link_holders
def party(request: HttpRequest, link: PartyLink, key: str) -> HttpResponse:
    """What stands about the contract."""
    return render(request, "followup/party.html", {"page": party_page(link, token=key)})


@for_link_holders
def party_document(request: HttpRequest, link: PartyLink, key: str, pk: int) -> FileResponse:
    """One of the papers that the page names."""
    row = get_object_or_404(papers_about(papers_read_by(link.commitment)), pk=pk)
    name = f"{row.title}, version {row.version}.pdf"
    return FileResponse(row.file.open("rb"), filename=name, content_type="application/pdf")


@for_link_holders
def party_statement(request: HttpRequest, link: PartyLink, key: str) -> HttpResponse:
    """The supplier's view, once; afterwards the page only says what stands."""
    if why_not_answer_by(link) is not None:
        return redirect("followup:party", key=key)
    form, row = StatementForm(sent(request)), link.commitment
    if carried_out(form, lambda: give_statement(row, **form.cleaned_data, by=link.visitor, link=link)):
        messages.success(request, _("Your view has come in. You get a receipt by e-mail."))
        return redirect("followup:party", key=key)
    people = contacts_of(row)
    context = {"link": link, "key": key, "matter": matter_of(row), "buyer": buyer_of(row), "people": people}
    return form_page(request, "followup/party_statement.html", form, context)


@public
@require_POST
def party_renewal(request: HttpRequest, key: str) -> HttpResponse:
    """Send a new link to the address that the old one went to."""
    link = link_of(key)
    if link.is_too_old and not link.is_withdrawn:
        send_new_link(link)
        messages.success(request, _("A new link is on its way to the same address."))
    return redirect("followup:party", key=key)
