"""The register of co-operation: what is opened to whom, why, on what ground, for how long."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.answers import carried_out, form_page, sent
from core.components import Fact
from core.once import anew, once
from core.templatetags.formats import date_words
from organisations.access import MemberRequest, requires
from organisations.forms.organisations import CooperationEndForm, CooperationForm
from organisations.models import Cooperation
from organisations.permissions import Permission
from organisations.policies import why_not_end_cooperation, why_not_give_cooperation
from organisations.views.trail import COOPERATION, ORGANISATION, trail

PAGE = 50


@requires(Permission.ORGANISATION_SEE)
def cooperation_list(request: MemberRequest) -> HttpResponse:
    rows = Cooperation.objects.visible_to(request.member).with_list_data()
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "organisation": request.member.organisation,
        "crumbs": trail(ORGANISATION),
        "may_give": why_not_give_cooperation(request.member) is None,
    }
    return render(request, "organisations/cooperation_list.html", context)


@requires(Permission.ORGANISATION_ADMINISTER)
@once
def cooperation_new(request: MemberRequest) -> HttpResponse:
    """Open something of one's own authority to another."""
    if reason := why_not_give_cooperation(request.member):
        raise PermissionDenied(reason)
    form = CooperationForm(sent(request), organisation=request.member.organisation)
    if carried_out(form, lambda: Cooperation.give(**form.wanted(), by=request.member)):
        messages.success(request, _("The co-operation is recorded."))
        return redirect("cooperation_list")
    return form_page(
        request, "organisations/cooperation_new.html", form, {"crumbs": trail(ORGANISATION, COOPERATION)}
    )


@requires(Permission.ORGANISATION_SEE)
def cooperation(request: MemberRequest, pk: int) -> HttpResponse:
    rows = Cooperation.objects.visible_to(request.member).with_list_data()
    row = get_object_or_404(rows, pk=pk)
    context = {
        "cooperation": row,
        "title": f"{row.giver} → {row.receiving_authority or row.receiver}",
        "facts": cooperation_facts(row),
        "may_end": why_not_end_cooperation(request.member, row) is None,
        "crumbs": trail(ORGANISATION, COOPERATION),
    }
    return render(request, "organisations/cooperation.html", context)


def cooperation_facts(row: Cooperation) -> list[Fact]:
    """The whole of what was agreed, as rows."""
    return [
        Fact(label=_("Giver"), value=f"{row.giver}, {row.giver.organisation}"),
        Fact(
            label=_("Receiver"),
            value=", ".join(str(part) for part in (row.receiving_authority, row.receiver) if part),
        ),
        Fact(label=_("Opens"), value=", ".join(row.opens_names)),
        Fact(label=_("Why"), value=row.purpose),
        Fact(label=_("Legal ground"), value=row.legal_ground),
        Fact(label=_("First day"), value=date_words(row.starts_on)),
        Fact(label=_("Last day"), value=date_words(row.ends_on)),
    ]


@requires(Permission.ORGANISATION_ADMINISTER)
@anew
def cooperation_end(request: MemberRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Cooperation.objects.visible_to(request.member).with_list_data(), pk=pk)
    if reason := why_not_end_cooperation(request.member, row):
        raise PermissionDenied(reason)
    form = CooperationEndForm(sent(request))
    if carried_out(form, lambda: row.end(on=form.cleaned_data["on"], by=request.member)):
        messages.success(request, _("The last day is recorded."))
        return redirect("cooperation", pk=row.pk)
    return form_page(
        request,
        "organisations/cooperation_end.html",
        form,
        {"cooperation": row, "crumbs": trail(ORGANISATION, COOPERATION)},
    )
