"""The end of the follow-up: close it, or open it again."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from core.answers import sent
from followup import policies
from followup.actions.closing import close_followup, reopen_followup
from followup.closing_page import facts_for_closing, notes_for_closing, still_runs
from followup.closing_rules import missing_reports
from followup.forms.closing import ClosingForm, ReopeningForm
from followup.views.contract import MANAGES, FormPage, act_or_show, commitment_of
from organisations.access import MemberRequest, requires
from strategy.doors import check


@requires(MANAGES)
def closing(request: MemberRequest, pk: int) -> HttpResponse:
    """How the contract ended, what is missing, and the form that closes it."""
    row, by = commitment_of(request, pk), request.member
    check(policies.why_not_close(row, by))
    missing, runs = missing_reports(row), still_runs(row)
    form = ClosingForm(sent(request), needs_reason=runs or bool(missing))
    page = FormPage(
        commitment=row,
        title=_("Close the follow-up"),
        lead=_("Everything stays to be read, and you can open it again."),
        submit=_("Close the follow-up"),
        back_url=row.get_absolute_url(),
        done=_("The follow-up is closed."),
        notes=tuple(notes_for_closing(row, missing=missing, runs=runs)),
        facts=facts_for_closing(row),
    )
    return act_or_show(request, form, page, lambda: close_followup(row, **form.cleaned_data, by=by))


@requires(MANAGES)
def reopening(request: MemberRequest, pk: int) -> HttpResponse:
    """Take the follow-up up again."""
    row, by = commitment_of(request, pk), request.member
    check(policies.why_not_reopen(row, by))
    form = ReopeningForm(sent(request))
    page = FormPage(
        commitment=row,
        title=_("Open the follow-up again"),
        lead=_("The supplier is asked for the periods that come. Reports noted as not needed stay so."),
        submit=_("Open the follow-up again"),
        back_url=row.get_absolute_url(),
        done=_("The follow-up is open again."),
    )
    return act_or_show(request, form, page, lambda: reopen_followup(row, **form.cleaned_data, by=by))
