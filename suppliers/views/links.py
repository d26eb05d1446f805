"""The report's pages for somebody who holds a link and has no account."""

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.components import Contact
from core.mail import queue_mail, was_just_sent
from organisations.access import public
from procurements.models import Commitment
from suppliers.desk import REPORTS, DeadLink, desk_of_link
from suppliers.mails import REPORT_REQUEST
from suppliers.models import ReportLink
from suppliers.parties import contact_of
from suppliers.views.report import (
    Page,
    change_page,
    person_page,
    report_page,
    row_page,
    sending_page,
    taking_back_page,
)

GONE = 410


def for_link_holders(page: Page) -> Any:
    """The page for the holder of a usable link; a dead one offers a new link to the same address."""

    @public
    @never_cache
    @wraps(page)
    def view(request: HttpRequest, key: str, **more: Any) -> HttpResponse:
        try:
            desk = desk_of_link(key)
        except DeadLink as dead:
            return dead_page(request, dead.link, key)
        return page(request, desk, **more)

    return view


def dead_page(request: HttpRequest, link: ReportLink, key: str) -> HttpResponse:
    """Why the link does not open the report, and what one can do. Who reports no longer is told no more."""
    report = REPORTS.get(pk=link.report_id)
    is_withdrawn = link.is_withdrawn
    context = {
        "link": link,
        "key": key,
        "report": report,
        "is_withdrawn": is_withdrawn,
        "contacts": contacts_to_ask(report.commitment),
    }
    status = 200 if link.spent_at and not is_withdrawn else GONE
    return render(request, "suppliers/link_dead.html", context, status=status)


def contacts_to_ask(commitment: Commitment) -> list[Contact]:
    """Whom the holder of a link that has stopped may ask."""
    asked = contact_of(commitment)
    return [Contact(name=asked.name, phone=asked.phone, email=asked.email)]


@public
@require_POST
def renewal(request: HttpRequest, key: str) -> HttpResponse:
    """Send a new link to the address that the dead one went to."""
    try:
        desk = desk_of_link(key)
    except DeadLink as dead:
        report = dead.link.report
        may_renew = report.waits_for_supplier and not dead.link.is_withdrawn
        if may_renew and not was_just_sent(REPORT_REQUEST, report, to=dead.link.email):
            queue_mail(REPORT_REQUEST, report, to=dead.link.email, by=dead.link.visitor)
        messages.success(
            request, _("If the report still waits, a new link is on its way to the same address.")
        )
        return redirect("suppliers:link_report", key=key)
    return redirect(desk.home_url)


report = for_link_holders(report_page)
person = for_link_holders(person_page)
change = for_link_holders(change_page)
row = for_link_holders(row_page)
taking_back = for_link_holders(taking_back_page)
sending = for_link_holders(sending_page)
