"""The register of co-operation: what is opened to whom, why, on what ground, for how long."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.answers import carried_out, form_page
from organisations.access import MemberRequest, requires
from organisations.forms.organisations import CooperationEndForm, CooperationForm
from organisations.models import Cooperation
from organisations.permissions import Permission
from organisations.policies import why_not_end_cooperation

PAGE = 50


@requires(Permission.ORGANISATION_SEE)
def cooperation_list(request: MemberRequest) -> HttpResponse:
    rows = Cooperation.objects.visible_to(request.member).with_list_data()
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "organisation": request.member.organisation,
        "may_administer": request.member.may(Permission.ORGANISATION_ADMINISTER),
    }
    return render(request, "organisations/cooperation_list.html", context)


@requires(Permission.ORGANISATION_ADMINISTER)
def cooperation_new(request: MemberRequest) -> HttpResponse:
    """Open something of one's own authority to another."""
    form = CooperationForm(request.POST or None, organisation=request.member.organisation)
    if carried_out(form, lambda: Cooperation.give(**form.wanted(), by=request.member)):
        messages.success(request, _("The co-operation is recorded."))
        return redirect("cooperation_list")
    return form_page(request, "organisations/cooperation_new.html", form)


@requires(Permission.ORGANISATION_SEE)
def cooperation(request: MemberRequest, pk: int) -> HttpResponse:
    rows = Cooperation.objects.visible_to(request.member).with_list_data()
    row = get_object_or_404(rows, pk=pk)
    may_end = why_not_end_cooperation(request.member, row) is None
    return render(request, "organisations/cooperation.html", {"cooperation": row, "may_end": may_end})


@requires(Permission.ORGANISATION_ADMINISTER)
def cooperation_end(request: MemberRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Cooperation.objects.visible_to(request.member).with_list_data(), pk=pk)
    if reason := why_not_end_cooperation(request.member, row):
        raise PermissionDenied(reason)
    form = CooperationEndForm(request.POST or None)
    if carried_out(form, lambda: row.end(on=form.cleaned_data["on"], by=request.member)):
        messages.success(request, _("The last day is recorded."))
        return redirect("cooperation", pk=row.pk)
    return form_page(request, "organisations/cooperation_end.html", form, {"cooperation": row})
