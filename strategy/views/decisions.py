"""List, page and content of leadership decisions."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from core import audit
from core.answers import REFUSED, carried_out, form_page, sent
from core.exports import answer as export_answer
from core.once import once
from organisations.access import MemberRequest
from organisations.permissions import Permission
from strategy import policies
from strategy.actions import draft_decision, rewrite_decision
from strategy.case import case_page, crumbs
from strategy.doors import READERS, check, door
from strategy.fetching import with_case
from strategy.forms.decision import DecisionPage
from strategy.forms.steps import DiaryNumberForm
from strategy.listing import export_table, list_page, rows_of
from strategy.models import LeadershipDecision

PER_PAGE = 50


def found(request: MemberRequest, pk: int) -> LeadershipDecision:
    """The decision if the member may know of it, with what every page shows."""
    return get_object_or_404(with_case(LeadershipDecision.objects.visible_to(request.member)), pk=pk)


@door(*READERS)
def decision_list(request: MemberRequest) -> HttpResponse:
    listing = list_page(request.member, show=request.GET.get("show", ""))
    page = Paginator(listing.decisions, PER_PAGE).get_page(request.GET.get("page"))
    context = {"listing": listing, "page": page, "rows": rows_of(page, request.member)}
    return render(request, "strategy/decision_list.html", context)


@door(*READERS)
def decision_export(request: MemberRequest, kind: str) -> HttpResponse:
    if kind not in {"csv", "xlsx"}:
        raise Http404
    listing = list_page(request.member, show=request.GET.get("show", ""))
    return export_answer(export_table(listing.decisions), kind=kind, name="beslut")


@door(Permission.STRATEGY_PREPARE)
@once
def new_decision(request: MemberRequest) -> HttpResponse:
    page = DecisionPage(sent(request), member=request.member)
    if request.method == "POST" and page.is_valid():
        made: list[LeadershipDecision] = []
        if carried_out(
            page.form, lambda: made.append(draft_decision(page.content, page.terms, by=request.member))
        ):
            return redirect(made[0])
    return render(
        request, "strategy/decision_content.html", {"page": page, "crumbs": crumbs()}, status=_status(request)
    )


@door(*READERS)
def decision(request: MemberRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    return render(
        request,
        "strategy/decision.html",
        {"decision": row, "case": case_page(row, request.member), "crumbs": crumbs()},
    )


@door(Permission.STRATEGY_PREPARE)
def content(request: MemberRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    check(policies.why_not_prepare(row, request.member))
    page = DecisionPage(sent(request), member=request.member, decision=row)
    rewrite = lambda: rewrite_decision(row, page.content, page.terms, by=request.member)  # noqa: E731
    if request.method == "POST" and page.is_valid() and carried_out(page.form, rewrite):
        return redirect(row)
    context = {"page": page, "decision": row, "crumbs": crumbs(row)}
    return render(request, "strategy/decision_content.html", context, status=_status(request))


@door(Permission.STRATEGY_PREPARE, Permission.RECORD_REGISTER)
def diary_number(request: MemberRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    check(policies.why_not_number(row, request.member))
    form = DiaryNumberForm(sent(request), instance=found(request, pk))
    if form.is_valid():
        audit.save_audited(row, by=request.member, diary_number=form.cleaned_data["diary_number"])
        return redirect(row)
    return form_page(request, "strategy/diary_number.html", form, {"decision": row, "crumbs": crumbs(row)})


def _status(request: MemberRequest) -> int:
    return REFUSED if request.method == "POST" else 200
