"""The decision basis, and the decision to go on: by a committee, or on delegation."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.models import IssuedDocument
from core.rules import RuleBroken
from organisations.access import MemberRequest
from organisations.permissions import Permission
from organisations.reauthentication import requires_second_factor, second_factor_age
from procurements.actions import going_on
from procurements.forms.requirement import ReasonForm
from procurements.forms.steps import GoBodyForm, GoDelegateForm, GoReferralForm
from procurements.go_page import go_page, latest_go, open_go, signing_page
from procurements.lacking import lacking_in_basis
from procurements.models import GoDecision, Procurement
from procurements.policies import (
    why_not_add_minutes,
    why_not_decide,
    why_not_prepare_go,
    why_not_return_go,
    why_not_work,
)
from procurements.views.doors import SEES, FormPage, act_or_show, check, crumbs_of, door, found, need, sent
from strategy.forms.steps import MinutesForm

EDIT, DECIDE = Permission.CASE_EDIT, Permission.DECIDE


def waiting_go(case: Procurement) -> GoDecision:
    """The proposal that waits for an answer; refused when none does."""
    return need(case.go_decisions.waiting().first(), _("Nothing waits for a decision here."))


@door(*SEES)
def go_decision(request: MemberRequest, pk: int) -> HttpResponse:
    """Where the decision is, what it rests on, and what the reader may do about it."""
    case = found(request, pk)
    return render(
        request, "procurements/go_decision.html", {"case": case, "page": go_page(case, request.member)}
    )


@door(EDIT)
@require_POST
def decision_basis(request: MemberRequest, pk: int) -> HttpResponse:
    """Order the next version of the decision basis."""
    case = found(request, pk)
    check(why_not_work(case, request.member))
    try:
        going_on.make_basis(case, by=request.member)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The decision basis is being made. It takes a few seconds."))
    return redirect("procurements:go_decision", pk=case.pk)


@door(EDIT)
def referral(request: MemberRequest, pk: int) -> HttpResponse:
    """Send the proposal to a committee, or note another meeting."""
    case, by = found(request, pk), request.member
    check(why_not_prepare_go(case, by))
    go = open_go(case)
    earlier = go.latest_referral if go else None
    moves = go is not None and go.is_waiting
    missing = () if moves else lacking_in_basis(case)
    initial = {"body": earlier.body if earlier else case.authority.name}
    form = GoReferralForm(sent(request), initial=initial, lacks=bool(missing))
    page = FormPage(
        case=case,
        title=_("Change the meeting") if moves else _("Send to the committee"),
        lead=_(
            "The decision basis goes with it. The case then waits for the committee; you register its answer."
        ),
        submit=_("Save") if moves else _("Send to the committee"),
        cancel_url=_go_url(case.pk),
        missing=missing,
    )
    if go is not None and moves:
        return act_or_show(request, form, page, lambda: go.postpone(**form.content, by=by))
    return act_or_show(request, form, page, lambda: going_on.send_to_body(case, **form.content, by=by))


@door(EDIT)
def body_decision(request: MemberRequest, pk: int) -> HttpResponse:
    """Type in what the committee decided."""
    case, by = found(request, pk), request.member
    check(why_not_prepare_go(case, by))
    go = waiting_go(case)
    waiting = go.latest_referral
    initial: dict[str, Any] = {"outcome": go.proposal}
    if waiting:
        initial |= {"body": waiting.body, "decided_on": waiting.meeting_on}
    form = GoBodyForm(sent(request), request.FILES or None, initial=initial)
    page = FormPage(
        case=case,
        title=_("Register the committee's decision"),
        lead=_("Take the details from the minutes. The extract is kept with the case as its proof."),
        takes_file=True,
        submit=_("Register the decision"),
        cancel_url=_go_url(case.pk),
    )
    return act_or_show(
        request, form, page, lambda: going_on.record_body_decision(go, **form.cleaned_data, by=by)
    )


@door(EDIT)
def minutes(request: MemberRequest, pk: int) -> HttpResponse:
    """Add the minutes extract that had not come when the decision was typed in."""
    case, by = found(request, pk), request.member
    check(why_not_add_minutes(case, by))
    go = need(case.go_decisions.without_minutes().last(), _("Nothing waits for a decision here."))
    form = MinutesForm(sent(request), request.FILES or None)
    page = FormPage(
        case=case,
        title=_("Add the minutes extract"),
        lead=_("It proves what the committee decided and is kept with the decision as a received record."),
        takes_file=True,
        submit=_("Add the minutes extract"),
        cancel_url=_go_url(case.pk),
    )
    return act_or_show(request, form, page, lambda: going_on.attach_minutes(go, **form.cleaned_data, by=by))


@door(EDIT)
def delegate_request(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask a member whom the delegation order names."""
    case, by = found(request, pk), request.member
    check(why_not_prepare_go(case, by))
    missing = lacking_in_basis(case)
    go = open_go(case) or GoDecision(authority=case.authority)
    form = GoDelegateForm(sent(request), go=go, lacks=bool(missing))
    page = FormPage(
        case=case,
        title=_("Ask for a decision on delegation"),
        lead=_("The one you choose gets a mail and signs the decision basis with her second factor."),
        submit=_("Ask for the decision"),
        cancel_url=_go_url(case.pk),
        notes=() if form.has_choice else (nobody_named(),),
        missing=missing,
    )
    return act_or_show(request, form, page, lambda: going_on.ask_delegate(case, **form.content, by=by))


