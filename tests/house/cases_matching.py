"""How the pages of matching are asked, and the supplier's pages about profiles and proposals."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from typing import Any

from core import clock
from matching.models import CandidateRequest, Placement, ProfileLink, Proposal, RequirementProfile
from organisations.models import Membership
from organisations.permissions import Role
from procurements.models import Commitment
from tests.house.case import Case, Reach
from tests.house.cases_suppliers import reached_at
from tests.house.world import Corner, World, another_step
from tests.matching.factories import agreed_by, candidate_of, draft_by, placement_in, proposal_in
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CommitmentFactory

SENT_LONG_AGO = dt.date(2026, 7, 1)
STATES = ("asked", "willing", "unwilling", "disclosed", "chosen", "declined", "started", "withdrawn")


def furnish(corner: Corner) -> None:
    officer, commitment = officer_of(corner), matched(corner)
    profile = agreed_by(officer, commitment)
    sent = draft_by(officer, commitment)
    sent.agree(for_supplier=False, by=officer)
    closed = draft_by(officer, commitment)
    closed.agree(for_supplier=False, by=officer)
    closed.close(by=officer, reason="Fullt")
    answered = asked(commitment, officer)
    answered.reply(answer="candidates", number=1, by=officer)
    proposals = {
        f"proposal_{state}": proposal_in(state, officer=officer, profile=profile) for state in STATES
    }
    corner.add(
        matched_commitment=commitment,
        profile=profile,
        profile_draft=draft_by(officer, commitment),
        profile_sent=sent,
        profile_closed=closed,
        **_profile_links(corner, sent),
        candidate_request=asked(commitment, officer),
        candidate_request_answered=answered,
        candidate=candidate_of(officer),
        candidate_unconfirmed=candidate_of(officer, confirmed=False),
        matched_placement=placement_in(commitment),
        placement_confirmed=_confirmed(commitment, officer),
        placement_paid=placement_in(_paid(corner)),
        **proposals,
    )


def _confirmed(commitment: Commitment, officer: Membership) -> Placement:
    row = placement_in(commitment)
    row.confirm_target_group(by=officer)
    return row


def _paid(corner: Corner) -> Commitment:
    """A contract that pays for places beyond what is required."""
    bonus = {"sek_per_month": {"employment": "20000"}, "max_places": 2, "cap_sek": None}
    return CommitmentFactory(authority=corner.authority, supplier=corner.supplier, bonus=bonus)


def _profile_links(corner: Corner, profile: RequirementProfile) -> dict[str, str]:
    """Secrets of a live, a spent and an expired link to the profile."""
    keys = {f"profile_{kind}_key": f"{corner.name}-profile-{kind}" for kind in ("live", "spent", "expired")}
    reached_at(profile.commitment)
    for key in keys.values():
        with clock.frozen(SENT_LONG_AGO) if "expired" in key else clock.frozen(clock.now()):
            link = ProfileLink.open_with(key, profile=profile, email="hanna.hr@example.org")
        if "spent" in key:
            link.spend()
    return keys


def officer_of(corner: Corner) -> Membership:
    """The corner's matching officer; corners where nobody asks get one here."""
    if Role.MATCHING_OFFICER in corner.people:
        return corner.people[Role.MATCHING_OFFICER]
    return MembershipFactory(
        organisation=corner.organisation, authority=corner.authority, roles=[Role.MATCHING_OFFICER]
    )


def matched(corner: Corner) -> Commitment:
    return CommitmentFactory(authority=corner.authority, supplier=corner.supplier)


def asked(commitment: Commitment, by: Membership) -> CandidateRequest:
    return CandidateRequest.ask(commitment=commitment, authority=commitment.authority, wanted=1, by=by)


def _another_profile(world: World) -> RequirementProfile:
    profile = agreed_by(officer_of(world.own), matched(world.own))
    proposal_in("disclosed", officer=officer_of(world.own), profile=profile)
    return profile


def _another_request(world: World) -> None:
    asked(matched(world.own), officer_of(world.own))


def _another_candidate(world: World) -> None:
    candidate_of(officer_of(world.own))


