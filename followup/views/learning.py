"""For companies that are only curious, the bidder's school, and whom to ask. No log-in, no cookie."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from followup.front.frame import LANGUAGE_OF, front, show, site_of
from followup.front.learning import School, companies_in, school_in
from followup.front.whom_to_ask import whom_to_ask


@front
@require_safe
def companies(request: HttpRequest) -> HttpResponse:
    """What an employment requirement means for one that bids."""
    return show(request, "followup/front_companies.html", {"page": companies_in(_language(request))})


@front
@require_safe
def school(request: HttpRequest) -> HttpResponse:
    """The lessons, in order."""
    return show(request, "followup/front_school.html", {"school": _school(request)})


@front
@require_safe
def lesson(request: HttpRequest, slug: str) -> HttpResponse:
    """One lesson, and the way to the next."""
    whole = _school(request)
    row = whole.lesson(slug)
    if row is None:
        raise Http404
    context = {"school": whole, "lesson": row, "next": whole.after(row)}
    return show(request, "followup/front_lesson.html", context)


@front
@require_safe
def contacts(request: HttpRequest) -> HttpResponse:
    """Whom to ask: about Insteg, and at each organisation that has chosen to be open."""
    service, organisations = whom_to_ask()
    context = {"service": service, "organisations": organisations}
    return show(request, "followup/front_contacts.html", context)


def _language(request: HttpRequest) -> str:
    return LANGUAGE_OF[site_of(request)]


def _school(request: HttpRequest) -> School:
    return school_in(_language(request))
