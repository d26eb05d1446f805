"""How it went after placements: the list of one contract, and the quick page from a placement."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.answers import carried_out, sent
from followup.actions.outcomes import record_outcome
from followup.forms.outcome import OutcomeForm
from followup.outcome_page import NOTING, outcome_page
from followup.policies import why_not_note_outcome
from followup.views.contract import commitment_of
from matching.models import Placement
from matching.views.frame import Frame, crumb, form_answer, placement_of
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission
from procurements.models import Commitment
from strategy.doors import check


@requires(Permission.COMMITMENT_SEE)
def outcome_list(request: MemberRequest, pk: int) -> HttpResponse:
    """Who has ended under the contract, and what is known of the time after."""
    row = commitment_of(request, pk)
    page = outcome_page(row, member=request.member, number=request.GET.get("page"))
    return render(request, "followup/outcome_list.html", {"page": page})


@requires(*NOTING)
def outcome(request: MemberRequest, pk: int) -> HttpResponse:
    """Note how it went for the person of one placement."""
    row = placement_of(request, pk)
    check(why_not_note_outcome(row, request.member))
    form = OutcomeForm(sent(request))
    if carried_out(form, lambda: record_outcome(row, **form.cleaned_data, by=request.member)):
        messages.success(request, _("Noted."))
        return redirect(_onward(request, row))
    frame = Frame(
        title=_("How did it go for {reference}?").format(reference=row.person.reference),
        lead=_("Ask when the placement has ended, and three, six and twelve months after."),
        submit=_("Note how it went"),
        cancel_url=row.get_absolute_url(),
        crumbs=crumb(row),
    )
    return form_answer(request, form, frame)


def _onward(request: MemberRequest, row: Placement) -> str:
    """To the list of the contract, where the next one may wait; else back to the placement."""
    seen = Commitment.objects.followed_by(request.member).filter(placements=row)
    if seen.exists():
        return reverse("followup:outcome_list", args=[row.commitment_id])
    return row.get_absolute_url()
