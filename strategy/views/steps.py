"""Returning, dropping, superseding and ending a decision."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from core.answers import carried_out, form_page, sent
from core.once import anew, once
from organisations.access import MemberRequest
from organisations.permissions import Permission
from strategy import policies
from strategy.actions import draft_successor
from strategy.case import crumbs
from strategy.doors import check, door
from strategy.forms.steps import EndingForm, ReasonForm
from strategy.views.decisions import found


@door(Permission.STRATEGY_PREPARE, Permission.DECIDE)
def return_(request: MemberRequest, pk: int) -> HttpResponse:
    row, by = found(request, pk), request.member
    check(policies.why_not_return(row, by))
    form = ReasonForm(sent(request))
    if carried_out(form, lambda: row.send_back(**form.cleaned_data, by=by)):
        return redirect(row)
    return form_page(request, "strategy/return.html", form, {"decision": row, "crumbs": crumbs(row)})


@door(Permission.STRATEGY_PREPARE)
@anew
def withdrawal(request: MemberRequest, pk: int) -> HttpResponse:
    row, by = found(request, pk), request.member
    check(policies.why_not_prepare(row, by))
    form = ReasonForm(sent(request))
    if carried_out(form, lambda: row.withdraw(**form.cleaned_data, by=by)):
        return redirect("strategy:decision_list")
    return form_page(request, "strategy/withdrawal.html", form, {"decision": row, "crumbs": crumbs(row)})


@door(Permission.STRATEGY_PREPARE)
@once
def successor(request: MemberRequest, pk: int) -> HttpResponse:
    """Says what superseding means; the button drafts the successor."""
    row, by = found(request, pk), request.member
    check(policies.why_not_supersede(row, by))
    if request.method == "POST":
        draft = draft_successor(row, by=by)
        return redirect("strategy:content", pk=draft.pk)
    return render(request, "strategy/successor.html", {"decision": row, "crumbs": crumbs(row)})


@door(Permission.DECIDE)
def ending(request: MemberRequest, pk: int) -> HttpResponse:
    row, by = found(request, pk), request.member
    check(policies.why_not_end(row, by))
    form = EndingForm(sent(request))
    if carried_out(form, lambda: row.end(**form.cleaned_data, by=by)):
        return redirect(row)
    return form_page(request, "strategy/ending.html", form, {"decision": row, "crumbs": crumbs(row)})
