"""The contracting authority's review of a report."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.answers import sent
from core.rules import RuleBroken
from core.templatetags.formats import date_words
from followup.actions.verification import approve_report, return_report
from followup.unjudged import unjudged_after, unjudged_text
from matching.judgements import together_url
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission
from suppliers.desk import REPORTS, desk_of_member
from suppliers.forms.report import ReturnForm
from suppliers.models import Report
from suppliers.people import PLACE
from suppliers.policies import why_not_review
from suppliers.report_page import page_of


def _reviewed(request: MemberRequest, pk: int) -> Report:
    report = get_object_or_404(REPORTS.visible_to(request.member), pk=pk)
    if refusal := why_not_review(report, request.member):
        raise PermissionDenied(refusal)
    return report


@requires(Permission.REPORT_VERIFY)
def review(request: MemberRequest, pk: int) -> HttpResponse:
    """The report with the two answers: approve, or return with what needs correcting."""
    report = _reviewed(request, pk)
    form = ReturnForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            return_report(report, reason=form.cleaned_data["reason"], by=request.member)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _returned_text(report))
            return redirect(report.commitment)
    view = page_of(desk_of_member(request.member, pk))
    rows = [row.judged_from(f"{request.path}#{PLACE}") for row in view.rows]
    untold = sum(row.waits_for_judgement for row in rows)
    together = together_url(report.commitment, untold, back=f"{request.path}#{PLACE}")
    context = {
        "report": report, "form": form, "view": view, "rows": rows, "together_url": together,
        "unjudged": unjudged_text(untold),
    }  # fmt: skip
    return render(request, "followup/review.html", context, status=422 if form.errors else 200)


def _returned_text(report: Report) -> str:
    return _("The report is returned. The supplier gets a mail, and has until {day} to correct it.").format(
        day=date_words(report.due_on)
    )


@requires(Permission.REPORT_VERIFY)
@require_POST
def approval(request: MemberRequest, pk: int) -> HttpResponse:
    """Approve the report."""
    report = _reviewed(request, pk)
    try:
        approve_report(report, by=request.member)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The report is approved."))
        if told := unjudged_after(report, member=request.member):
            messages.info(request, told)
    return redirect(report.commitment)
