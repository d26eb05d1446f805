"""The supplier agrees to profiles, answers about candidates, and asks for more."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.answers import carried_out, form_page, sent
from core.once import once
from matching import policies
from matching.actions.agreeing import agree_for_supplier, ask_for_change
from matching.actions.proposing import answer_proposal
from matching.actions.requesting import ask_for_candidates
from matching.forms.profile import ChangeForm, RequestForm
from matching.forms.proposal import ChoosingForm
from matching.models import Proposal, RequirementProfile
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission
from procurements.models import Commitment
from strategy.doors import check
from suppliers.proposal_page import list_link, profile_page, proposal_list_page, proposal_page

SUPPLIER = Permission.SUPPLIER_WORK


def _profile(request: MemberRequest, pk: int) -> RequirementProfile:
    rows = RequirementProfile.objects.visible_to(request.member).with_list_data()
    return get_object_or_404(
        rows.filter(commitment__contract__supplier=request.member.organisation_id), pk=pk
    )


@requires(SUPPLIER)
def proposal_list(request: MemberRequest) -> HttpResponse:
    """Candidates to answer about, profiles to agree to, requests made."""
    return render(request, "suppliers/proposal_list.html", {"page": proposal_list_page(request.member)})


@requires(SUPPLIER)
def profile(request: MemberRequest, pk: int) -> HttpResponse:
    row = _profile(request, pk)
    return render(
        request, "suppliers/proposal_profile.html", {"page": profile_page(row, member=request.member)}
    )


@requires(SUPPLIER)
@require_POST
def profile_agreement(request: MemberRequest, pk: int) -> HttpResponse:
    """The supplier agrees to what is written now."""
    row = _profile(request, pk)
    check(policies.why_not_agree_for_supplier(row, request.member))
    agree_for_supplier(row, by=request.member)
    messages.success(
        request, _("You agree to the profile. The matching officer gets a mail and asks people.")
    )
    return redirect("suppliers:profile", pk=row.pk)


@requires(SUPPLIER)
@once
def profile_change(request: MemberRequest, pk: int) -> HttpResponse:
    """Say what should be different."""
    row = _profile(request, pk)
    check(policies.why_not_ask_for_change(row, request.member))
    form = ChangeForm(sent(request))
    if carried_out(form, lambda: ask_for_change(row, by=request.member, **form.cleaned_data)):
        messages.success(
            request, _("Sent. The matching officer changes the profile and sends it to you again.")
        )
        return redirect("suppliers:profile", pk=row.pk)
    return form_page(
        request, "suppliers/proposal_change.html", form, {"profile": row, "crumbs": (list_link(),)}
    )


@requires(SUPPLIER)
@never_cache
def proposal(request: MemberRequest, pk: int) -> HttpResponse:
    """One candidate: what was passed on, and the answer."""
    rows = Proposal.objects.visible_to(request.member).with_list_data()
    own = rows.filter(profile__commitment__contract__supplier=request.member.organisation_id)
    row = get_object_or_404(own, pk=pk)
    form = ChoosingForm(sent(request))
    if request.method == "POST":
        check(policies.why_not_choose(row, request.member))
    if carried_out(form, lambda: answer_proposal(row, by=request.member, **form.cleaned_data)):
        messages.success(request, _("Your answer is sent. The matching officer gets a mail."))
        return redirect("suppliers:proposal", pk=row.pk)
    context = {"page": proposal_page(row, member=request.member)}
    return form_page(request, "suppliers/proposal.html", form, context)


@requires(SUPPLIER)
@once
def request_new(request: MemberRequest) -> HttpResponse:
    """Ask the matching side for candidates."""
    own = Commitment.objects.visible_to(request.member).running().order_by("sort_key", "pk")
    form = RequestForm(sent(request), choices=own, chosen=request.GET.get("avtal", ""))
    del form.fields["asked_on"]

    def ask() -> None:
        ask_for_candidates(
            form.cleaned_data["commitment"], wanted=form.cleaned_data["wanted"], by=request.member
        )

    if carried_out(form, ask):
        messages.success(
            request, _("Your request is sent. Until it is answered nobody blames you for the wait.")
        )
        return redirect("suppliers:proposal_list")
    return form_page(request, "suppliers/proposal_request.html", form, {"crumbs": (list_link(),)})
