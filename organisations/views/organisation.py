"""The own organisation: details, authorities, parts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.answers import carried_out, form_page, sent
from core.components import Fact
from core.once import once
from organisations.access import MemberRequest, requires
from organisations.actions.organisations import switch_parts
from organisations.forms.organisations import AuthorityForm, DetailsForm, PartsForm
from organisations.models import Authority, Cooperation, Part
from organisations.models.organisation import PARTS_BY_KIND, Kind
from organisations.permissions import Permission
from organisations.views.trail import ORGANISATION, trail


@requires(Permission.ORGANISATION_SEE)
def organisation(request: MemberRequest) -> HttpResponse:
    """What every member may know of the organisation: details, authorities, parts, co-operation."""
    own = request.member.organisation
    context = {
        "organisation": own,
        "facts": [Fact(label=_("Organisation number"), value=own.number_text)],
        "authorities": own.authorities.order_by("sort_key"),
        "parts": [(part.label, own.has(part)) for part in Part if part in PARTS_BY_KIND[Kind(own.kind)]],
        "cooperations": Cooperation.objects.visible_to(request.member).in_force().with_list_data(),
        "may_administer": request.member.may(Permission.ORGANISATION_ADMINISTER),
    }
    return render(request, "organisations/organisation.html", context)


@requires(Permission.ORGANISATION_ADMINISTER)
def organisation_details(request: MemberRequest) -> HttpResponse:
    own = request.member.organisation
    form = DetailsForm(sent(request), initial={"name": own.name})
    if carried_out(form, lambda: own.edit(name=form.cleaned_data["name"], by=request.member)):
        messages.success(request, _("The details are saved."))
        return redirect("organisation")
    return form_page(
        request, "organisations/organisation_details.html", form, {"crumbs": trail(ORGANISATION)}
    )


@requires(Permission.ORGANISATION_ADMINISTER)
@once
def authority_new(request: MemberRequest) -> HttpResponse:
    own = request.member.organisation
    form = AuthorityForm(sent(request), organisation=own)
    if carried_out(form, lambda: own.add_authority(**form.cleaned_data, by=request.member)):
        messages.success(request, _("The authority is added. Choose its members under Members."))
        return redirect("organisation")
    return form_page(request, "organisations/authority.html", form, {"crumbs": trail(ORGANISATION)})


@requires(Permission.ORGANISATION_ADMINISTER)
def authority(request: MemberRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Authority.objects.visible_to(request.member), pk=pk)
    own = request.member.organisation
    form = AuthorityForm(sent(request), organisation=own, authority=row)
    if carried_out(form, lambda: row.edit(**form.cleaned_data, by=request.member)):
        messages.success(request, _("The details are saved."))
        return redirect("organisation")
    return form_page(
        request, "organisations/authority.html", form, {"authority": row, "crumbs": trail(ORGANISATION)}
    )


@requires(Permission.ORGANISATION_ADMINISTER)
def part_list(request: MemberRequest) -> HttpResponse:
    """The function switch."""
    own = request.member.organisation
    form = PartsForm(sent(request), organisation=own)
    if carried_out(form, lambda: switch_parts(own, form.cleaned_data["parts"], by=request.member)):
        messages.success(request, _("The choice is saved. Menus show only what is on."))
        return redirect("organisation")
    return form_page(
        request, "organisations/part_list.html", form, {"organisation": own, "crumbs": trail(ORGANISATION)}
    )
