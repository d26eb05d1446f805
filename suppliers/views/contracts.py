"""Entering a running contract, and asking its supplier for a report."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.answers import sent
from core.models import OutgoingMail
from core.once import once
from core.rules import RuleBroken
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission
from procurements.models import Commitment
from suppliers.actions.asking import ask_for_first_report
from suppliers.actions.takeover import take_over
from suppliers.contacts import reporter_url
from suppliers.forms.contract import RunningContractForm
from suppliers.mails import ask_for_report, sent_texts
from suppliers.parties import reporters_of
from suppliers.policies import why_not_name_contacts


@requires(Permission.CONTRACT_EDIT)
@once
def running_contract(request: MemberRequest) -> HttpResponse:
    """One page: enter a contract that already runs."""
    form = RunningContractForm(sent(request), member=request.member)
    if request.method == "POST" and form.is_valid():
        try:
            commitment = take_over(form.contract, done=form.done, dialogue=form.dialogue, by=request.member)
        except RuleBroken as refusal:
            form.add_error("supplier_number", str(refusal))
        else:
            messages.success(request, _("The contract is entered. The supplier has not been told yet."))
            return redirect(commitment)
    status = 422 if form.errors else 200
    return render(
        request,
        "suppliers/running_contract.html",
        {"form": form, "cancel_url": reverse("suppliers:commitment_list")},
        status=status,
    )


@requires(Permission.REPORT_VERIFY)
@require_POST
def report_request(request: MemberRequest, pk: int) -> HttpResponse:
    """Send the link to the report that waits, now."""
    commitment = _own(request, pk)
    report = commitment.reports.filter(state__in=("open", "returned")).first()
    if report is None:
        messages.warning(request, _("No report waits, so there is nothing to ask for."))
        return redirect(commitment)
    return _asked(request, commitment, lambda: ask_for_report(report, by=request.member))


@requires(Permission.REPORT_VERIFY)
@require_POST
def first_report(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask now for the time until yesterday, of a contract of which nothing has been reported."""
    commitment = _own(request, pk)
    return _asked(request, commitment, lambda: ask_for_first_report(commitment, by=request.member))


def _own(request: MemberRequest, pk: int) -> Commitment:
    commitment = get_object_or_404(Commitment.objects.visible_to(request.member), pk=pk)
    if commitment.authority_id not in request.member.authority_ids_with(Permission.REPORT_VERIFY):
        raise PermissionDenied(_("Only the contracting authority asks for reports."))
    return commitment


def _asked(
    request: MemberRequest, commitment: Commitment, ask: Callable[[], list[OutgoingMail]]
) -> HttpResponse:
    """Back at the contract, with the link on its way; or, with nothing done, where it is said who reports."""
    if not reporters_of(commitment):
        return _name_reporter(request, commitment)
    try:
        told = ask()
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return redirect(commitment)
    for text in sent_texts(told):
        messages.success(request, text)
    return redirect(commitment)


def _name_reporter(request: MemberRequest, commitment: Commitment) -> HttpResponse:
    """Nobody reports: lead whoever may say who to where that is said."""
    if why_not_name_contacts(commitment, request.member):
        messages.warning(
            request, _("There is nobody to send to. Ask the contract manager to name who reports.")
        )
        return redirect(commitment)
    messages.warning(request, _("There is nobody to send to. Add who reports first, then send the link."))
    return redirect(reporter_url(commitment))
