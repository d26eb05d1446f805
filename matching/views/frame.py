"""Rows as a member may know them, and the one page that most forms of this room are shown on."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from core.answers import form_page
from core.components import Link, Text
from matching.models import Candidate, CandidateRequest, Placement, Proposal, RequirementProfile
from organisations.access import MemberRequest


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What stands around a form: `submit` is a verb, `lead` says what happens then and who is told."""

    title: Text
    submit: Text
    cancel_url: str
    lead: Text = ""
    crumbs: tuple[Link, ...] = ()


def form_answer(request: MemberRequest, form: BaseForm, frame: Frame) -> HttpResponse:
    return form_page(request, "matching/form.html", form, {"frame": frame})


def profile_of(request: MemberRequest, pk: int) -> RequirementProfile:
    rows = RequirementProfile.objects.visible_to(request.member).with_list_data()
    return get_object_or_404(rows, pk=pk)


def candidate_of(request: MemberRequest, pk: int) -> Candidate:
    rows = Candidate.objects.visible_to(request.member).select_related(
        "authority", "confirmed_by__user", "confirmed_for__user"
    )
    return get_object_or_404(rows, pk=pk)


def officers_proposals(request: MemberRequest) -> QuerySet[Proposal]:
    """Proposals of candidates whose officer the member is."""
    return Proposal.objects.visible_to(request.member).with_list_data()


def proposal_of(request: MemberRequest, pk: int) -> Proposal:
    return get_object_or_404(officers_proposals(request), pk=pk)


def request_of(request: MemberRequest, pk: int) -> CandidateRequest:
    rows = CandidateRequest.objects.visible_to(request.member).with_list_data()
    return get_object_or_404(rows, pk=pk)


def placement_of(request: MemberRequest, pk: int) -> Placement:
    rows = Placement.objects.visible_to(request.member).select_related(
        "person",
        "supplier",
        "commitment__authority",
        "commitment__contract__lot__procurement",
        "authority",
        "group_confirmed_by__user",
        "group_confirmed_for__user",
    )
    return get_object_or_404(rows, pk=pk)


def crumb(row: RequirementProfile | Proposal | Candidate | CandidateRequest | Placement) -> tuple[Link, ...]:
    return (Link(label=str(row), url=row.get_absolute_url()),)
