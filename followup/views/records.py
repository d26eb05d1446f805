"""The registrar's queue, one record in it, and the register as a file."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.answers import carried_out, form_page, sent
from core.components import Link
from core.exports import answer
from followup.access import registers
from followup.forms.records import RecordFilter, RecordForm
from followup.record_page import RecordContent, content_of
from followup.records import entries, entry_for, register_table, settle
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission

PER_PAGE = 50


@requires(Permission.RECORD_REGISTER)
def record_list(request: MemberRequest) -> HttpResponse:
    """What is neither registered nor kept in order; with a filter, the whole register."""
    found = RecordFilter(request.GET, member=request.member)
    if "format" in request.GET:
        return answer(register_table(found.rows()), kind=request.GET["format"], name="register")
    page = Paginator(found.rows(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": found,
        "page": page,
        "entries": entries(page.object_list),
        "query": request.GET.urlencode(),
    }
    name = "followup/record_list.html"
    return render(request, f"{name}#results" if request.htmx else name, context)


@requires(Permission.RECORD_REGISTER)
def record(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """One record: what it is and says, and how it is kept."""
    entry = entry_for(request.member, kind, pk)
    if entry is None:
        raise Http404
    form = RecordForm(sent(request), row=entry.row, record=entry.record)
    if carried_out(form, lambda: settle(entry.row, **form.wanted(), by=request.member)):
        notices.success(request, _("The registration is saved."))
        return redirect("followup:record_list")
    readable = registers(request.member, entry.record)
    context = {
        "entry": entry,
        "content": content_of(entry) if readable else RecordContent(),
        "readable": readable,
        "crumbs": (Link(label=_("Registration"), url=reverse("followup:record_list")),),
    }
    return form_page(request, "followup/record.html", form, context)
