"""The leadership's dashboard and the rows behind its figures."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from core.exports import answer
from followup.dashboard import dashboard_for
from followup.forms.figures import FigureFilter
from followup.placements import PlacementFilter, table_of
from organisations.access import MemberRequest, requires
from organisations.models import Part
from organisations.permissions import Permission

PER_PAGE = 50


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
