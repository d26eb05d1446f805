"""Hearing the supplier: read by both parties, asked and decided by the buyer, answered by the supplier."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.answers import sent
from followup import policies
from followup.actions import hearing as acts
from followup.forms.hearing import DecisionForm, ReliefForm, RequestForm, StatementForm, WithdrawalForm
from followup.hearing_page import hearing_page
from followup.hearing_questions import matter_of, notes_for_decision
from followup.views.contract import MANAGES, READS, FormPage, act_or_show, commitment_of
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission
from procurements.models import Commitment
from strategy.doors import check


def _page(row: Commitment, **told: Any) -> FormPage:
    return FormPage(commitment=row, back_url=reverse("followup:hearing", args=[row.pk]), **told)


@requires(*READS)
def hearing(request: MemberRequest, pk: int) -> HttpResponse:
    """What was asked, said and decided."""
    row = commitment_of(request, pk)
    return render(request, "followup/hearing.html", {"page": hearing_page(row, member=request.member)})


@requires(MANAGES)
def statement_request(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask for the supplier's view."""
    row, by = commitment_of(request, pk), request.member
    check(policies.why_not_ask(row, by))
    form = RequestForm(sent(request))
    page = _page(
        row,
        title=_("Ask for the supplier's view"),
        lead=_("The supplier gets a mail with a link and answers on a page. You decide after that."),
        submit=_("Ask the supplier"),
        done=_("The supplier is asked. You get a mail when it has answered."),
    )
    return act_or_show(request, form, page, lambda: acts.ask_for_statement(row, **form.cleaned_data, by=by))


@requires(Permission.SUPPLIER_WORK, MANAGES)
def statement(request: MemberRequest, pk: int) -> HttpResponse:
    """The supplier's view; the buyer notes here what reached it in another way."""
    row, by = commitment_of(request, pk), request.member
    check(policies.why_not_answer(row, by))
    form = StatementForm(sent(request))
    is_supplier = policies.is_party(row, by)
    page = _page(
        row,
        title=_("Give your view") if is_supplier else _("Note the supplier's view"),
        lead=_("The buyer reads it before it decides. It becomes a public record."),
        facts=matter_of(row),
        submit=_("Send your view") if is_supplier else _("Note the supplier's view"),
        done=_("Your view has come in. The turn is the buyer's.") if is_supplier else _("Noted."),
    )
    return act_or_show(request, form, page, lambda: acts.give_statement(row, **form.cleaned_data, by=by))


@requires(MANAGES)
def hearing_decision(request: MemberRequest, pk: int) -> HttpResponse:
    """Decide after the supplier was heard."""
    row, by = commitment_of(request, pk), request.member
    check(policies.why_not_decide(row, by))
    form = DecisionForm(sent(request))
    page = _page(
        row,
        title=_("Decide"),
        lead=_("The supplier gets a mail with the decision and your reasons."),
        submit=_("Decide and tell the supplier"),
        done=_("Decided. The supplier gets a mail."),
        notes=notes_for_decision(row),
        facts=matter_of(row),
    )
    return act_or_show(request, form, page, lambda: acts.decide(row, **form.cleaned_data, by=by))


@requires(MANAGES)
def relief(request: MemberRequest, pk: int) -> HttpResponse:
    """Relieve the supplier."""
    row, by = commitment_of(request, pk), request.member
    check(policies.why_not_relieve(row, by))
    form = ReliefForm(sent(request))
    page = _page(
        row,
        title=_("Relieve the supplier"),
        lead=_("The commitment then counts as relieved, whatever else holds. The supplier gets a mail."),
        submit=_("Relieve the supplier"),
        done=_("The supplier is relieved and gets a mail."),
    )
    return act_or_show(request, form, page, lambda: acts.relieve(row, **form.cleaned_data, by=by))


@requires(MANAGES)
def relief_withdrawal(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a relief back."""
    row, by = commitment_of(request, pk), request.member
    check(policies.why_not_withdraw_relief(row, by))
    form = WithdrawalForm(sent(request))
    page = _page(
        row,
        title=_("Withdraw the relief"),
        lead=_("What is owed counts again. The supplier gets a mail with your reasons."),
        submit=_("Withdraw the relief"),
        done=_("The relief is withdrawn. The supplier gets a mail."),
        kind="danger",
    )
    return act_or_show(request, form, page, lambda: acts.withdraw_relief(row, **form.cleaned_data, by=by))
