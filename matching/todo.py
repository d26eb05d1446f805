"""What waits in matching: for the officer, for the supplier, and whom each of them waits for.
References only."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.slots import HeadlineFigure, ToDo
from core.together import Count, Inquiry, Rows
from matching.listing import profile_rows, proposals_of
from matching.models import CandidateRequest, Proposal, RequirementProfile
from matching.models.serving import served_by
from matching.states import ProfileState, ProposalState
from organisations.models import Membership, Part
from organisations.permissions import Permission
from procurements.models import Commitment
from procurements.states import CaseState

S = ProposalState
MOST = 50


def to_do(member: Membership) -> Iterable[Inquiry[ToDo]]:
    """Requests, profiles and proposals that wait for the member's side, and those she waits for."""
    if member.may(Permission.PROFILE_EDIT):
        yield Inquiry(_to_answer, Rows(_requests(member)))
        yield Inquiry(_to_write, Rows(_unprofiled(member)))
        profiles = _profiles(member)
        yield Inquiry(
            lambda rows, proposals: _profile_steps(rows, proposals, member),
            Rows(profiles),
            Rows(proposals_of(profiles)),
        )
    if member.may(Permission.CANDIDATE_SEE) and member.organisation.has(Part.MATCHING):
        yield Inquiry(_proposal_steps, Rows(_proposals(member)))
    if member.may(Permission.SUPPLIER_WORK):
        yield from _at_supplier(member)


def _requests(member: Membership) -> QuerySet[CandidateRequest]:
    rows = CandidateRequest.objects.unanswered().filter(
        authority__in=member.own_authority_ids_with(Permission.PROFILE_EDIT)
    )
    return rows.select_related("commitment__contract__supplier").order_by("asked_on", "pk")[:MOST]


def _to_answer(requests: Iterable[CandidateRequest]) -> Iterable[ToDo]:
    for row in requests:
        supplier = row.commitment.contract.supplier
        action = _("Answer {supplier}'s request for candidates").format(supplier=supplier)
        address = reverse("matching:request_answer", args=[row.pk])
        yield ToDo(action, address, row.commitment.title, row.due_on, is_mine=True, kind="candidate_request")


def _unprofiled(member: Membership) -> QuerySet[Commitment]:
    """Contracts whose case has come to Implement and that have no profile yet."""
    waiting = (
        served_by(member)
        .running()
        .filter(contract__lot__procurement__state=CaseState.IMPLEMENT, profiles__isnull=True)
    )
    return waiting.order_by("sort_key", "pk")[:MOST]


def _to_write(commitments: Iterable[Commitment]) -> Iterable[ToDo]:
    for row in commitments:
        address = f"{reverse('matching:profile_new')}?avtal={row.pk}"
        yield ToDo(_("Write the requirement profile"), address, row.title, None, is_mine=True, kind="profile")


def _profiles(member: Membership) -> QuerySet[RequirementProfile]:
    own = RequirementProfile.objects.open().filter(
        authority__in=member.own_authority_ids_with(Permission.PROFILE_EDIT)
    )
    return own.with_list_data().order_by("starts_on", "pk")[:MOST]


def _profile_steps(
    profiles: list[RequirementProfile], proposals: list[Proposal], member: Membership
) -> Iterable[ToDo]:
    for row in profile_rows(profiles, proposals, member=member):
        profile, turn = row.profile, row.turn
        if turn is None:
            continue
        if profile.state == ProfileState.DRAFT:
            waits = profile.waits_for_supplier
            action = _("Agree to the requirement profile") if waits else _("Finish the requirement profile")
        elif row.needs_more and turn.is_yours:
            action = _("Ask candidates for {job}").format(job=profile.title)
        else:
            continue
        yield ToDo(
            action,
            profile.get_absolute_url(),
            f"{profile.title} · {profile.commitment.title}",
            profile.candidates_due_on(),
            is_mine=turn.is_yours,
            waiting_for=str(turn.who),
            kind="profile",
        )


def _proposals(member: Membership) -> QuerySet[Proposal]:
    waiting = Proposal.objects.on_the_way().filter(
        candidate__authority__in=member.own_authority_ids_with(Permission.CANDIDATE_SEE)
    )
    return waiting.with_list_data().order_by("profile__starts_on", "pk")[:MOST]


