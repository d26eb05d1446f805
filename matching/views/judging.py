"""How a placement hangs together with the requirement, and whether the person belongs to the target group.

For people whom the supplier found itself as well as for those proposed; the only thing about persons that
an organisation keeps whose unit has its candidates in another system.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.answers import carried_out, sent
from core.components import Text
from core.onward import own_address
from matching import policies
from matching.forms.shared import AttributionForm, GroupForm, TakeBackForm
from matching.models import Placement
from matching.views.frame import Frame, crumb, form_answer, placement_of
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission
from strategy.doors import check

JUDGES = Permission.PLACEMENT_JUDGE


def _judged(request: MemberRequest, pk: int) -> Placement:
    row = placement_of(request, pk)
    check(policies.why_not_judge(row, request.member))
    return row


def _back(request: MemberRequest, row: Placement) -> str:
    """The list that led here, else the placement's own page."""
    return own_address(request, request.GET.get("next", ""), otherwise=row.get_absolute_url())


def _frame(request: MemberRequest, row: Placement, *, title: Text, lead: Text, submit: Text) -> Frame:
    back = _back(request, row)
    return Frame(title=title, lead=lead, submit=submit, cancel_url=back, crumbs=crumb(row))


@requires(JUDGES)
def placement_attribution(request: MemberRequest, pk: int) -> HttpResponse:
    """Judge the connection, or judge it anew; the former judgement stays in the history."""
    row = _judged(request, pk)
    form = AttributionForm(sent(request), initial={"attribution": row.attribution})
    if carried_out(form, lambda: row.attribute(by=request.member, **form.cleaned_data)):
        messages.success(request, _("The estimate for {person} is kept.").format(person=row))
        return redirect(_back(request, row))
    frame = _frame(
        request,
        row,
        title=_("Connection to the requirement"),
        lead=_("Your estimate. Leadership sees direct consequences as a part of all, never added to them."),
        submit=_("Save the estimate"),
    )
    return form_answer(request, form, frame)


@requires(JUDGES)
def placement_group(request: MemberRequest, pk: int) -> HttpResponse:
    """The person is confirmed as belonging to the target group; nothing more is kept of her."""
    row = _judged(request, pk)
    form = GroupForm(sent(request))
    if carried_out(form, lambda: row.confirm_target_group(by=request.member, **form.cleaned_data)):
        messages.success(request, _("Confirmed. The day and your name are kept, not the reason."))
        return redirect(_back(request, row))
    frame = _frame(
        request,
        row,
        title=_("The person belongs to the target group"),
        lead=_("Only that it is so is kept, on whose word, the day and your name. Never why."),
        submit=_("Confirm the target group"),
    )
    return form_answer(request, form, frame)


@requires(JUDGES)
def placement_group_undoing(request: MemberRequest, pk: int) -> HttpResponse:
    """A confirmation was wrong."""
    row = _judged(request, pk)
    form = TakeBackForm(sent(request))
    if carried_out(form, lambda: row.unconfirm_target_group(by=request.member, **form.cleaned_data)):
        messages.success(request, _("The confirmation is taken back. It stays in the history."))
        return redirect(_back(request, row))
    frame = _frame(
        request,
        row,
        title=_("Take back the confirmation"),
        lead=_("The person then counts as not confirmed. What was noted before stays in the history."),
        submit=_("Take it back"),
    )
    return form_answer(request, form, frame)
