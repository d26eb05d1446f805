"""The requirement profile is agreed upon by two."""

import pytest
from django.db import IntegrityError, transaction

from core.rules import RuleBroken
from matching.models import RequirementProfile
from matching.states import PROFILE_TRANSITIONS, ProfileState
from tests.matching.factories import agreed_by, draft_by, officer_for, representative_of
from tests.procurements.factories import CommitmentFactory

P = ProfileState


@pytest.fixture
def commitment(db):
    return CommitmentFactory()


@pytest.fixture
def officer(commitment):
    return officer_for(commitment)


def profile_in(state, officer, commitment):
    profile = agreed_by(officer, commitment) if state == P.AGREED else draft_by(officer, commitment)
    if state == P.CLOSED:
        profile.close(by=officer)
    return profile


@pytest.mark.parametrize("source", P.values)
@pytest.mark.parametrize("target", P.values)
def test_every_state_against_every_state(officer, commitment, source, target):
    profile = profile_in(source, officer, commitment)
    verbs = {
        P.DRAFT: lambda: profile.ask_for_change(reason="Fel tider", by=officer),
        P.CLOSED: lambda: profile.close(by=officer),
        P.AGREED: lambda: agree_both(profile, officer),
    }

    if target in PROFILE_TRANSITIONS[source]:
        verbs[target]()
        assert profile.state == target
    else:
        with pytest.raises(RuleBroken):
            verbs[target]()
        assert RequirementProfile.objects.get().state == source


def agree_both(profile, officer):
    profile.agree(for_supplier=False, by=officer)
    profile.agree(for_supplier=True, by=officer)


def test_it_is_agreed_upon_when_both_sides_have_agreed(officer, commitment):
    profile = draft_by(officer, commitment)
    profile.agree(for_supplier=False, by=officer)
    assert (profile.state, profile.waits_for_supplier) == (P.DRAFT, True)

    profile.agree(for_supplier=True, by=representative_of(commitment))
    assert profile.state == P.AGREED
    assert profile.matcher_agreed_by == officer


def test_the_supplier_sees_it_once_it_is_sent(officer, commitment):
    supplier = representative_of(commitment)
    profile = draft_by(officer, commitment)
    seen = RequirementProfile.objects.visible_to(supplier)
    assert list(seen.all()) == []

    profile.agree(for_supplier=False, by=officer)
    assert list(seen.all()) == [profile]
    assert list(RequirementProfile.objects.visible_to(representative_of(CommitmentFactory()))) == []


def test_a_change_takes_both_agreements_back_and_gives_a_new_version(officer, commitment):
    profile = draft_by(officer, commitment)
    profile.agree(for_supplier=False, by=officer)

    profile.rewrite(version=1, by=officer, title="Parkarbetare")

    assert (profile.version, profile.matcher_agreed_at, profile.title) == (2, None, "Parkarbetare")


def test_of_two_who_change_the_same_version_the_second_is_refused(officer, commitment):
    profile = draft_by(officer, commitment)
    profile.rewrite(version=1, by=officer, title="Parkarbetare")

    with pytest.raises(RuleBroken, match="ändrat"):
        profile.rewrite(version=1, by=officer, title="Något annat")


def test_an_agreed_profile_is_not_rewritten(officer, commitment):
    profile = agreed_by(officer, commitment)

    with pytest.raises(RuleBroken, match="utkast"):
        profile.rewrite(version=1, by=officer, title="Något annat")


def test_what_should_be_changed_is_told(officer, commitment):
    profile = agreed_by(officer, commitment)
    with pytest.raises(RuleBroken):
        profile.ask_for_change(reason=" ", by=officer)

    profile.ask_for_change(reason="Arbetet börjar 06.45", by=officer)

    assert (profile.last_change_wanted, profile.supplier_agreed_at) == ("Arbetet börjar 06.45", None)


def test_the_database_refuses_an_agreed_profile_that_one_side_has_not_agreed_to(officer, commitment):
    profile = draft_by(officer, commitment)

    with pytest.raises(IntegrityError), transaction.atomic():
        RequirementProfile.objects.filter(pk=profile.pk).update(state=P.AGREED)


def test_profiles_are_numbered_within_the_commitment(officer, commitment):
    assert [draft_by(officer, commitment).number for _ in range(3)] == [1, 2, 3]
