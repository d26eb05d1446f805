"""Mails that could not be delivered, for those who run the installation: never what a mail says."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.actors import Operator
from core.models import OutgoingMail
from core.rules import RuleBroken
from organisations.access import operators_only
from organisations.views.trail import OPERATOR, trail

PAGE = 50


@operators_only
def failed_mail_list(request: Any) -> HttpResponse:
    """The latest first: kind, receiving domain, attempts, what the server answered."""
    page = Paginator(failed_mails(), PAGE).get_page(request.GET.get("page"))
    rows = [(mail, domain_of(mail)) for mail in page]
    context = {"page": page, "rows": rows, "crumbs": trail(OPERATOR)}
    return render(request, "organisations/failed_mail_list.html", context)


@operators_only
@require_POST
def mail_retry(request: Any, pk: int) -> HttpResponse:
    """Put the mail in the queue once more."""
    mail = get_object_or_404(OutgoingMail, pk=pk)
    try:
        mail.retry(by=Operator(request.user.pk))
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The mail is in the queue again."))
    return redirect("failed_mail_list")


def failed_mails() -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.failed().select_related("to_member__user")


def domain_of(mail: OutgoingMail) -> str:
    """Where the mail was to go: the domain is enough to find the fault and names nobody."""
    address = mail.to_member.user.email if mail.to_member else mail.to_email
    return address.rpartition("@")[2]