@door(DECIDE)
@requires_second_factor
def signature(request: MemberRequest, pk: int) -> HttpResponse:
    """Shows exactly what will be signed; the button signs it and makes the decision."""
    case, by, refusal = found(request, pk), request.member, ""
    go = need(latest_go(case), _("Nothing waits for a decision here."))
    check(why_not_decide(go, by))
    if request.method == "POST":
        refusal = _sign(request, case, go)
        if not refusal:
            told = _("The decision is made and signed. It is to be reported to the authority.")
            messages.success(request, told)
            return redirect(go)
    context = {
        "case": case,
        "go": go,
        "page": signing_page(case, go, by),
        "refusal": refusal,
        "crumbs": crumbs_of(case),
    }
    return render(request, "procurements/signature.html", context, status=422 if refusal else 200)


def _sign(request: MemberRequest, case: Procurement, go: GoDecision) -> str:
    """Sign the document that was shown; the reason where that is refused."""
    number = request.POST.get("document", "")
    own = IssuedDocument.objects.about(case)
    shown = own.filter(pk=int(number) if number.isdecimal() else 0).first()
    if shown is None:
        return _("Read the document first, then sign it.")
    factor = second_factor_age(request)
    assert factor is not None  # requires_second_factor has seen to it
    try:
        going_on.decide_on_delegation(go, shown, by=request.member, factor=factor)
    except RuleBroken as broken:
        return str(broken)
    return ""


@door(DECIDE)
@require_POST
def document_to_sign(request: MemberRequest, pk: int) -> HttpResponse:
    """Order the document anew where the case has changed since."""
    case = found(request, pk)
    check(why_not_decide(waiting_go(case), request.member))
    going_on.prepare_to_decide(case, by=request.member)
    return redirect("procurements:signature", pk=case.pk)


@door(EDIT, DECIDE)
def go_return(request: MemberRequest, pk: int) -> HttpResponse:
    """Return the proposal, or take it back."""
    case, by = found(request, pk), request.member
    go = waiting_go(case)
    check(why_not_return_go(go, by))
    form = ReasonForm(sent(request))
    page = FormPage(
        case=case,
        title=_("Return the proposal"),
        lead=_("{name} sees the reason and can send it again.").format(name=go.prepared_by),
        submit=_("Return the proposal"),
        cancel_url=_go_url(case.pk),
    )
    return act_or_show(request, form, page, lambda: go.send_back(**form.cleaned_data, by=by))


def nobody_named() -> str:
    return _(
        "The delegation order names nobody for this. Ask the registrar to add a row, or send "
        "the matter to the committee."
    )


def _go_url(pk: int) -> str:
    return reverse("procurements:go_decision", args=[pk])
