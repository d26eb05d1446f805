"""The leadership's dashboard and the rows behind its figures."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from core.exports import answer
from core.together import ask
from followup.dashboard import dashboard_for
from followup.forms.figures import FigureFilter
from followup.forms.late import LateFilter
from followup.overdue import Oldest, late_asked, page_number
from followup.overdue import table_of as late_export
from followup.placements import PlacementFilter, table_of
from organisations.access import MemberRequest, requires
from organisations.models import Part
from organisations.permissions import Permission

PER_PAGE = 50
MOST = 5000  # rows of each kind in a download


@requires(Permission.FIGURES_SEE)
def dashboard(request: MemberRequest) -> HttpResponse:
    """How the requirements stand, for leadership."""
    if not request.member.organisation.has(Part.FIGURES):
        raise Http404
    chosen = FigureFilter(request.GET, member=request.member)
    context = {"page": dashboard_for(chosen.selection), "filter": chosen}
    name = "followup/dashboard.html"
    return render(request, f"{name}#results" if request.htmx else name, context)


@requires(Permission.FIGURES_SEE)
def late_list(request: MemberRequest) -> HttpResponse:
    """Everything that is late and at whom, the oldest first."""
    if not request.member.organisation.has(Part.FIGURES):
        raise Http404
    chosen = LateFilter(request.GET, member=request.member)
    wanted = page_number(request.GET.get("page"))
    is_export = "format" in request.GET
    matters = late_asked(chosen.selection, most=MOST if is_export else wanted * PER_PAGE)
    ask(*matters.inquiries)
    told, only = matters.told(), chosen.kind_chosen
    if is_export:
        return answer(late_export(told.oldest(only)), kind=request.GET["format"], name="forsenat")
    page = Paginator(Oldest(told.oldest(only), told.count(only)), PER_PAGE).get_page(wanted)
    context = {"filter": chosen, "page": page, "told": told, "query": request.GET.urlencode()}
    name = "followup/late_list.html"
    return render(request, f"{name}#results" if request.htmx else name, context)


@requires(Permission.FIGURES_SEE)
def placement_list(request: MemberRequest) -> HttpResponse:
    """Placements behind a figure."""
    found = PlacementFilter(request.GET, member=request.member)
    if "format" in request.GET:
        return answer(table_of(found.rows()), kind=request.GET["format"], name="sysselsattning")
    paginator, totals = Paginator(found.rows(), PER_PAGE), found.totals()
    paginator.count = totals.placements
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "filter": found,
        "page": page,
        "totals": totals,
        "query": request.GET.urlencode(),
        "links_people": request.member.may(Permission.COMMITMENT_SEE),
    }
    name = "followup/placement_list.html"
    return render(request, f"{name}#results" if request.htmx else name, context)
