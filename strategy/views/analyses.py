"""Analyses before a decision: list, begin, page, close, drop, tie to the decision, PDF."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.answers import carried_out, form_page, sent
from core.once import once
from organisations.access import MemberRequest
from organisations.permissions import Permission
from strategy import analysis_policies as policies
from strategy.analysing import begin_analysis, close_analysis
from strategy.analysis_document import documents_of, order_analysis
from strategy.analysis_page import analysis_lines, analysis_page, crumbs
from strategy.doors import READERS, check, door
from strategy.forms.analysis import BeginAnalysisForm, ClosingForm, DroppingForm, TieForm
from strategy.models import Analysis, LeadershipDecision

PER_PAGE = 50
PREPARE = Permission.STRATEGY_PREPARE


def found(request: MemberRequest, pk: int) -> Analysis:
    """The analysis if the member may know of it, with what every page shows."""
    rows = Analysis.objects.visible_to(request.member)
    return get_object_or_404(rows.select_related("authority__organisation", "follows", "decision"), pk=pk)


def written(request: MemberRequest, pk: int) -> Analysis:
    """The analysis, where the member may write in it now."""
    row = found(request, pk)
    check(policies.why_not_write(row, request.member))
    return row


@door(*READERS)
def analysis_list(request: MemberRequest) -> HttpResponse:
    rows = Analysis.objects.visible_to(request.member).for_lists()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    tied = [row.decision_id for row in page if row.decision_id]
    seen = LeadershipDecision.objects.visible_to(request.member).filter(pk__in=tied)
    context = {
        "page": page,
        "rows": analysis_lines(page, seen.values_list("pk", flat=True)),
        "crumbs": crumbs()[:1],
        "may_prepare": request.member.may(PREPARE),
    }
    return render(request, "strategy/analysis_list.html", context)


@door(PREPARE)
@once
def new_analysis(request: MemberRequest) -> HttpResponse:
    form = BeginAnalysisForm(sent(request), member=request.member)
    made: list[Analysis] = []
    if carried_out(form, lambda: made.append(begin_analysis(**form.cleaned_data, by=request.member))):
        return redirect(made[0])
    return form_page(request, "strategy/analysis_new.html", form, {"crumbs": crumbs()})


@door(*READERS)
def analysis(request: MemberRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    context = {
        "analysis": row,
        "page": analysis_page(row, request.member),
        "documents": documents_of(row),
    }
    return render(request, "strategy/analysis.html", context)


@door(PREPARE)
def analysis_closing(request: MemberRequest, pk: int) -> HttpResponse:
    row = written(request, pk)
    form = ClosingForm(sent(request))
    if carried_out(form, lambda: close_analysis(row, by=request.member)):
        messages.success(request, _("The analysis is closed. It stays as it is from now on."))
        return redirect(row)
    return form_page(
        request, "strategy/analysis_closing.html", form, {"analysis": row, "crumbs": crumbs(row)}
    )


@door(PREPARE)
def analysis_dropping(request: MemberRequest, pk: int) -> HttpResponse:
    row = written(request, pk)
    form = DroppingForm(sent(request))
    if carried_out(form, lambda: row.drop(**form.cleaned_data, by=request.member)):
        return redirect("strategy:analysis_list")
    return form_page(
        request, "strategy/analysis_dropping.html", form, {"analysis": row, "crumbs": crumbs(row)}
    )


@door(PREPARE)
def analysis_decision(request: MemberRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    check(policies.why_not_tie(row, request.member))
    initial = {"decision": row.decision_id}
    form = TieForm(sent(request), analysis=row, member=request.member, initial=initial)
    if carried_out(form, lambda: row.tie(**form.cleaned_data, by=request.member)):
        return redirect(row)
    return form_page(
        request, "strategy/analysis_decision.html", form, {"analysis": row, "crumbs": crumbs(row)}
    )


@door(*READERS)
@require_POST
def analysis_document(request: MemberRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    order_analysis(row, by=request.member)
    messages.success(request, _("The document is being made. It takes a few seconds."))
    return redirect(row)
