"""Requirement profiles under the contracts, and the candidates who are asked about them."""

import datetime as dt
from collections.abc import Iterator, Sequence

from core import clock
from followup.bench.people import Side
from followup.bench.rows import Step, store, store_history
from matching.choices import AnswerThrough
from matching.models import Candidate, Proposal, RequirementProfile
from matching.states import ProfileState, ProposalState
from organisations.models import Membership
from procurements.models import Commitment

S = ProposalState
# Of the contracts that have a profile one in five is being staffed now.
EVERY = 5
# How far those asked about one profile have come.
ASKED = (S.ASKED, S.WILLING, S.UNWILLING, S.WILLING)


def build_profiles(side: Side, commitments: Sequence[Commitment]) -> None:
    """An agreed profile under every fifth contract, each with persons who are asked about it."""
    agreeing = {row.organisation_id: row for row in side.representatives}
    profiles = store(
        _profile(side, commitment, supplier=agreeing[commitment.contract.supplier_id])
        for commitment in commitments[::EVERY]
    )
    today = clock.today()
    begun = (ProfileState.DRAFT.value, today - dt.timedelta(days=25))
    agreed = (ProfileState.AGREED.value, today - dt.timedelta(days=20))
    store_history(profiles, [[begun, agreed] for _profile in profiles])
    known = {place.pk: list(Candidate.objects.filter(authority=place)) for place in side.authorities}
    proposals = store(row for each in profiles for row in _proposals(each, known[each.authority_id]))
    store_history(proposals, [_steps_of(row) for row in proposals])


def _profile(side: Side, commitment: Commitment, *, supplier: Membership) -> RequirementProfile:
    today = clock.today()
    agreed_at = clock.now() - dt.timedelta(days=20)
    return RequirementProfile(
        commitment=commitment,
        authority=commitment.authority,
        officer=side.matcher,
        state=ProfileState.AGREED,
        title="Work in the kitchen",
        tasks="Prepares, serves and washes up.",
        must=["Can read a recipe"],
        merit=["Driving licence B"],
        starts_on=today + dt.timedelta(days=30),
        places=2,
        wanted_by=today + dt.timedelta(days=10),
        shared_at=agreed_at,
        matcher_agreed_at=agreed_at,
        matcher_agreed_by=side.matcher,
        supplier_agreed_at=agreed_at,
        supplier_agreed_by=supplier,
    )


def _proposals(profile: RequirementProfile, own: Sequence[Candidate]) -> Iterator[Proposal]:
    """About a few of the authority's own, not the same ones each time."""
    first = profile.pk % max(len(own), 1)
    asked = [*own[first:], *own[:first]][: len(ASKED)]
    for n, (state, candidate) in enumerate(zip(ASKED, asked, strict=False)):
        answered = state != S.ASKED
        yield Proposal(
            profile=profile,
            candidate=candidate,
            state=state,
            asked_on=clock.today() - dt.timedelta(days=15 - n),
            answered_on=clock.today() - dt.timedelta(days=5) if answered else None,
            answered_through=AnswerThrough.PHONE if answered else "",
        )


def _steps_of(proposal: Proposal) -> list[Step]:
    asked: Step = (S.ASKED.value, proposal.asked_on)
    if proposal.answered_on is None:
        return [asked]
    return [asked, (str(proposal.state), proposal.answered_on)]
