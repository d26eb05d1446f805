"""The way of one person towards one job, as the officer walks it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core.answers import carried_out, form_page, sent
from core.rules import DoneAlready
from matching import policies
from matching.actions.proposing import answer_proposal, disclose
from matching.choices import Attribution
from matching.forms.proposal import (
    ChoosingForm,
    PersonAnswerForm,
    SecrecyForm,
    StartForm,
    WithdrawalForm,
    next_answer,
)
from matching.models import Placement, Proposal
from matching.proposal_page import cv_facts, proposal_page, start_words
from matching.states import ProposalState
from matching.views.candidates import editing_door, register_door
from matching.views.frame import Frame, crumb, form_answer, proposal_of
from organisations.access import MemberRequest
from organisations.models import Membership
from strategy.doors import check


@register_door
@never_cache
def proposal(request: MemberRequest, pk: int) -> HttpResponse:
    page = proposal_page(proposal_of(request, pk), member=request.member)
    return render(request, "matching/proposal.html", {"page": page})


@editing_door
def person_answer(request: MemberRequest, pk: int) -> HttpResponse:
    """What the person said."""
    row = proposal_of(request, pk)
    check(policies.why_not_record_answer(row, request.member))
    form = PersonAnswerForm(sent(request), initial=next_answer(row))

    def note() -> None:
        told = form.cleaned_data
        row.record_answer(
            is_willing=told["says"] == "yes",
            through=told["through"],
            answered_on=told["answered_on"],
            by=request.member,
        )

    if carried_out(form, note):
        return redirect(row)
    frame = Frame(
        title=_("The answer of {reference}").format(reference=row.candidate),
        lead=_("Only your unit sees the answer. A no has no consequence in this service."),
        submit=_("Save the answer"),
        cancel_url=row.get_absolute_url(),
        crumbs=crumb(row),
    )
    return form_answer(request, form, frame)


@editing_door
def secrecy_test(request: MemberRequest, pk: int) -> HttpResponse:
    """The secrecy test; when it is saved, what was ticked is passed on."""
    row = proposal_of(request, pk)
    check(policies.why_not_step(row, request.member, target=ProposalState.DISCLOSED))
    form = SecrecyForm(sent(request), proposal=row)
    told: list[int] = []

    def pass_on() -> None:
        chosen = dict(form.cleaned_data)
        told.append(disclose(row, fields=chosen.pop("fields_passed_on"), by=request.member, **chosen))

    if carried_out(form, pass_on):
        if told[0]:
            messages.success(request, _("Passed on. The supplier gets a mail."))
        else:
            messages.warning(request, _("The supplier has no account here. Call, and note its answer."))
        return redirect(row)
    context = {"proposal": row, "crumbs": crumb(row), "cv": cv_facts(row.candidate)}
    return form_page(request, "matching/secrecy_test.html", form, context)


@editing_door
def choosing(request: MemberRequest, pk: int) -> HttpResponse:
    """What the supplier answered by telephone."""
    row = proposal_of(request, pk)
    check(policies.why_not_choose(row, request.member))
    form = ChoosingForm(sent(request))
    if carried_out(form, lambda: answer_proposal(row, by=request.member, **form.cleaned_data)):
        return redirect(row)
    frame = Frame(
        title=_("The supplier's answer about {reference}").format(reference=row.candidate),
        lead=_("You note what the supplier said by telephone. Your name is kept with it."),
        submit=_("Save the answer"),
        cancel_url=row.get_absolute_url(),
        crumbs=crumb(row),
    )
    return form_answer(request, form, frame)


def _check_start(row: Proposal, member: Membership) -> None:
    """May she start now? Whoever comes back to a form that was received is led to what it made."""
    check(policies.why_not_handle(row.candidate, member))
    if row.placement:
        label = _("To the placement {reference}").format(reference=row.placement.person)
        raise DoneAlready(_("The start is noted already"), label=label, url=row.placement.get_absolute_url())
    check(policies.why_not_step(row, member, target=ProposalState.STARTED))


@editing_door
def start(request: MemberRequest, pk: int) -> HttpResponse:
    """The placement begins."""
    row = proposal_of(request, pk)
    _check_start(row, request.member)
    form = StartForm(sent(request), proposal=row)
    begun: list[Placement] = []

    def begin() -> None:
        judged = form.cleaned_data["attribution"] or Attribution.UNKNOWN
        reason = form.cleaned_data["attribution_reason"]
        begun.append(
            row.start(by=request.member, attribution=judged, attribution_reason=reason, **form.terms)
        )

    if carried_out(form, begin):
        messages.add_message(request, *start_words(begun[0], ends_on=form.contract_ends_on))
        return redirect(row)
    frame = Frame(
        title=_("The start of {reference}").format(reference=row.candidate),
        lead=_("From now on the supplier and the buyer see another reference of the person."),
        submit=_("Note the start"),
        cancel_url=row.get_absolute_url(),
        crumbs=crumb(row),
    )
    return form_answer(request, form, frame)


@editing_door
def withdrawal(request: MemberRequest, pk: int) -> HttpResponse:
    row = proposal_of(request, pk)
    check(policies.why_not_step(row, request.member, target=ProposalState.WITHDRAWN))
    form = WithdrawalForm(sent(request))
    if carried_out(form, lambda: row.withdraw(by=request.member, **form.cleaned_data)):
        return redirect(row)
    frame = Frame(
        title=_("Take the proposal back"),
        lead=_(
            "The supplier no longer sees it and is not told why. It cannot be undone, but you can ask again."
        ),
        submit=_("Take back"),
        cancel_url=row.get_absolute_url(),
        crumbs=crumb(row),
    )
    return form_answer(request, form, frame)
