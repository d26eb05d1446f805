"""A contract that was entered by mistake, taken away again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from core.answers import carried_out, form_page, sent
from core.once import anew
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission
from procurements.models import Commitment
from strategy.doors import check
from suppliers.actions.takeover import take_back_one
from suppliers.contacts import crumbs_of
from suppliers.forms.removal import ContractRemovalForm
from suppliers.policies import why_not_take_back_contract


@requires(Permission.CONTRACT_EDIT)
@anew
def contract_removal(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask once and for the reason, then nobody sees the contract any more."""
    row = get_object_or_404(Commitment.objects.visible_to(request.member).with_list_data(), pk=pk)
    check(why_not_take_back_contract(row, request.member))
    form = ContractRemovalForm(sent(request))
    if carried_out(form, lambda: take_back_one(row, by=request.member, **form.cleaned_data)):
        messages.success(request, _("The contract is removed. Nobody sees it any more."))
        return redirect("suppliers:commitment_list")
    return form_page(
        request, "suppliers/contract_removal.html", form, {"commitment": row, "crumbs": crumbs_of(row)}
    )