def _another_proposal(world: World) -> None:
    for state in ("willing", "disclosed"):
        proposal_in(state, officer=officer_of(world.own), profile=world.own.profile)
    candidate_of(officer_of(world.own))


def _proposed_again(world: World) -> None:
    profile = _another_profile(world)
    Proposal.ask(profile, world.own.candidate, by=officer_of(world.own))


def _another_fact(world: World) -> None:
    by = MembershipFactory(organisation=world.own.organisation, roles=[Role.MATCHING_OFFICER])
    row = Placement.objects.get(pk=world.own.matched_placement.pk)
    row.change_scope(scope=Fraction(1, 2), from_day=row.starts_on, by=by)


def _profile(**more: Any) -> Case:
    return Case(row="profile", states=("profile_draft", "profile_sent", "profile_closed"), **more)


def _candidate(**more: Any) -> Case:
    return Case(row="candidate", states=("candidate_unconfirmed",), reach=Reach.STRICT, **more)


def _proposal(**more: Any) -> Case:
    others = tuple(f"proposal_{state}" for state in STATES[1:])
    return Case(row="proposal_asked", states=others, reach=Reach.STRICT, **more)


def _shown() -> Case:
    """A proposal as the supplier may know of it."""
    others = tuple(f"proposal_{state}" for state in STATES if state != "disclosed")
    return Case(row="proposal_disclosed", states=others)


def _by_link() -> Case:
    others = ("profile_spent_key", "profile_expired_key")
    return Case(
        row="profile_live_key", states=others, kwargs=lambda corner: {"key": str(corner.profile_live_key)}
    )


PLACEMENT = Case(row="matched_placement")

CASES = {
    "suppliers:link_profile": _by_link(),
    "suppliers:link_profile_change": _by_link(),
    "suppliers:link_profile_renewal": _by_link(),
    "matching:profile_list": Case(more=_another_profile),
    "matching:profile_new": Case(),
    "matching:profile": _profile(more=_another_proposal),
    "matching:profile_content": _profile(),
    "matching:profile_sending": _profile(),
    "matching:profile_agreement": _profile(),
    "matching:profile_change": _profile(),
    "matching:profile_closing": _profile(),
    "matching:selection": _profile(),
    "matching:request_list": Case(more=_another_request),
    "matching:request_new": Case(),
    "matching:request": Case(
        row="candidate_request",
        states=("candidate_request_answered",),
        more=lambda world: placement_in(world.own.candidate_request.commitment),
    ),
    "matching:request_answer": Case(row="candidate_request", states=("candidate_request_answered",)),
    "matching:candidate_list": Case(more=_another_candidate),
    "matching:candidate_new": Case(),
    "matching:candidate": _candidate(more=_proposed_again),
    "matching:identity": _candidate(),
    "matching:candidate_content": _candidate(),
    "matching:candidate_identity": _candidate(),
    "matching:target_group": _candidate(),
    "matching:candidate_rest": _candidate(),
    "matching:proposal": _proposal(more=lambda world: another_step(world.own.proposal_asked)),
    "matching:person_answer": _proposal(),
    "matching:secrecy_test": _proposal(),
    "matching:choosing": _proposal(),
    "matching:start": _proposal(),
    "matching:withdrawal": _proposal(),
    "matching:placement_new": Case(),
    "matching:placement": replace(PLACEMENT, more=_another_fact),
    "matching:placement_end": PLACEMENT,
    "matching:placement_attribution": PLACEMENT,
    "matching:judging": Case(
        row="matched_commitment", more=lambda world: placement_in(world.own.matched_commitment)
    ),
    "matching:placement_bonus": Case(row="placement_paid", states=("matched_placement",)),
    "matching:placement_counts": PLACEMENT,
    "matching:placement_group": replace(PLACEMENT, states=("placement_confirmed",)),
    "matching:placement_group_undoing": Case(row="placement_confirmed", states=("matched_placement",)),
    "suppliers:proposal_list": Case(more=_another_profile),
    "suppliers:request_new": Case(),
    "suppliers:proposal": _shown(),
    "suppliers:profile": _profile(),
    "suppliers:profile_agreement": _profile(),
    "suppliers:profile_change": _profile(),
}
