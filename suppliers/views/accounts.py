"""The way in for a supplier that has only answered by link so far."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from core.answers import carried_out, form_page, sent
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission
from procurements.models import Commitment
from suppliers.accounts import may_be_let_in, may_let_in, waiting_invitation, why_not_let_in
from suppliers.actions.accounts import let_in
from suppliers.contacts import crumbs_of
from suppliers.forms.account import AccountForm


@requires(Permission.CONTRACT_EDIT)
def account(request: MemberRequest, pk: int) -> HttpResponse:
    """Say who at the supplier shall log in; she gets a mail."""
    row = get_object_or_404(Commitment.objects.visible_to(request.member).with_list_data(), pk=pk)
    if not may_let_in(row, request.member):
        raise PermissionDenied(_("Only the contracting authority lets its supplier in."))
    form = AccountForm(sent(request), people=may_be_let_in(row))
    if carried_out(form, lambda: let_in(form.wanted(), by=request.member)):
        email = form.wanted().email
        messages.success(request, _("The invitation is on its way to {email}.").format(email=email))
        return redirect(row)
    context = {
        "commitment": row,
        "crumbs": crumbs_of(row),
        "refusal": why_not_let_in(row),
        "earlier": waiting_invitation(row),
    }
    return form_page(request, "suppliers/account.html", form, context)
