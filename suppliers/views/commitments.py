"""The list of contracts with a requirement, and one commitment."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.exports import answer
from organisations.access import MemberRequest, requires
from organisations.models import Kind
from organisations.permissions import Permission
from procurements.models import Commitment
from suppliers.accounts import with_account
from suppliers.contacts import no_reporter
from suppliers.forms.filters import CommitmentFilter
from suppliers.pages import commitment_page, export_table, list_rows
from suppliers.requirement_page import requirement_in, requirement_page
from suppliers.tallies import with_tally

SEES = (Permission.COMMITMENT_SEE, Permission.SUPPLIER_WORK)
PER_PAGE = 50


@requires(*SEES)
def commitment_list(request: MemberRequest) -> HttpResponse:
    """Every commitment the member may see, with how it stands."""
    found = CommitmentFilter(request.GET, member=request.member)
    page = Paginator(found.rows(), PER_PAGE).get_page(request.GET.get("page"))
    is_supplier = request.member.organisation.kind == Kind.SUPPLIER
    context = {
        "filter": found,
        "page": page,
        "rows": list_rows(page.object_list, member=request.member, months=found.which_months),
        "may_enter": request.member.may(Permission.CONTRACT_EDIT),
        "new_url": reverse("suppliers:running_contract"),
        "export_url": f"{reverse('suppliers:commitment_export')}?{request.GET.urlencode()}",
        "party_heading": _("Buyer") if is_supplier else _("Supplier"),
    }
    name = "suppliers/commitment_list.html"
    return render(request, f"{name}#results" if request.htmx else name, context)


@requires(*SEES)
def commitment_export(request: MemberRequest) -> HttpResponse:
    """The filtered list as CSV or XLSX."""
    found = CommitmentFilter(request.GET, member=request.member)
    return answer(export_table(found.rows()), kind=request.GET.get("format", "csv"), name="avtal")


@requires(*SEES)
def commitment(request: MemberRequest, pk: int) -> HttpResponse:
    """One commitment: how it stands, its reports, who is in it, whom to call."""
    rows = with_tally(with_account(Commitment.objects.visible_to(request.member).with_list_data()))
    row = get_object_or_404(rows.select_related("contract_manager__user"), pk=pk)
    page = commitment_page(row, member=request.member, choice=request.GET.dict())
    context = {"page": page, "no_reporter": no_reporter(row, member=request.member)}
    return render(request, "suppliers/commitment.html", context)


@requires(*SEES)
def requirement(request: MemberRequest, pk: int) -> HttpResponse:
    """The requirement as it was published or signed. A contract that carries no text has no such page."""
    row = get_object_or_404(Commitment.objects.visible_to(request.member).with_list_data(), pk=pk)
    text = requirement_in(row)
    if text is None:
        raise Http404
    page = requirement_page(row, text, member=request.member)
    return render(request, "suppliers/requirement.html", {"page": page})
