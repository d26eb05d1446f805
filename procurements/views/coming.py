"""Showing a coming procurement to everybody, and taking it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.components import Fact
from core.rules import RuleBroken
from organisations.access import MemberRequest
from organisations.permissions import Permission
from procurements.forms.coming import ComingNoticeForm
from procurements.models import ComingNotice, Procurement
from procurements.policies import why_not_show_case, why_not_work
from procurements.views.doors import FormPage, act_or_show, check, door, found, sent

EDIT = Permission.CASE_EDIT


@door(EDIT)
def coming_notice(request: MemberRequest, pk: int) -> HttpResponse:
    """What everybody reads of the case, and nothing else of it."""
    case, by = found(request, pk), request.member
    check(why_not_show_case(case, by))
    shown = ComingNotice.objects.standing().filter(procurement=case).first()
    form = ComingNoticeForm(sent(request), case=case, shown=shown)
    page = FormPage(
        case=case,
        title=_("Show the procurement to everybody"),
        lead=_(
            "It stands on the open page until you take it back, publish the notice, or the month has passed."
        ),
        submit=_("Show what has changed") if shown else _("Show it to everybody"),
    )
    return act_or_show(
        request,
        form,
        page,
        lambda: ComingNotice.show(case, **form.values, by=by),
        template="procurements/coming_notice.html",
        onward=request.path,
        shown=shown,
        fixed=_fixed(case),
    )


@door(EDIT)
@require_POST
def coming_notice_end(request: MemberRequest, pk: int) -> HttpResponse:
    """Take it back; also when the case has come further since."""
    case = found(request, pk)
    check(why_not_work(case, request.member))
    row = get_object_or_404(ComingNotice.objects.standing(), procurement=case)
    try:
        row.take_back(by=request.member)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Nobody outside reads of the procurement any more."))
    return redirect(case)


def _fixed(case: Procurement) -> list[Fact]:
    """What is taken from the case as it stands."""
    return [
        Fact(label=_("Who buys"), value=str(case.authority.organisation)),
        Fact(label=_("Authority"), value=str(case.authority)),
        Fact(label=_("Nature"), value=case.get_nature_display()),
        Fact(label=_("CPV code"), value=str(case.cpv) if case.cpv else _("Not chosen yet")),
    ]
