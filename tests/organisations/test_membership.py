"""Roles: who gives which to whom."""

import datetime as dt

import pytest

from core import clock
from core.models import AuditRow
from core.rules import RuleBroken
from organisations.models import Kind, Membership
from organisations.permissions import Role
from tests.organisations.factories import AuthorityFactory, MembershipFactory, OrganisationFactory

YESTERDAY = dt.timedelta(days=-1)


def assign(target: Membership, *roles: Role, by: Membership, **values) -> None:
    values.setdefault("authorities", list(target.organisation.authorities.all()))
    target.assign(roles=roles, by=by, **values)


@pytest.fixture
def colleague(administrator) -> Membership:
    return MembershipFactory(organisation=administrator.organisation, roles=[Role.ORDERER])


def test_an_administrator_gives_a_colleague_roles(administrator, colleague):
    assign(colleague, Role.PROCURER, Role.CONTRACT_MANAGER, by=administrator)

    assert colleague.roles == [Role.PROCURER, Role.CONTRACT_MANAGER]
    row = AuditRow.objects.get(action="roles_assigned")
    assert row.changes == {"roles": [["orderer"], ["procurer", "contract_manager"]]}
    assert row.member == administrator


def test_a_role_of_another_kind_of_organisation_is_refused(administrator, colleague):
    with pytest.raises(RuleBroken, match="kan inte ha rollen"):
        assign(colleague, Role.SUPPLIER_SIGNATORY, by=administrator)

    colleague.refresh_from_db()
    assert colleague.roles == [Role.ORDERER]
    assert not AuditRow.objects.exists()


def test_nobody_gives_herself_a_role(administrator):
    with pytest.raises(RuleBroken, match="kan inte ge dig själv"):
        assign(administrator, Role.ADMINISTRATOR, Role.PROCURER, by=administrator)

    administrator.refresh_from_db()
    assert administrator.roles == [Role.ADMINISTRATOR]


def test_a_deputy_does_not_give_a_role_to_the_one_she_acts_for(administrator, colleague):
    colleague.acting_for = administrator

    with pytest.raises(RuleBroken, match="kan inte ge dig själv"):
        assign(administrator, Role.ADMINISTRATOR, Role.PROCURER, by=colleague)


def test_a_member_may_give_up_a_role_of_her_own(administrator):
    MembershipFactory(organisation=administrator.organisation, roles=[Role.ADMINISTRATOR])
    both = MembershipFactory(
        organisation=administrator.organisation, roles=[Role.ADMINISTRATOR, Role.PROCURER]
    )

    assign(both, Role.PROCURER, by=both)

    assert both.roles == [Role.PROCURER]


@pytest.mark.parametrize("until", [None, dt.date(2099, 1, 1)])
def test_the_last_administrator_stays(administrator, until):
    roles = [Role.ADMINISTRATOR] if until else [Role.PROCURER]
    by = MembershipFactory(organisation=administrator.organisation, roles=[Role.PROCURER])

    with pytest.raises(RuleBroken, match="måste ha en administratör"):
        assign(administrator, *roles, valid_until=until, by=by)

    administrator.refresh_from_db()
    assert (administrator.roles, administrator.valid_until) == ([Role.ADMINISTRATOR], None)


def test_an_administrator_with_an_end_date_does_not_count(administrator):
    MembershipFactory(
        organisation=administrator.organisation, roles=[Role.ADMINISTRATOR], valid_until=dt.date(2099, 1, 1)
    )

    with pytest.raises(RuleBroken, match="måste ha en administratör"):
        administrator.end(by=administrator)


def test_an_ended_membership_gives_no_access_and_is_not_taken_up_again_by_assigning(administrator, colleague):
    colleague.end(by=administrator)

    assert not Membership.objects.active().filter(pk=colleague.pk).exists()
    with pytest.raises(RuleBroken, match="Bjud in personen igen"):
        assign(colleague, Role.PROCURER, by=administrator)


def test_an_auditor_needs_a_last_day(administrator, colleague):
    with pytest.raises(RuleBroken, match="ange sista dagen"):
        assign(colleague, Role.AUDITOR, by=administrator)

    assign(colleague, Role.AUDITOR, valid_until=clock.today(), by=administrator)
    assert colleague.roles == [Role.AUDITOR]


def test_a_last_day_that_has_passed_is_refused(administrator, colleague):
    with pytest.raises(RuleBroken, match="har redan varit"):
        assign(colleague, Role.ORDERER, valid_until=clock.today() + YESTERDAY, by=administrator)


def test_an_authority_of_another_organisation_is_refused(administrator, colleague):
    foreign = AuthorityFactory()

    with pytest.raises(RuleBroken, match="Välj bland myndigheterna"):
        assign(colleague, Role.PROCURER, authorities=[foreign], by=administrator)


def test_a_procurer_works_for_an_authority(administrator, colleague):
    with pytest.raises(RuleBroken, match="Kryssa i den myndighet"):
        assign(colleague, Role.PROCURER, authorities=[], by=administrator)


def test_a_suppliers_member_has_no_authority(db):
    supplier = OrganisationFactory(supplier=True)
    admin = MembershipFactory(organisation=supplier, roles=[Role.ADMINISTRATOR])
    member = MembershipFactory(organisation=supplier, roles=[Role.SUPPLIER_REPRESENTATIVE])

    assign(member, Role.SUPPLIER_SIGNATORY, by=admin)

    assert supplier.kind == Kind.SUPPLIER
    assert member.roles == [Role.SUPPLIER_SIGNATORY]


def test_permissions_follow_at_once(administrator, colleague):
    before = colleague.permissions

    assign(colleague, Role.PROCURER, by=administrator)

    assert colleague.permissions > before
