"""Pages of those who run the installation: organisations and their administrators, never a case."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.actors import Operator
from core.answers import carried_out, form_page, sent
from core.models import OutgoingMail
from core.once import once
from core.rules import RuleBroken
from organisations.access import operators_only
from organisations.actions.administrators import appoint
from organisations.actions.invitations import send_again
from organisations.actions.organisations import create_organisation
from organisations.forms.operator import AdministratorForm, NewOrganisationForm
from organisations.models import Invitation, Organisation
from organisations.queries import open_invitations, organisations_for_operator
from organisations.views.trail import OPERATOR, trail

PAGE = 50


@operators_only
def operator_organisation_list(request: Any) -> HttpResponse:
    page = Paginator(organisations_for_operator(), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "failed_count": OutgoingMail.objects.failed().count()}
    return render(request, "organisations/operator_organisation_list.html", context)


@operators_only
@once
def operator_organisation_new(request: Any) -> HttpResponse:
    """A new organisation, and the invitation to its first administrator."""
    form = NewOrganisationForm(sent(request))
    by = Operator(request.user.pk)
    if carried_out(form, lambda: create_organisation(**form.wanted(), by=by)):
        told = _("{name} is created. The administrator gets a mail.")
        messages.success(request, told.format(name=form.cleaned_data["name"]))
        return redirect("operator_organisation_list")
    return form_page(
        request, "organisations/operator_organisation_new.html", form, {"crumbs": trail(OPERATOR)}
    )


@operators_only
def operator_organisation(request: Any, pk: int) -> HttpResponse:
    """One organisation: who administers it, and the form that gives it one, or her more roles."""
    organisation = get_object_or_404(Organisation, pk=pk)
    form = AdministratorForm(sent(request), organisation=organisation)
    by = Operator(request.user.pk)
    if carried_out(form, lambda: appoint(organisation, form.wanted(), by=by)):
        messages.success(request, _appointed(organisation, form.cleaned_data["email"]))
        return redirect("operator_organisation", pk=organisation.pk)
    context = {
        "organisation": organisation,
        "administrators": organisation.memberships.standing_administrators().select_related("user"),
        "invitations": open_invitations(organisation),
        "crumbs": trail(OPERATOR),
    }
    return form_page(request, "organisations/operator_organisation.html", form, context)


def _appointed(organisation: Organisation, email: str) -> str:
    member = organisation.memberships.active().filter(user__email__iexact=email).first()
    if member is not None:
        return _("{name}'s roles are saved.").format(name=member)
    return _("The invitation is on its way to {email}.").format(email=email)


@operators_only
@require_POST
def operator_invitation_resending(request: Any, pk: int) -> HttpResponse:
    """Send it again with a fresh link."""
    row = get_object_or_404(Invitation, pk=pk)
    done = _("The invitation is sent again. The earlier link has stopped.")
    return _told(request, row, partial(send_again, row), done)


@operators_only
@require_POST
def operator_invitation_revocation(request: Any, pk: int) -> HttpResponse:
    """Take it back, for example because the address was wrong."""
    row = get_object_or_404(Invitation, pk=pk)
    return _told(request, row, row.revoke, _("The invitation is taken back. Its link has stopped."))


def _told(request: Any, row: Invitation, act: Any, done: str) -> HttpResponse:
    try:
        act(by=Operator(request.user.pk))
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("operator_organisation", pk=row.organisation_id)
