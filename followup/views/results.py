"""The one-page result on screen, and its PDF."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.models import IssuedDocument
from followup.documents import RESULT_SHEET, order_result_sheet
from followup.result_page import result_page
from followup.results import commitments_of, result_for, rows_of
from organisations.access import MemberRequest, requires
from organisations.models import Authority
from organisations.permissions import Permission

PER_PAGE = 50


@requires(Permission.FIGURES_SEE)
def result(request: MemberRequest) -> HttpResponse:
    """What the requirements have given; POST orders the sheet as a PDF."""
    if request.method == "POST":
        authority = Authority.objects.filter(pk__in=request.member.authority_ids).order_by("sort_key").first()
        if authority is None:
            raise PermissionDenied(_("You have no authority to issue the sheet for."))
        order_result_sheet(authority=authority, by=request.member)
        messages.success(request, _("The sheet is being made. It turns up below within a minute."))
        return redirect("followup:result")
    sheets = IssuedDocument.objects.filter(kind=RESULT_SHEET.key, authority__in=request.member.authority_ids)
    figures, contracts = result_for(request.member), Paginator(commitments_of(request.member), PER_PAGE)
    contracts.count = figures.count  # counted with the figures already
    page = contracts.get_page(request.GET.get("page"))
    told = result_page(figures, rows_of(page.object_list), sheets.order_by("-pk")[:5])
    return render(request, "followup/result.html", {"page": told, "contracts": page})