def _proposal_steps(proposals: Iterable[Proposal]) -> Iterable[ToDo]:
    actions = {
        S.ASKED: _("Note the answer of {reference}"),
        S.WILLING: _("Make the secrecy test for {reference}"),
        S.DISCLOSED: _("Answer about {reference}"),
        S.CHOSEN: _("Note the start of {reference}"),
    }
    for row in proposals:
        profile = row.profile
        yield ToDo(
            actions[S(row.state)].format(reference=row.candidate),
            row.get_absolute_url(),
            f"{profile.title} · {profile.commitment.contract.supplier}",
            profile.starts_on if row.state == S.CHOSEN else profile.candidates_due_on(),
            is_mine=row.state != S.DISCLOSED,
            waiting_for=profile.commitment.contract.supplier.name if row.state == S.DISCLOSED else "",
            kind="proposal",
        )


def _at_supplier(member: Membership) -> Iterable[Inquiry[ToDo]]:
    profiles = RequirementProfile.objects.visible_to(member).filter(
        state=ProfileState.DRAFT, matcher_agreed_at__isnull=False
    )
    yield Inquiry(_to_agree, Rows(profiles.select_related("commitment").order_by("starts_on", "pk")[:MOST]))
    shown = shown_to(member).select_related("candidate", "profile__commitment")
    yield Inquiry(_to_choose, Rows(shown.order_by("pk")[:MOST]))
    asked = CandidateRequest.objects.unanswered().filter(
        commitment__contract__supplier=member.organisation_id
    )
    yield Inquiry(_asked_for, Rows(asked.select_related("commitment", "authority").order_by("pk")[:MOST]))


def shown_to(member: Membership) -> QuerySet[Proposal]:
    """Proposals that wait for an answer of the member's own organisation."""
    return Proposal.objects.visible_to(member).filter(
        state=S.DISCLOSED, profile__commitment__contract__supplier=member.organisation_id
    )


def _to_agree(profiles: Iterable[RequirementProfile]) -> Iterable[ToDo]:
    for profile in profiles:
        address = reverse("suppliers:profile", args=[profile.pk])
        subject, due = f"{profile.title} · {profile.commitment.title}", profile.wanted_by
        yield ToDo(_("Agree to the requirement profile"), address, subject, due, is_mine=True, kind="profile")


def _to_choose(proposals: Iterable[Proposal]) -> Iterable[ToDo]:
    for row in proposals:
        address = reverse("suppliers:proposal", args=[row.pk])
        action = _("Answer about {reference}").format(reference=row.candidate)
        subject = f"{row.profile.title} · {row.profile.commitment.title}"
        yield ToDo(action, address, subject, row.profile.starts_on, is_mine=True, kind="proposal")


def _asked_for(requests: Iterable[CandidateRequest]) -> Iterable[ToDo]:
    for request in requests:
        yield ToDo(
            _("Answer the request for candidates"),
            reverse("suppliers:proposal_list"),
            request.commitment.title,
            request.due_on,
            is_mine=False,
            waiting_for=request.authority.name,
            kind="candidate_request",
        )


def figures(member: Membership) -> Iterable[Inquiry[HeadlineFigure]]:
    """Open profiles, requests without an answer, and people asked or proposed."""
    if member.may(Permission.PROFILE_EDIT):
        own = member.own_authority_ids_with(Permission.PROFILE_EDIT)
        yield Inquiry(_profile_figure, Count(RequirementProfile.objects.open().filter(authority__in=own)))
        yield Inquiry(_request_figure, Count(CandidateRequest.objects.unanswered().filter(authority__in=own)))
    if member.may(Permission.SUPPLIER_WORK):
        yield Inquiry(_candidate_figure, Count(shown_to(member)))


def _profile_figure(count: int) -> Iterable[HeadlineFigure]:
    label = ngettext("open requirement profile", "open requirement profiles", count)
    yield HeadlineFigure(str(count), label, reverse("matching:profile_list"))


def _request_figure(count: int) -> Iterable[HeadlineFigure]:
    label = ngettext("request without an answer", "requests without an answer", count)
    yield HeadlineFigure(str(count), label, reverse("matching:request_list"))


def _candidate_figure(count: int) -> Iterable[HeadlineFigure]:
    label = ngettext("candidate to answer about", "candidates to answer about", count)
    yield HeadlineFigure(str(count), label, reverse("suppliers:proposal_list"))
