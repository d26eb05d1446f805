"""The list of cases, the page of one, its particulars, parties, events and documents."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.answers import REFUSED, carried_out
from core.exports import answer
from core.models import IssuedDocument
from core.once import once
from core.rules import RuleBroken
from core.together import ask
from organisations.access import MemberRequest
from organisations.permissions import Permission
from procurements.actions.cases import change_case, join_authority, part_authority, start_case
from procurements.case_page import case_page, subnav_of
from procurements.case_parts import events_asked, events_of, participants_of
from procurements.cpv import cpv_choice
from procurements.forms.facts import FactsForm
from procurements.forms.filters import CaseFilter
from procurements.forms.steps import ParticipantForm
from procurements.listing import export_table, lines_of
from procurements.models import Procurement
from procurements.particulars import particulars_of
from procurements.policies import why_not_work
from procurements.views.doors import SEES, FormPage, act_or_show, check, crumbs_of, door, found, sent

PER_PAGE = 50
EDIT = Permission.CASE_EDIT
ALL_EVENTS = 500


@door(*SEES)
def case_list(request: MemberRequest) -> HttpResponse:
    """Every case the member may see."""
    chosen = CaseFilter(request.GET, member=request.member)
    page = Paginator(chosen.rows(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "rows": lines_of(page.object_list, request.member),
        "may_start": request.member.may(EDIT),
        "query": request.GET.urlencode(),
    }
    name = "procurements/case_list.html"
    return render(request, f"{name}#results" if request.htmx else name, context)


@door(*SEES)
def case_export(request: MemberRequest) -> HttpResponse:
    """The filtered list as CSV or XLSX."""
    chosen = CaseFilter(request.GET, member=request.member)
    return answer(export_table(chosen.rows()), kind=request.GET.get("format", "csv"), name="upphandlingar")


@door(EDIT)
@once
def new_case(request: MemberRequest) -> HttpResponse:
    """Start a procurement: one page."""
    form = FactsForm(sent(request), member=request.member)
    made: list[Procurement] = []
    if not looks_for_cpv(request) and carried_out(
        form, lambda: made.append(start_case(form.cleaned_data, by=request.member))
    ):
        messages.success(request, _("The case is started. The first tasks are below."))
        return redirect(made[0])
    return facts_page(request, form)


@door(EDIT)
def facts(request: MemberRequest, pk: int) -> HttpResponse:
    """Change the particulars."""
    case = found(request, pk)
    check(why_not_work(case, request.member))
    form = FactsForm(sent(request), member=request.member, case=case)
    if not looks_for_cpv(request) and carried_out(
        form, lambda: change_case(case, form.cleaned_data, by=request.member)
    ):
        messages.success(request, _("The particulars are saved."))
        return redirect(case)
    return facts_page(request, form, case=case)


def looks_for_cpv(request: MemberRequest) -> bool:
    """Was the form sent to look for a code, by a browser without script?"""
    return "find_cpv" in request.POST


def facts_page(request: MemberRequest, form: FactsForm, *, case: Procurement | None = None) -> HttpResponse:
    values = request.POST if form.is_bound else request.GET
    chosen = values.get("cpv") or (case.cpv_id if case and not form.is_bound else "") or ""
    title = values.get("title") or (case.title if case else "")
    context = {
        "form": form,
        "case": case,
        "cpv": cpv_choice(query=values.get("cpv_q", ""), title=title, chosen=chosen),
        "crumbs": crumbs_of(case) if case else (),
    }
    return render(request, "procurements/facts.html", context, status=REFUSED if form.is_bound else 200)


@door(EDIT, Permission.STRATEGY_PREPARE)
def cpv(request: MemberRequest) -> HttpResponse:
    """The codes for what was typed, as a part of the page of particulars."""
    asked = {
        name: request.GET.get(key, "")
        for name, key in (("query", "cpv_q"), ("title", "title"), ("chosen", "cpv"))
    }
    return render(request, "procurements/cpv_results.html", {"cpv": cpv_choice(**asked)})


@door(*SEES)
def case(request: MemberRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    page = case_page(row, request.member, step=request.GET.get("step", ""))
    return render(request, "procurements/case.html", {"page": page, "case": row})


@door(*SEES)
def particulars(request: MemberRequest, pk: int) -> HttpResponse:
    """What is written of the purchase, for everybody who reads the case; also when it is closed."""
    row = found(request, pk)
    context = {
        "case": row,
        "crumbs": crumbs_of(row),
        "subnav": tuple(subnav_of(row, request.member, current="particulars")),
        "groups": particulars_of(row, participants_of(row)),
        "may_work": why_not_work(row, request.member) is None,
    }
    return render(request, "procurements/particulars.html", context)


@door(*SEES)
def events(request: MemberRequest, pk: int) -> HttpResponse:
    """Everything that happened."""
    row = found(request, pk)
    asked = events_asked(row, request.member, most=ALL_EVENTS)
    ask(*asked)
    context = {
        "case": row,
        "crumbs": crumbs_of(row),
        "subnav": tuple(subnav_of(row, request.member, current="events")),
        "events": tuple(events_of(asked, most=ALL_EVENTS)),
    }
    return render(request, "procurements/events.html", context)


@door(*SEES)
def document(request: MemberRequest, pk: int, document_pk: int) -> HttpResponseBase:
    row = found(request, pk)
    issued = get_object_or_404(IssuedDocument.objects.about(row).issued(), pk=document_pk)
    return FileResponse(issued.file.open("rb"), filename=issued.file_name, content_type="application/pdf")


@door(*SEES)
def participants(request: MemberRequest, pk: int) -> HttpResponse:
    """The authorities that the procurement buys for."""
    row, by = found(request, pk), request.member
    refusal = why_not_work(row, by)
    if request.method == "POST":
        check(refusal)
    form = ParticipantForm(sent(request), case=row, member=by)
    page = FormPage(case=row, title=_("Parties"), submit=_("Add the authority"))
    return act_or_show(
        request,
        form,
        page,
        lambda: join_authority(row, **form.joining, by=by),
        template="procurements/participants.html",
        onward=request.path,
        participants=participants_of(row),
        subnav=tuple(subnav_of(row, by, current="participants")),
        may_work=refusal is None,
    )


@door(EDIT)
@require_POST
def participant_exit(request: MemberRequest, pk: int, participant: int) -> HttpResponse:
    """Take an authority out again."""
    row = found(request, pk)
    check(why_not_work(row, request.member))
    try:
        part_authority(get_object_or_404(row.participants, pk=participant), by=request.member)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect("procurements:participants", pk=row.pk)
