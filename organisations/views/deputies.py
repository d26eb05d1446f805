"""Deputies: whom one lets act for oneself, and for whom one may act."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.answers import carried_out, form_page, sent
from core.once import anew, once
from core.rules import RuleBroken
from organisations.access import MemberRequest, requires
from organisations.actions.deputies import name_deputy
from organisations.forms.people import DeputyForm
from organisations.middleware import SESSION_ACTING_FOR
from organisations.models import Deputyship
from organisations.permissions import Permission
from organisations.policies import why_not_end_deputyship
from organisations.queries import principals_of
from organisations.views.trail import PROFILE, trail


@requires(Permission.HOME)
@once
def deputyship_list(request: MemberRequest) -> HttpResponse:
    """Both sides on one page, with the form that names a deputy."""
    member = request.member
    form = DeputyForm(sent(request), member=member)
    if carried_out(form, lambda: name_deputy(**form.cleaned_data, by=member)):
        name = form.cleaned_data["deputy"].user.name
        messages.success(request, _("{name} is your deputy and gets a mail about it.").format(name=name))
        return redirect("deputyship_list")
    context = {
        "named": member.deputyships.standing().with_people(),
        "principals": principals_of(member),
        "acting_for": member.acting_for,
        "crumbs": trail(PROFILE),
    }
    return form_page(request, "organisations/deputyship_list.html", form, context)


@requires(Permission.HOME)
@require_POST
@anew
def deputyship_end(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a deputyship back."""
    rows = Deputyship.objects.visible_to(request.member).with_people()
    row = get_object_or_404(rows, pk=pk)
    if reason := why_not_end_deputyship(request.member, row):
        raise PermissionDenied(reason)
    try:
        row.end(by=request.member)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("{name} does not act for you any more.").format(name=row.deputy))
    return redirect("deputyship_list")


@requires(Permission.HOME)
@require_POST
def deputy_switch(request: Any) -> HttpResponse:
    """Act for the colleague from now on, or as oneself again when none is named."""
    wished = request.POST.get("member", "")
    if not wished:
        request.session.pop(SESSION_ACTING_FOR, None)
        messages.success(request, _("You act as yourself again."))
        return redirect("home")
    number = int(wished) if wished.isdecimal() else 0
    row = get_object_or_404(principals_of(request.member), member=number)
    request.session[SESSION_ACTING_FOR] = row.member_id
    told = _("You act for {name}. What you do is recorded as {deputy} for {name}.")
    messages.success(request, told.format(name=row.member, deputy=request.member))
    return redirect("home")
