"""How a decision is made: by a committee, or on delegation."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.answers import carried_out, form_page, sent
from organisations.access import MemberRequest
from organisations.permissions import Permission
from organisations.reauthentication import requires_second_factor, second_factor_age
from strategy import deciding, policies
from strategy.case import crumbs
from strategy.doors import check, door
from strategy.forms.steps import (
    BodyCorrectionForm,
    BodyMinutesForm,
    DelegateForm,
    MinutesForm,
    ReferralForm,
    SigningForm,
)
from strategy.models import BodyDecision, LeadershipDecision
from strategy.signing import signing_page
from strategy.views.decisions import found


@door(Permission.STRATEGY_PREPARE)
def referral(request: MemberRequest, pk: int) -> HttpResponse:
    row, by = found(request, pk), request.member
    moves = row.waits_for_body
    check((policies.why_not_move_meeting if moves else policies.why_not_prepare)(row, by))
    earlier = row.latest_referral
    form = ReferralForm(sent(request), initial={"body": earlier.body if earlier else row.authority.name})
    send = deciding.postpone if moves else deciding.send_to_body
    if carried_out(form, lambda: send(row, **form.cleaned_data, by=by)):
        return redirect(row)
    return form_page(
        request, "strategy/referral.html", form, {"decision": row, "crumbs": crumbs(row), "moves": moves}
    )


@door(Permission.STRATEGY_PREPARE)
def body_decision(request: MemberRequest, pk: int) -> HttpResponse:
    row, by = found(request, pk), request.member
    check(policies.why_not_move_meeting(row, by))
    form = BodyMinutesForm(sent(request), request.FILES or None, initial=minutes_expected(row))
    if carried_out(form, lambda: deciding.record_body_decision(row, **form.cleaned_data, by=by)):
        messages.success(request, _("The decision is registered. It is applied to new procurements."))
        return redirect(row)
    return form_page(request, "strategy/body_decision.html", form, {"decision": row, "crumbs": crumbs(row)})


@door(Permission.STRATEGY_PREPARE)
def body_correction(request: MemberRequest, pk: int) -> HttpResponse:
    row, by = found(request, pk), request.member
    check(policies.why_not_correct(row, by))
    assert isinstance(row.way, BodyDecision)
    form = BodyCorrectionForm(sent(request), way=row.way)
    if carried_out(form, lambda: deciding.correct_body_decision(row, **form.cleaned_data, by=by)):
        return redirect(row)
    return form_page(
        request,
        "strategy/body_decision.html",
        form,
        {"decision": row, "crumbs": crumbs(row), "corrects": True},
    )


@door(Permission.STRATEGY_PREPARE)
def minutes(request: MemberRequest, pk: int) -> HttpResponse:
    row, by = found(request, pk), request.member
    check(policies.why_not_correct(row, by))
    form = MinutesForm(sent(request), request.FILES or None)
    if carried_out(form, lambda: deciding.attach_minutes(row, **form.cleaned_data, by=by)):
        return redirect(row)
    return form_page(request, "strategy/minutes.html", form, {"decision": row, "crumbs": crumbs(row)})


@door(Permission.STRATEGY_PREPARE)
def delegate_request(request: MemberRequest, pk: int) -> HttpResponse:
    row, by = found(request, pk), request.member
    check(policies.why_not_prepare(row, by))
    form = DelegateForm(sent(request), decision=row)
    if carried_out(form, lambda: deciding.ask_delegate(row, **form.cleaned_data, by=by)):
        return redirect(row)
    return form_page(
        request, "strategy/delegate_request.html", form, {"decision": row, "crumbs": crumbs(row)}
    )


@door(Permission.DECIDE)
@requires_second_factor
def delegated_decision(request: MemberRequest, pk: int) -> HttpResponse:
    """Shows exactly what will be signed; the button signs it and makes the decision."""
    row, by = found(request, pk), request.member
    check(policies.why_not_decide(row, by))
    form = SigningForm(sent(request), decision=row)
    factor = fresh_factor(request)
    if carried_out(
        form, lambda: deciding.decide_on_delegation(row, **form.cleaned_data, by=by, factor=factor)
    ):
        messages.success(
            request, _("The decision is made and signed. It is to be reported to the authority.")
        )
        return redirect(row)
    context = {"decision": row, "crumbs": crumbs(row), "page": signing_page(row, by)}
    return form_page(request, "strategy/delegated_decision.html", form, context)


def minutes_expected(row: LeadershipDecision) -> dict[str, object]:
    """What the minutes probably say: the committee that was asked, and its day if that has come."""
    waiting = row.latest_referral
    if waiting is None:
        return {}
    return {"body": waiting.body, "decided_on": waiting.meeting_on if row.has_been_up else None}


def fresh_factor(request: MemberRequest) -> tuple[str, dt.datetime]:
    """Method and moment of the second factor that the door has asked for."""
    factor = second_factor_age(request)
    if factor is None:
        raise PermissionDenied
    return factor


@door(Permission.DECIDE)
@require_POST
def document_to_sign(request: MemberRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    check(policies.why_not_decide(row, request.member))
    deciding.prepare_document(row, by=request.member)
    return redirect("strategy:delegated_decision", pk=row.pk)
