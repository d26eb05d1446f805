"""Profiles, candidates, proposals and placements for tests, made through the verbs that the product uses."""

import datetime as dt
from fractions import Fraction
from typing import Any

from core import clock
from core.actors import SystemJob
from matching.models import Candidate, Placement, Proposal, RequirementProfile
from matching.models.placement import start_placement
from organisations.models import Membership, Part
from organisations.permissions import Role
from procurements.models import Commitment
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CommitmentFactory


def placement_in(commitment: Commitment, **terms: Any) -> Placement:
    """A full-time employment in the commitment from 1 April 2026, unless told otherwise."""
    told = {"type": "employment", "form": "seasonal", "starts_on": dt.date(2026, 4, 1), "scope": Fraction(1)}
    return start_placement(
        supplier=commitment.contract.supplier, commitment=commitment, by=SystemJob("test"), **(told | terms)
    )


NAME = "Kajsa Kandidatsdotter"
PHONE = "070-174 06 99"


def officer_for(commitment: Commitment, **changes: Any) -> Membership:
    """A matching officer at the authority of the commitment, whose organisation uses the register."""
    organisation = commitment.authority.organisation
    organisation.parts = [Part.MATCHING, Part.PROCUREMENT]
    organisation.save()
    told = {"organisation": organisation, "authority": commitment.authority, "roles": [Role.MATCHING_OFFICER]}
    return MembershipFactory(**(told | changes))


def representative_of(commitment: Commitment) -> Membership:
    """Somebody with an account at the supplier."""
    return MembershipFactory(organisation=commitment.contract.supplier, roles=[Role.SUPPLIER_REPRESENTATIVE])


def draft_by(officer: Membership, commitment: Commitment, **content: Any) -> RequirementProfile:
    told = {
        "title": "Säsongsarbetare, park och gata",
        "tasks": "Klippa gräs och rensa rabatter.",
        "must": ["Körkort B", "Kan arbeta utomhus"],
        "merit": ["Röjsåg"],
        "starts_on": dt.date(2027, 4, 1),
        "places": 2,
    }
    return RequirementProfile.draft(
        commitment=commitment, authority=officer.authorities.get(), by=officer, **(told | content)
    )


def agreed_by(officer: Membership, commitment: Commitment, **content: Any) -> RequirementProfile:
    profile = draft_by(officer, commitment, **content)
    profile.agree(for_supplier=False, by=officer)
    profile.agree(for_supplier=True, by=officer, told_by="Hanna HR")
    return profile


def candidate_of(officer: Membership, *, confirmed: bool = True, **content: Any) -> Candidate:
    """A named candidate of the officer's authority, confirmed as belonging to the target group."""
    told = {"competences": ["röjsåg", "trädgård"], "licences": ["B"]}
    candidate = Candidate.register(
        authority=officer.authorities.get(),
        by=officer,
        identity={"name": NAME, "phone": PHONE},
        **(told | content),
    )
    if confirmed:
        candidate.confirm_target_group(belongs=True, by=officer)
    return candidate


TEST = {
    "fields": ["competences", "licences"],
    "why_no_harm": "Bara yrkesuppgifter.",
    "legal_ground": "no_harm",
}
START = {"type": "employment", "form": "seasonal", "starts_on": dt.date(2027, 4, 1), "scope": Fraction(1)}


def proposal_in(state: str, *, officer: Membership | None = None, profile: Any = None) -> Proposal:
    """A proposal taken to a state by its verbs."""
    if profile is None:
        commitment = CommitmentFactory()
        officer = officer or officer_for(commitment)
        profile = agreed_by(officer, commitment)
    assert officer is not None
    proposal = Proposal.ask(profile, candidate_of(officer), by=officer)
    if state == "withdrawn":
        proposal.withdraw(because="mistake", by=officer)
    if state in {"asked", "withdrawn"}:
        return proposal
    say(proposal, state != "unwilling", by=officer)
    if state in {"disclosed", "chosen", "declined", "started"}:
        proposal.disclose(**TEST, by=officer)
    if state in {"chosen", "started"}:
        proposal.answer(choosing="chosen", by=officer)
    if state == "declined":
        proposal.answer(choosing="declined", because="time", by=officer)
    if state == "started":
        proposal.start(**START, by=officer)
    return proposal


def say(proposal: Proposal, is_willing: bool, *, by: Membership) -> None:
    proposal.record_answer(is_willing=is_willing, through="phone", answered_on=clock.today(), by=by)
