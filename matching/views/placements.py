"""Placements as the matching officer follows them, also those outside every contract."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.answers import carried_out, sent
from core.once import once
from matching import policies
from matching.actions.outside import record_outside, suppliers_for
from matching.forms.proposal import EndForm, OutsideForm
from matching.models import Placement
from matching.placement_page import placement_page
from matching.views.frame import Frame, crumb, form_answer, placement_of
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission
from strategy.doors import check

EDITS = Permission.PROFILE_EDIT


@requires(EDITS)
@once
def placement_new(request: MemberRequest) -> HttpResponse:
    """Somebody who started at a supplier outside every contract."""
    form = OutsideForm(sent(request), suppliers=suppliers_for(request.member))
    made: list[Placement] = []

    def record() -> None:
        told = form.cleaned_data
        made.append(
            record_outside(
                supplier=told["supplier"],
                attribution=told["attribution"],
                attribution_reason=told["attribution_reason"],
                by=request.member,
                **form.terms,
            )
        )

    if carried_out(form, record):
        messages.success(request, _("Noted. It counts among all, not in any commitment."))
        return redirect(made[0])
    return form_answer(request, form, _outside_frame())


def _outside_frame() -> Frame:
    return Frame(
        title=_("Note a start outside the contracts"),
        lead=_(
            "It counts among all persons in occupation, with its connection, "
            "but never as fulfilment of a contract."
        ),
        submit=_("Note the start"),
        cancel_url=reverse("matching:profile_list"),
    )


@requires(Permission.COMMITMENT_SEE)
def placement(request: MemberRequest, pk: int) -> HttpResponse:
    """One placement: what was agreed, what has changed since,
    and how it hangs together with the requirement."""
    row = placement_of(request, pk)
    return render(request, "matching/placement.html", {"page": placement_page(row, member=request.member)})


@requires(EDITS)
def placement_end(request: MemberRequest, pk: int) -> HttpResponse:
    row = placement_of(request, pk)
    check(policies.why_not_follow(row, request.member))
    form = EndForm(sent(request))
    if carried_out(form, lambda: row.end(by=request.member, **form.cleaned_data)):
        return redirect(row)
    frame = Frame(
        title=_("The placement has ended"),
        lead=_("The supplier and the buyer see the day and the coded reason."),
        submit=_("Save the end"),
        cancel_url=row.get_absolute_url(),
        crumbs=crumb(row),
    )
    return form_answer(request, form, frame)
