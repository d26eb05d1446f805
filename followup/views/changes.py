"""How a commitment was changed: read by both parties, recorded by the buyer."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.answers import sent
from core.once import once
from followup.actions.changes import change_commitment, correct_change
from followup.change_page import change_page
from followup.forms.change import ChangeForm
from followup.policies import why_not_manage
from followup.views.contract import MANAGES, READS, FormPage, act_or_show, commitment_of
from organisations.access import MemberRequest, requires
from procurements.models import Commitment, Variation
from strategy.doors import check


@requires(*READS)
def change_list(request: MemberRequest, pk: int) -> HttpResponse:
    """What was signed, and every change since."""
    row = commitment_of(request, pk)
    return render(request, "followup/change_list.html", {"page": change_page(row, member=request.member)})


@requires(MANAGES)
@once
def change_new(request: MemberRequest, pk: int) -> HttpResponse:
    """Record a change."""
    row, by = commitment_of(request, pk), request.member
    check(why_not_manage(row, by))
    form = ChangeForm(sent(request), commitment=row)
    page = _page(row, form, title=_("Change the commitment"), done=_("Changed. The supplier gets a mail."))
    return act_or_show(request, form, page, lambda: change_commitment(row, **form.cleaned_data, by=by))


@requires(MANAGES)
def change_correction(request: MemberRequest, pk: int, change: int) -> HttpResponse:
    """Put right a change that was recorded wrongly."""
    row, by = commitment_of(request, pk), request.member
    found = Variation.objects.standing().filter(commitment=row)
    wrong = get_object_or_404(found.select_related("commitment__contract"), pk=change)
    check(why_not_manage(row, by))
    form = ChangeForm(sent(request), commitment=row, initial=ChangeForm.initial_of(wrong))
    page = _page(row, form, title=_("Correct the change"), done=_("Corrected. The supplier gets a mail."))
    return act_or_show(request, form, page, lambda: correct_change(wrong, **form.cleaned_data, by=by))


def _page(row: Commitment, form: ChangeForm, *, title: str, done: str) -> FormPage:
    return FormPage(
        commitment=row,
        title=title,
        lead=_(
            "Fulfilment is counted by the new figures from that day. The supplier gets a mail. Put the "
            "signed agreement under Files."
        ),
        submit=_("Save and tell the supplier"),
        back_url=reverse("followup:change_list", args=[row.pk]),
        done=done,
        sections=form.sections,
    )
