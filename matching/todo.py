"""What waits in matching: for the officer, for the supplier, and whom each of them waits for.
References only."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.slots import HeadlineFigure, ToDo
from matching.listing import profile_rows
from matching.models import CandidateRequest, Proposal, RequirementProfile
from matching.models.serving import served_by
from matching.states import ProfileState, ProposalState
from organisations.models import Membership, Part
from organisations.permissions import Permission
from procurements.states import CaseState

S = ProposalState
MOST = 50


def to_do(member: Membership) -> Iterable[ToDo]:
    """Requests, profiles and proposals that wait for the member's side, and those she waits for."""
    if member.may(Permission.PROFILE_EDIT):
        yield from _requests(member)
        yield from _unprofiled(member)
        yield from _profiles(member)
    if member.may(Permission.CANDIDATE_SEE) and member.organisation.has(Part.MATCHING):
        yield from _proposals(member)
    if member.may(Permission.SUPPLIER_WORK):
        yield from _at_supplier(member)


def _requests(member: Membership) -> Iterable[ToDo]:
    rows = CandidateRequest.objects.unanswered().filter(authority__in=member.own_authority_ids)
    for row in rows.select_related("commitment__contract__supplier").order_by("asked_on", "pk")[:MOST]:
        supplier = row.commitment.contract.supplier
        action = _("Answer {supplier}'s request for candidates").format(supplier=supplier)
        address = reverse("matching:request_answer", args=[row.pk])
        yield ToDo(action, address, row.commitment.title, row.due_on, is_mine=True, kind="candidate_request")


def _unprofiled(member: Membership) -> Iterable[ToDo]:
    """Contracts whose case has come to Implement and that have no profile yet."""
    waiting = (
        served_by(member)
        .running()
        .filter(contract__lot__procurement__state=CaseState.IMPLEMENT, profiles__isnull=True)
    )
    for row in waiting.distinct().order_by("sort_key", "pk")[:MOST]:
        address = f"{reverse('matching:profile_new')}?avtal={row.pk}"
        yield ToDo(_("Write the requirement profile"), address, row.title, None, is_mine=True, kind="profile")


def _profiles(member: Membership) -> Iterable[ToDo]:
    own = RequirementProfile.objects.open().filter(authority__in=member.own_authority_ids)
    rows = list(own.with_list_data().order_by("starts_on", "pk")[:MOST])
    for row in profile_rows(rows, member=member):
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


def _proposals(member: Membership) -> Iterable[ToDo]:
    waiting = Proposal.objects.on_the_way().filter(candidate__authority__in=member.own_authority_ids)
    actions = {
        S.ASKED: _("Note the answer of {reference}"),
        S.WILLING: _("Make the secrecy test for {reference}"),
        S.DISCLOSED: _("Answer about {reference}"),
        S.CHOSEN: _("Note the start of {reference}"),
    }
    for row in waiting.with_list_data().order_by("profile__starts_on", "pk")[:MOST]:
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


def _at_supplier(member: Membership) -> Iterable[ToDo]:
    profiles = RequirementProfile.objects.visible_to(member).filter(
        state=ProfileState.DRAFT, matcher_agreed_at__isnull=False
    )
    for profile in profiles.select_related("commitment").order_by("starts_on", "pk")[:MOST]:
        address = reverse("suppliers:profile", args=[profile.pk])
        subject, due = f"{profile.title} · {profile.commitment.title}", profile.wanted_by
        yield ToDo(_("Agree to the requirement profile"), address, subject, due, is_mine=True, kind="profile")
    proposals = Proposal.objects.visible_to(member).filter(
        state=S.DISCLOSED, profile__commitment__contract__supplier=member.organisation_id
    )
    for row in proposals.select_related("candidate", "profile__commitment").order_by("pk")[:MOST]:
        address = reverse("suppliers:proposal", args=[row.pk])
        action = _("Answer about {reference}").format(reference=row.candidate)
        subject = f"{row.profile.title} · {row.profile.commitment.title}"
        yield ToDo(action, address, subject, row.profile.starts_on, is_mine=True, kind="proposal")
    asked = CandidateRequest.objects.unanswered().filter(
        commitment__contract__supplier=member.organisation_id
    )
    for request in asked.select_related("commitment", "authority")[:MOST]:
        address, title = reverse("suppliers:proposal_list"), request.commitment.title
        yield ToDo(
            _("Answer the request for candidates"),
            address,
            title,
            request.due_on,
            is_mine=False,
            waiting_for=request.authority.name,
            kind="candidate_request",
        )


def figures(member: Membership) -> Iterable[HeadlineFigure]:
    """Open profiles, requests without an answer, and people asked or proposed."""
    if member.may(Permission.PROFILE_EDIT):
        own = member.own_authority_ids
        profiles = RequirementProfile.objects.open().filter(authority__in=own).count()
        label = ngettext("open requirement profile", "open requirement profiles", profiles)
        yield HeadlineFigure(str(profiles), label, reverse("matching:profile_list"))
        requests = CandidateRequest.objects.unanswered().filter(authority__in=own).count()
        label = ngettext("request without an answer", "requests without an answer", requests)
        yield HeadlineFigure(str(requests), label, reverse("matching:request_list"))
    if member.may(Permission.SUPPLIER_WORK):
        waiting = Proposal.objects.filter(
            state=S.DISCLOSED, profile__commitment__contract__supplier=member.organisation_id
        ).count()
        label = ngettext("candidate to answer about", "candidates to answer about", waiting)
        yield HeadlineFigure(str(waiting), label, reverse("suppliers:proposal_list"))
