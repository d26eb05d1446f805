"""Inviting people, and joining by the link in the mail."""

from functools import partial
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.answers import carried_out, form_page, sent
from core.rules import RuleBroken
from organisations.access import MemberRequest, public, requires
from organisations.actions.invitations import (
    accept_with_account,
    accept_with_new_account,
    invite,
    send_again,
)
from organisations.adapters import remember_language
from organisations.forms.members import AcceptanceForm, InvitationForm
from organisations.forms.plain import ConfirmForm
from organisations.mails import service_contact
from organisations.middleware import SESSION_ACTING_FOR, SESSION_MEMBER
from organisations.models import Invitation, Membership, User
from organisations.permissions import Permission
from organisations.views.trail import MEMBERS, trail

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@requires(Permission.ORGANISATION_ADMINISTER)
def invitation(request: MemberRequest) -> HttpResponse:
    """Invite a person to the organisation."""
    organisation = request.member.organisation
    form = InvitationForm(sent(request), organisation=organisation)
    if carried_out(form, lambda: invite(organisation, **form.wanted(), by=request.member)):
        email = form.cleaned_data["email"]
        messages.success(request, _("The invitation is on its way to {email}.").format(email=email))
        return redirect("member_list")
    return form_page(
        request,
        "organisations/invitation.html",
        form,
        {"organisation": organisation, "crumbs": trail(MEMBERS)},
    )


@requires(Permission.ORGANISATION_ADMINISTER)
@require_POST
def invitation_resending(request: MemberRequest, pk: int) -> HttpResponse:
    """Send it again with a fresh link."""
    row = get_object_or_404(Invitation.objects.visible_to(request.member), pk=pk)
    return _told(
        request, partial(send_again, row), _("The invitation is sent again. The earlier link has stopped.")
    )


@requires(Permission.ORGANISATION_ADMINISTER)
@require_POST
def invitation_revocation(request: MemberRequest, pk: int) -> HttpResponse:
    """Take it back."""
    row = get_object_or_404(Invitation.objects.visible_to(request.member), pk=pk)
    return _told(request, row.revoke, _("The invitation is taken back. Its link has stopped."))


def _told(request: MemberRequest, act: Any, done: str) -> HttpResponse:
    try:
        act(by=request.member)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("member_list")


@public
@never_cache
def invitation_acceptance(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link in the mail. A link that does not work says why, and whom to ask."""
    row = Invitation.objects.with_token(token).select_related("organisation", "invited_by__user").first()
    if row is None or not row.is_usable:
        return _unusable(request, row)
    if request.user.is_authenticated:
        return _join(request, row)
    if User.objects.filter(email__iexact=row.email).exists():
        return render(request, "organisations/invitation_log_in.html", {"invitation": row})
    return _make_account(request, row)


def _make_account(request: HttpRequest, row: Invitation) -> HttpResponse:
    form = AcceptanceForm(sent(request), invitation=row)
    if carried_out(form, lambda: accept_with_new_account(row, **form.cleaned_data)):
        member = joined(row)
        login(request, member.user, backend=BACKEND)
        record_authentication(request, member.user, method="password", reauthenticated=True)
        return _welcome(request, member)
    return form_page(request, "organisations/invitation_acceptance.html", form, {"invitation": row})


def _join(request: Any, row: Invitation) -> HttpResponse:
    form = ConfirmForm(sent(request))
    if carried_out(form, lambda: accept_with_account(row, request.user)):
        return _welcome(request, joined(row))
    context = {"invitation": row, "is_other": request.user.email.casefold() != row.email.casefold()}
    return form_page(request, "organisations/invitation_join.html", form, context)


def joined(row: Invitation) -> Membership:
    """The membership that the invitation has just become."""
    return Membership.objects.select_related("user", "organisation").get(
        user__email__iexact=row.email, organisation=row.organisation_id
    )


def _welcome(request: HttpRequest, member: Membership) -> HttpResponse:
    request.session[SESSION_MEMBER] = member.pk
    request.session.pop(SESSION_ACTING_FOR, None)
    messages.success(request, _("Welcome to {organisation}.").format(organisation=member.organisation))
    answer = redirect("home")
    remember_language(answer, member.user.language)
    return answer


def _unusable(request: HttpRequest, row: Invitation | None) -> HttpResponse:
    reason = _("The link is not complete. Copy the whole link from the mail.")
    if row is not None:
        try:
            row.check_usable()
        except RuleBroken as refusal:
            reason = str(refusal)
    contact = service_contact() if row and row.invited_by is None else None
    context = {"reason": reason, "invitation": row, "contact": contact}
    return render(request, "organisations/invitation_unusable.html", context, status=410 if row else 404)
