"""The one-page result on screen, and its PDF."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.models import IssuedDocument
from followup.documents import RESULT_SHEET, order_result_sheet
from followup.forms.figures import FigureFilter
from followup.policies import why_not_issue
from followup.result_page import result_page
from followup.results import commitments_of, result_for, rows_of
from followup.selection import Selection
from organisations.access import MemberRequest, requires
from organisations.models import Authority
from organisations.permissions import Permission
from strategy.doors import check

PER_PAGE = 50


@requires(Permission.FIGURES_SEE)
def result(request: MemberRequest) -> HttpResponse:
    """What the requirements have given; POST orders the sheet as a PDF."""
    chosen = FigureFilter(request.GET, member=request.member)
    selection = chosen.selection
    if request.method == "POST":
        check(why_not_issue(selection))
        order_result_sheet(authority=_issuer(selection), by=request.member, selection=selection)
        messages.success(request, _("The sheet is being made. It turns up below in a few seconds."))
        return redirect(selection.url("followup:result"))
    sheets = IssuedDocument.objects.filter(
        kind=RESULT_SHEET.key, authority__in=request.member.authority_ids_with(Permission.FIGURES_SEE)
    )
    figures = result_for(selection)
    contracts = Paginator(commitments_of(selection), PER_PAGE)
    contracts.count = 0 if selection.is_shared else figures.count  # counted with the figures already
    page = contracts.get_page(request.GET.get("page"))
    told = result_page(selection, figures, rows_of(page.object_list), sheets.order_by("-pk")[:5])
    context = {"page": told, "contracts": page, "filter": chosen}
    name = "followup/result.html"
    return render(request, f"{name}#results" if request.htmx else name, context)


def _issuer(selection: Selection) -> Authority:
    """The chosen authority, where the member works for it; else the first that she works for."""
    own = selection.member.authority_ids_with(Permission.FIGURES_SEE)
    if selection.authority and selection.authority.pk in own:
        return selection.authority
    authority = Authority.objects.filter(pk__in=own).order_by("sort_key").first()
    if authority is None:
        raise PermissionDenied(_("You have no authority to issue the sheet for."))
    return authority
