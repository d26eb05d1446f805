"""Who may know of a placed person, of a secrecy test, and of what was passed on."""

import pytest

from matching.models import Disclosure, PlacedPerson, SecrecyTest
from organisations.permissions import Role
from tests.matching.factories import agreed_by, officer_for, placement_in, proposal_in, representative_of
from tests.organisations.factories import AuthorityFactory, MembershipFactory, OrganisationFactory
from tests.procurements.factories import CommitmentFactory

# How many disclosures the recipient may read in each state.
READABLE_COUNT = {"disclosed": 1, "chosen": 1, "declined": 0, "started": 0}


@pytest.fixture
def commitment(db):
    return CommitmentFactory()


@pytest.fixture
def officer(commitment):
    return officer_for(commitment)


@pytest.fixture
def proposal(request, commitment, officer):
    return proposal_in(request.param, officer=officer, profile=agreed_by(officer, commitment))


def here(commitment, *roles: Role):
    authority = commitment.authority
    return MembershipFactory(organisation=authority.organisation, authority=authority, roles=list(roles))


def next_door(commitment, *roles: Role):
    authority = AuthorityFactory(organisation=commitment.authority.organisation)
    return MembershipFactory(organisation=authority.organisation, authority=authority, roles=list(roles))


def seen(model, member) -> int:
    return model.objects.visible_to(member).count()


@pytest.mark.parametrize("proposal", list(READABLE_COUNT), indirect=True)
def test_the_officer_sees_how_it_was_judged_and_what_was_passed_on(proposal, officer):
    assert (seen(SecrecyTest, officer), seen(Disclosure, officer)) == (1, 1)


@pytest.mark.parametrize(("proposal", "count"), list(READABLE_COUNT.items()), indirect=["proposal"])
def test_the_recipient_sees_what_was_passed_on_while_it_decides_and_never_the_test(
    proposal, count, commitment
):
    supplier = representative_of(commitment)

    assert (seen(SecrecyTest, supplier), seen(Disclosure, supplier)) == (0, count)


@pytest.mark.parametrize("proposal", ["disclosed"], indirect=True)
def test_nobody_else_sees_either(proposal, commitment):
    another_supplier = representative_of(CommitmentFactory())
    others = [
        next_door(commitment, Role.MATCHING_OFFICER),
        officer_for(CommitmentFactory()),
        another_supplier,
        *(here(commitment, role) for role in (Role.PROCURER, Role.DECISION_MAKER, Role.REGISTRAR)),
    ]

    assert SecrecyTest.objects.exists()
    assert Disclosure.objects.exists()
    assert [(seen(SecrecyTest, other), seen(Disclosure, other)) for other in others] == [(0, 0)] * 6


def test_a_placed_person_is_seen_with_her_placement_and_by_her_supplier(commitment, officer):
    placement = placement_in(commitment, label="GY-01")
    those = [representative_of(commitment), officer, here(commitment, Role.PROCURER)]

    assert [PlacedPerson.objects.visible_to(member).get() for member in those] == [placement.person] * 3


def test_a_placed_person_is_seen_once_however_often_she_was_placed(commitment):
    person = placement_in(commitment, label="GY-01").person
    placement_in(commitment, person=person)

    assert list(PlacedPerson.objects.visible_to(representative_of(commitment))) == [person]


def test_a_placed_person_is_nobody_elses(commitment):
    placement_in(commitment, label="GY-01")
    supplier = OrganisationFactory(supplier=True)
    others = [
        MembershipFactory(organisation=supplier, roles=[Role.SUPPLIER_REPRESENTATIVE]),
        next_door(commitment, Role.PROCURER),
        officer_for(CommitmentFactory()),
        here(commitment, Role.ADMINISTRATOR),
    ]

    assert PlacedPerson.objects.exists()
    assert [seen(PlacedPerson, other) for other in others] == [0] * 4
