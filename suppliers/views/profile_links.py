"""A requirement profile for somebody who holds a link and has no account: read, agree, ask for a change."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.answers import carried_out, form_page, sent
from core.mail import queue_mail, was_just_sent
from matching.actions.agreeing import agree_by_link, ask_for_change_by_link
from matching.mails import PROFILE_TO_AGREE
from matching.models import ProfileLink
from organisations.access import public
from suppliers.forms.profile_link import AgreementForm, LinkChangeForm
from suppliers.proposal_page import link_page
from suppliers.views.links import GONE, contacts_to_ask

Page = Callable[..., HttpResponse]
LINKS = ProfileLink.objects.select_related(
    "profile__authority__organisation",
    "profile__officer__user",
    "profile__commitment__authority__organisation",
    "profile__commitment__contract__supplier",
)


def _link(key: str) -> ProfileLink:
    link = LINKS.with_token(key).first()
    if link is None:
        raise Http404
    return link


def for_link_holders(page: Page) -> Any:
    """The page for the holder of a usable link; one that is too old or spent offers a new link to the same
    address, one to somebody who is taken out says whom to ask."""

    @public
    @never_cache
    @wraps(page)
    def view(request: HttpRequest, key: str) -> HttpResponse:
        link = _link(key)
        is_withdrawn = link.is_withdrawn
        if link.is_usable and not is_withdrawn:
            return page(request, link, key)
        context = {
            "link": link,
            "key": key,
            "profile": link.profile,
            "is_withdrawn": is_withdrawn,
            "contacts": contacts_to_ask(link.profile.commitment),
        }
        status = 200 if link.spent_at and not is_withdrawn else GONE
        return render(request, "suppliers/profile_link_dead.html", context, status=status)

    return view


@for_link_holders
def profile(request: HttpRequest, link: ProfileLink, key: str) -> HttpResponse:
    """What the job asks for; agreed to under the name one writes."""
    row = link.profile
    form = AgreementForm(sent(request), profile=row)

    def agree() -> None:
        told = form.cleaned_data
        agree_by_link(link, name=told["name"], version=told["version"])

    if carried_out(form, agree):
        messages.success(
            request, _("You agree to the profile. The matching officer gets a mail and asks people.")
        )
        return redirect("suppliers:link_profile", key=key)
    context = {"page": link_page(row), "key": key}
    return form_page(request, "suppliers/profile_link.html", form, context)


@for_link_holders
def change(request: HttpRequest, link: ProfileLink, key: str) -> HttpResponse:
    """Say what should be different."""
    row = link.profile
    if not row.waits_for_supplier:
        raise PermissionDenied(_("The profile does not wait for an agreement."))
    form = LinkChangeForm(sent(request), profile=row)

    def ask() -> None:
        told = form.cleaned_data
        ask_for_change_by_link(link, reason=told["reason"], version=told["version"])

    if carried_out(form, ask):
        messages.success(
            request, _("Sent. The matching officer changes the profile and sends it to you again.")
        )
        return redirect("suppliers:link_profile", key=key)
    return form_page(request, "suppliers/profile_link_change.html", form, {"profile": row, "key": key})


@public
@require_POST
def renewal(request: HttpRequest, key: str) -> HttpResponse:
    """Send a new link to the address that the dead one went to."""
    link = _link(key)
    if not link.is_usable:
        row = link.profile
        may_renew = row.waits_for_supplier and not link.is_withdrawn
        if may_renew and not was_just_sent(PROFILE_TO_AGREE, row, to=link.email):
            queue_mail(PROFILE_TO_AGREE, row, to=link.email, by=link.visitor)
        messages.success(
            request, _("If the profile still waits, a new link is on its way to the same address.")
        )
    return redirect("suppliers:link_profile", key=key)
