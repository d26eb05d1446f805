"""Requests for candidates: the list, a new one, and the answer. All that light mode keeps."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.answers import carried_out, sent
from core.components import Fact, Link
from core.once import once
from core.templatetags.formats import date_words
from matching import policies
from matching.actions.requesting import answer_request, ask_for_candidates
from matching.forms.profile import ReplyForm, RequestForm, commitments_for
from matching.judgements import judged_at
from matching.listing import RequestRow
from matching.models import CandidateRequest
from matching.views.frame import Frame, form_answer, request_of
from matching.wording import request_status
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission
from procurements.models import Commitment
from strategy.doors import check

SEES = Permission.PROFILE_SEE
ASKS = (Permission.PROFILE_EDIT, Permission.CONTRACT_EDIT)
PER_PAGE = 50


@requires(SEES)
def request_list(request: MemberRequest) -> HttpResponse:
    """Requests, the unanswered first."""
    found = CandidateRequest.objects.visible_to(request.member).with_list_data()
    page = Paginator(found.order_by("answered_on", "asked_on", "pk").reverse(), PER_PAGE).get_page(
        request.GET.get("page")
    )
    rows = [
        RequestRow(row, *request_status(row), policies.why_not_answer_request(row, request.member) is None)
        for row in page
    ]
    may_ask = any(request.member.may(permission) for permission in ASKS)
    return render(request, "matching/request_list.html", {"page": page, "rows": rows, "may_ask": may_ask})


@requires(*ASKS)
@once
def request_new(request: MemberRequest) -> HttpResponse:
    """Ask for candidates, or note a request that came by telephone."""
    member = request.member
    form = RequestForm(sent(request), choices=commitments_for(member), chosen=request.GET.get("avtal", ""))
    made: list[CandidateRequest] = []

    def ask() -> None:
        chosen = form.cleaned_data
        day = chosen["asked_on"]
        made.append(
            ask_for_candidates(chosen["commitment"], wanted=chosen["wanted"], asked_on=day, by=member)
        )

    if carried_out(form, ask):
        messages.success(request, _("The request is noted. The matching officers get a mail."))
        return redirect(made[0])
    frame = Frame(
        title=_("Ask for candidates"),
        lead=_("While the request is unanswered, nobody blames the supplier for the wait."),
        submit=_("Note the request"),
        cancel_url=reverse("matching:request_list"),
        crumbs=_crumbs(),
    )
    return form_answer(request, form, frame)


@requires(SEES)
def candidate_request(request: MemberRequest, pk: int) -> HttpResponse:
    """One request: who asked for how many under which contract, and what was answered."""
    row = request_of(request, pk)
    status, label = request_status(row)
    facts = [
        Fact(label=_("Status"), status=status, status_label=label),
        Fact(label=_("Asked"), value=date_words(row.asked_on)),
        Fact(label=_("Answer at the latest"), value=date_words(row.due_on)),
        Fact(label=_("Matching"), value=str(row.authority)),
    ]
    may_answer = policies.why_not_answer_request(row, request.member) is None
    context = {
        "request_row": row,
        "facts": facts,
        "crumbs": _crumbs(),
        "may_answer": may_answer,
        "people": judged_at(row.commitment, member=request.member, back=f"{request.path}#people"),
        "sees_contract": Commitment.objects.visible_to(request.member).filter(pk=row.commitment_id).exists(),
    }
    return render(request, "matching/request.html", context)


@requires(Permission.PROFILE_EDIT)
def request_answer(request: MemberRequest, pk: int) -> HttpResponse:
    row = request_of(request, pk)
    check(policies.why_not_answer_request(row, request.member))
    form = ReplyForm(sent(request), initial={"number": row.wanted})
    if carried_out(form, lambda: answer_request(row, by=request.member, **form.cleaned_data)):
        messages.success(request, _("The answer is noted. The supplier and the contract manager get a mail."))
        return redirect(row)
    frame = Frame(
        title=_("Answer the request"),
        lead=ngettext(
            "{supplier} asked for {number} candidate under {contract}.",
            "{supplier} asked for {number} candidates under {contract}.",
            row.wanted,
        ).format(supplier=row.commitment.contract.supplier, number=row.wanted, contract=row.commitment),
        submit=_("Save the answer"),
        cancel_url=row.get_absolute_url(),
        crumbs=_crumbs(),
    )
    return form_answer(request, form, frame)


def _crumbs() -> tuple[Link, ...]:
    return (Link(label=_("Requests for candidates"), url=reverse("matching:request_list")),)
