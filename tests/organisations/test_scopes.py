"""Where a permission may be used: what one role gives is not widened by another, nor by whom one acts for."""

import pytest

from matching.models import Candidate
from organisations.audience import Audience, Circle
from organisations.models import Membership
from organisations.permissions import Permission, Role
from procurements.models import Procurement
from procurements.policies import why_not_work
from tests.matching.factories import candidate_of
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.procurements.factories import CaseFactory

pytestmark = pytest.mark.django_db
P, R = Permission, Role


@pytest.fixture
def own():
    return AuthorityFactory()


@pytest.fixture
def other(own):
    """Another authority of the same organisation."""
    return AuthorityFactory(organisation=own.organisation)


def at(authority, *roles, deputy_for=None) -> Membership:
    member = MembershipFactory(
        organisation=authority.organisation, authority=authority, roles=[role.value for role in roles]
    )
    member.acting_for = deputy_for
    return member


@pytest.mark.parametrize(
    ("roles", "permission", "sees_other"),
    [
        ([R.PROCURER], P.CASE_EDIT, False),
        ([R.PROCURER, R.COMMUNICATOR], P.CASE_EDIT, False),
        ([R.PROCURER, R.COMMUNICATOR], P.CASE_SEE, False),
        ([R.PROCURER, R.COMMUNICATOR], P.FIGURES_SEE, True),
        ([R.PROCURER, R.REGISTRAR], P.BID_SEE, False),
        ([R.PROCURER, R.COORDINATOR], P.CASE_SEE, True),
        ([R.PROCURER, R.COORDINATOR], P.CASE_EDIT, False),
        ([R.CONTRACT_MANAGER, R.ECONOMIST], P.REPORT_VERIFY, False),
        ([R.MATCHING_OFFICER, R.DECISION_MAKER], P.CANDIDATE_SEE, False),
        ([R.DECISION_MAKER], P.DECIDE, True),
    ],
)
def test_a_wide_role_widens_what_it_gives_itself(own, other, roles, permission, sees_other):
    member = at(own, *roles)

    expected = {own.pk, other.pk} if sees_other else {own.pk}
    assert member.authority_ids_with(permission) == expected
    assert member.own_authority_ids_with(permission) == {own.pk}


def test_without_the_permission_there_is_no_place_for_it(own):
    assert at(own, R.REGISTRAR).authority_ids_with(P.CASE_EDIT) == frozenset()
    assert at(own, R.REGISTRAR).opened_to("cases", P.CASE_EDIT) == frozenset()


def test_a_communicator_works_with_the_cases_of_her_own_authority_only(own, other):
    here, there = CaseFactory(authority=own), CaseFactory(authority=other)
    member = at(own, R.PROCURER, R.COMMUNICATOR)

    assert list(Procurement.objects.visible_to(member)) == [here]
    assert why_not_work(here, member) is None
    assert why_not_work(there, member) is not None


def test_a_deputy_uses_each_permission_where_its_holder_has_it(own, other):
    head = at(other, R.DECISION_MAKER)
    deputy = at(own, R.PROCURER, deputy_for=head)

    assert deputy.authority_ids_with(P.DECIDE) == {own.pk, other.pk}
    assert deputy.authority_ids_with(P.CASE_EDIT) == {own.pk}


def test_an_officer_does_not_see_candidates_where_she_is_deputy_for_a_procurer(own, other):
    seen, unseen = candidate_of(at(own, R.MATCHING_OFFICER)), candidate_of(at(other, R.MATCHING_OFFICER))
    officer = at(own, R.MATCHING_OFFICER, deputy_for=at(other, R.PROCURER))

    assert officer.own_authority_ids_with(P.CANDIDATE_SEE) == {own.pk}
    found = list(Candidate.objects.visible_to(officer))
    assert seen in found
    assert unseen not in found


def test_a_door_opens_where_both_permissions_are(own, other):
    member = at(own, R.PROCURER, R.ECONOMIST)
    contracts = Circle(
        P.COMMITMENT_SEE,
        lambda reader: reader.authority_ids_with(P.COMMITMENT_SEE),
        "at the authority",
        doors=(P.MESSAGE_WRITE,),
    )

    assert member.authority_ids_with(P.COMMITMENT_SEE) == {own.pk, other.pk}
    assert member.through(P.MESSAGE_WRITE).authority_ids_with(P.COMMITMENT_SEE) == {own.pk}
    assert contracts.tied(member) == {own.pk}
    assert Audience(contracts).admits(member)


def test_a_change_of_roles_is_felt_at_once(own, other):
    member = at(own, R.COORDINATOR)
    assert member.authority_ids_with(P.CASE_SEE) == {own.pk, other.pk}

    member.assign(roles=[R.PROCURER], authorities=[own], by=at(own, R.ADMINISTRATOR))

    assert member.authority_ids_with(P.CASE_SEE) == {own.pk}
