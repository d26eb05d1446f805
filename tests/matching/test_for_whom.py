"""Who acted as somebody's deputy: both names stand where one reads who confirmed or agreed."""

import pytest

from matching.models import Candidate, Placement
from matching.proposal_page import group_words
from organisations.models import Membership
from organisations.permissions import Role
from tests.matching.factories import (
    START,
    agreed_by,
    candidate_of,
    draft_by,
    officer_for,
    placement_in,
    proposal_in,
)
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CommitmentFactory


@pytest.fixture
def officer(db) -> Membership:
    return officer_for(CommitmentFactory(), user__name="Mats Matchning")


def deputy_of(officer: Membership) -> Membership:
    row = MembershipFactory(
        organisation=officer.organisation, roles=[Role.ORDERER], user__name="Olle Beställare"
    )
    row.acting_for = officer
    return row


BOTH = "Olle Beställare för Mats Matchning"


def test_a_candidates_target_group_is_confirmed_by_the_deputy_for_the_officer(officer):
    candidate = candidate_of(officer, confirmed=False)

    candidate.confirm_target_group(belongs=True, by=deputy_of(officer))
    assert group_words(Candidate.objects.get()).endswith(BOTH)
    candidate.confirm_target_group(belongs=True, by=officer)

    assert group_words(Candidate.objects.get()).endswith("Mats Matchning")
    assert BOTH not in group_words(Candidate.objects.get())


def test_a_placements_target_group_too_and_a_correction_takes_both_back(officer, as_member):
    placement = placement_in(CommitmentFactory(authority=officer.authorities.get()))
    placement.confirm_target_group(by=deputy_of(officer))

    page = as_member(officer).get(placement.get_absolute_url()).content.decode()
    confirmed_for = Placement.objects.get().group_confirmed_for
    placement.unconfirm_target_group(by=officer, reason="Fel person")

    assert page.count(BOTH) == 2  # among the particulars, and in what happened
    assert confirmed_for == officer
    assert Placement.objects.get().group_confirmed_for is None


def test_a_placement_begun_from_a_proposal_keeps_for_whom_it_was_confirmed(db):
    commitment = CommitmentFactory()
    officer = officer_for(commitment)
    proposal = proposal_in("chosen", officer=officer, profile=agreed_by(officer, commitment))
    proposal.candidate.confirm_target_group(belongs=True, by=deputy_of(officer))
    proposal.refresh_from_db()

    placement = proposal.start(**START, by=officer)

    assert placement.group_confirmed_for == officer


def test_an_agreement_names_the_one_agreed_for_until_it_is_taken_back(officer):
    commitment = CommitmentFactory(authority=officer.authorities.get())
    profile = draft_by(officer, commitment)
    deputy = deputy_of(officer)

    profile.agree(for_supplier=False, by=deputy)
    profile.agree(for_supplier=True, by=deputy, told_by="Hanna HR")

    assert (profile.matcher_agreed_by, profile.matcher_agreed_for) == (deputy, officer)
    assert (profile.supplier_agreed_by, profile.supplier_agreed_for) == (deputy, officer)
    profile.ask_for_change(reason="Fler platser", by=officer)
    assert (profile.matcher_agreed_for, profile.supplier_agreed_for) == (None, None)
