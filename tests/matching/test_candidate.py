"""Candidates: whose they are, and what the database itself keeps apart."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from core.models import AuditRow
from core.rules import RuleBroken
from matching.identity import open_identity, opened_identity
from matching.models import Candidate, CandidateIdentity
from organisations.permissions import Permission, Role
from organisations.scope import identities_of
from tests.matching.factories import NAME, PHONE, candidate_of, officer_for
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.procurements.factories import CommitmentFactory


@pytest.fixture
def officer(db):
    return officer_for(CommitmentFactory())


@pytest.fixture
def candidate(officer):
    return candidate_of(officer)


def test_without_a_scope_the_application_reads_no_identity(officer, candidate):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("insteg_app",)

    assert CandidateIdentity.objects.count() == 0
    with identities_of([candidate.authority_id + 1]):
        assert CandidateIdentity.objects.count() == 0
    with identities_of(officer.own_authority_ids_with(Permission.CANDIDATE_SEE)):
        assert CandidateIdentity.objects.get().opened("name") == NAME
    assert CandidateIdentity.objects.count() == 0


def test_a_scope_ends_with_its_block_also_when_that_fails(officer, candidate):
    with (
        pytest.raises(ZeroDivisionError),
        identities_of(officer.own_authority_ids_with(Permission.CANDIDATE_SEE)),
    ):
        raise ZeroDivisionError

    assert CandidateIdentity.objects.count() == 0


def test_an_identity_cannot_be_written_for_an_authority_outside_the_scope(officer, candidate):
    foreign = AuthorityFactory()

    refused = pytest.raises(DatabaseError, match="row-level security")
    with (
        refused,
        transaction.atomic(),
        identities_of(officer.own_authority_ids_with(Permission.CANDIDATE_SEE)),
    ):
        CandidateIdentity.objects.update(authority=foreign)


def test_nothing_stands_in_clear_in_the_table(candidate, officer):
    with (
        identities_of(officer.own_authority_ids_with(Permission.CANDIDATE_SEE)),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT row_to_json(t)::text FROM matching_candidateidentity t")
        stored = "".join(text for (text,) in cursor.fetchall())

    for planted in (NAME, PHONE):
        assert planted not in stored
        assert planted.encode().hex() not in stored


def test_with_a_protected_identity_no_name_is_stored(officer):
    with pytest.raises(RuleBroken, match="kyddad"):
        Candidate.register(
            authority=officer.authorities.get(), by=officer, identity={"is_protected": True, "name": NAME}
        )
    assert Candidate.objects.count() == 0

    kept = Candidate.register(
        authority=officer.authorities.get(),
        by=officer,
        identity={"is_protected": True, "officer_reference": "Pärm 3"},
    )
    assert CandidateIdentity.protected_among([kept], member=officer) == {kept.pk}


def test_the_database_refuses_a_name_with_a_protected_identity(candidate, officer):
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        identities_of(officer.own_authority_ids_with(Permission.CANDIDATE_SEE)),
    ):
        CandidateIdentity.objects.update(is_protected=True)


def test_turning_to_a_protected_identity_takes_the_name_away(candidate, officer):
    candidate.change_identity(is_protected=True, officer_reference="Pärm 3", by=officer)

    seen = opened_identity(candidate, mark=open_identity(candidate, by=officer), by=officer)
    assert (seen.name, seen.phone, seen.officer_reference) == ("", "", "Pärm 3")


def test_each_look_at_an_identity_is_logged(candidate, officer):
    for _ in range(2):
        mark = open_identity(candidate, by=officer)
        assert opened_identity(candidate, mark=mark, by=officer).name == NAME

    rows = AuditRow.objects.filter(action="candidate.identity_seen", object_id=str(candidate.pk))
    assert [row.member for row in rows] == [officer, officer]


def test_a_mark_shows_nothing_to_another_officer_nor_of_another_candidate(candidate, officer):
    colleague = MembershipFactory(
        organisation=officer.organisation, authority=candidate.authority, roles=[Role.MATCHING_OFFICER]
    )
    mark = open_identity(candidate, by=officer)

    assert opened_identity(candidate, mark=mark, by=colleague) is None
    assert opened_identity(candidate_of(officer), mark=mark, by=officer) is None
    assert opened_identity(candidate, mark=mark + "x", by=officer) is None


def test_a_mark_runs_out(candidate, officer, still_clock):
    mark = open_identity(candidate, by=officer)
    still_clock.shift(121)

    assert opened_identity(candidate, mark=mark, by=officer) is None


WIDE = [Role.COORDINATOR, Role.DECISION_MAKER, Role.AUDITOR, Role.REGISTRAR, Role.DATA_PROTECTION_OFFICER]


@pytest.mark.parametrize("role", [Role.PROCURER, Role.CONTRACT_MANAGER, Role.ADMINISTRATOR, *WIDE])
def test_other_roles_at_the_same_authority_know_of_no_candidate(candidate, officer, role):
    told = {"valid_until": "2099-12-31"} if role == Role.AUDITOR else {}
    member = MembershipFactory(
        organisation=officer.organisation, authority=candidate.authority, roles=[role], **told
    )

    assert list(Candidate.objects.visible_to(member)) == []


def test_an_officer_of_another_authority_knows_of_no_candidate_even_with_a_wide_role(candidate, officer):
    other = AuthorityFactory(organisation=officer.organisation)
    member = MembershipFactory(
        organisation=officer.organisation, authority=other, roles=[Role.MATCHING_OFFICER, Role.COORDINATOR]
    )

    assert list(Candidate.objects.visible_to(member)) == []
    with pytest.raises(RuleBroken):
        open_identity(candidate, by=member)
    with pytest.raises(RuleBroken):
        Candidate.register(authority=candidate.authority, by=member)


def test_the_log_says_that_the_cv_was_changed_not_what(candidate, officer):
    candidate.edit(by=officer, competences=["svetsning"])

    row = AuditRow.objects.get(action="candidate.edited")
    assert row.changes == {"competences": "changed"}


def test_a_confirmation_says_when_and_by_whom(officer):
    candidate = candidate_of(officer, confirmed=False)
    candidate.in_target_group = True

    with pytest.raises(ValidationError, match="när och av vem"):
        candidate.full_clean()


def test_erasing_the_key_leaves_the_row_without_words(candidate, officer):
    from core import keys

    keys.destroy(candidate.data_key)

    with pytest.raises(RuleBroken, match="raderats"):
        opened_identity(candidate, mark=open_identity(candidate, by=officer), by=officer)
    assert Candidate.objects.count() == 1


def test_search_finds_by_words_in_any_case(officer):
    found = candidate_of(officer, competences=["Röjsåg", "Häckklippning"])
    candidate_of(officer, competences=["städning"])

    assert list(Candidate.objects.holding("RÖJ häck")) == [found]
    assert list(Candidate.objects.holding(found.reference.lower())) == [found]
