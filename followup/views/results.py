"""The one-page result on screen, and its PDF."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.models import IssuedDocument
from followup.documents import RESULT_SHEET, order_result_sheet
from followup.result_page import result_page
from followup.results import result_for
from organisations.access import MemberRequest, requires
from organisations.models import Authority
from organisations.permissions import Permission


@requires(Permission.FIGURES_SEE)
def result(request: MemberRequest) -> HttpResponse:
    """What the requirements have given; POST orders the sheet as a PDF."""
    told = result_for(request.member)
    if request.method == "POST":
        authority = Authority.objects.filter(pk__in=request.member.authority_ids).order_by("sort_key").first()
        if authority is None:
            raise PermissionDenied(_("You have no authority to issue the sheet for."))
        order_result_sheet(told, authority=authority, by=request.member)
        messages.success(request, _("The sheet is being made. It turns up below within a minute."))
        return redirect("followup:result")
    sheets = IssuedDocument.objects.filter(kind=RESULT_SHEET.key, authority__in=request.member.authority_ids)
    return render(request, "followup/result.html", {"page": result_page(told, sheets.order_by("-pk")[:5])})
