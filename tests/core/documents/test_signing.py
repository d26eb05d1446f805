"""Electronic approval: exactly this file, a fresh second factor, once per member, for good."""

import datetime as dt
import io

import pikepdf
import pytest
from django.db import DatabaseError, connection, transaction

from core import clock
from core.documents import Mandate, find_by_code, render, sign
from core.models import IssuedDocument, Signature
from core.rules import RuleBroken
from tests.core.documents.conftest import MANDATE, order_specimen
from tests.organisations.factories import MembershipFactory


def test_an_approval_names_file_person_mandate_and_moment(issued, signer, approve):
    signature = approve(issued, signer)

    assert (signature.sha256, signature.member, signature.name) == (issued.sha256, signer, signer.user.name)
    assert (signature.function, signature.delegation_item, signature.method) == (
        "Förvaltningschef",
        "4.2",
        "totp",
    )


def test_the_approved_document_stays_and_an_edition_shows_the_approval(issued, signer, approve):
    before = IssuedDocument.objects.values().get(pk=issued.pk)
    approve(issued, signer)
    edition = issued.editions.get()
    render(edition.pk)

    edition.refresh_from_db()
    assert IssuedDocument.objects.values().get(pk=issued.pk) == before
    assert (edition.edition, edition.version, edition.record_status) == (1, issued.version, "drawn_up")
    assert edition.page_count == issued.page_count + 1
    assert edition.frame["endorsed_sha256"] == issued.sha256


def test_the_edition_encloses_exactly_the_approved_file(issued, signer, approve):
    approve(issued, signer)
    edition = issued.editions.get()
    render(edition.pk)
    edition.refresh_from_db()

    with pikepdf.open(io.BytesIO(edition.read())) as file:
        enclosed = file.attachments[issued.file_name].get_file().read_bytes()

    assert enclosed == issued.read()


def test_an_edition_is_made_the_same_twice(issued, signer, approve):
    from core.documents.pages import make

    approve(issued, signer)
    edition = issued.editions.get()

    assert make(edition).content == make(edition).content


def test_two_approvals_stand_on_the_second_edition(issued, member, signer, approve):
    approve(issued, signer)
    approve(issued, member, method="webauthn")

    latest = issued.editions.get(edition=2)
    assert [row["name"] for row in latest.frame["endorsements"]] == [signer.user.name, member.user.name]


def test_a_deputy_is_named_with_the_member(issued, member, signer, approve):
    signer.acting_for = member

    assert approve(issued, signer).name == f"{signer} för {member}"


@pytest.mark.parametrize("seconds", [301, 3600, -5])
def test_an_old_or_future_authentication_is_refused(issued, signer, approve, seconds):
    with pytest.raises(RuleBroken):
        approve(issued, signer, seconds=seconds)

    assert not Signature.objects.exists()
    assert not issued.editions.exists()


def test_five_minutes_are_enough(issued, signer):
    with clock.frozen(dt.datetime(2027, 1, 1, 12, tzinfo=dt.UTC)):
        authenticated_at = clock.now() - dt.timedelta(seconds=300)
        assert sign(issued, by=signer, mandate=MANDATE, method="totp", authenticated_at=authenticated_at).pk


@pytest.mark.parametrize("method", ["totp", "webauthn", "recovery_codes"])
def test_every_second_factor_that_the_door_takes_is_enough(issued, signer, approve, method):
    assert approve(issued, signer, method=method).method == method


def test_a_demo_persons_button_counts_only_where_there_are_demo_persons(issued, signer, approve, settings):
    settings.PERSONA_LOGIN = False
    with pytest.raises(RuleBroken, match="andra faktor"):
        approve(issued, signer, method=Signature.Method.PERSONA)
    settings.PERSONA_LOGIN = True
    assert approve(issued, signer, method=Signature.Method.PERSONA).method == "persona"


@pytest.mark.parametrize("method", ["", "password"])
def test_a_password_is_no_second_factor(issued, signer, approve, method):
    with pytest.raises(RuleBroken):
        approve(issued, signer, method=method)


def test_nobody_approves_twice(issued, signer, approve):
    approve(issued, signer)

    with pytest.raises(RuleBroken):
        approve(issued, signer)


def test_only_an_issued_document_can_be_approved(ordered, signer, approve):
    with pytest.raises(RuleBroken):
        approve(ordered, signer)


def test_an_edition_is_not_approved_in_its_turn(issued, member, signer, approve):
    approve(issued, signer)
    edition = issued.editions.get()
    render(edition.pk)

    with pytest.raises(RuleBroken):
        approve(edition, member)


def test_a_function_must_be_stated(issued, signer):
    with pytest.raises(RuleBroken):
        sign(issued, by=signer, mandate=Mandate(function=" "), method="totp", authenticated_at=clock.now())


def test_a_damaged_file_is_not_approved(issued, signer, approve):
    with open(issued.file.path, "ab") as file:
        file.write(b"%")

    with pytest.raises(RuleBroken):
        approve(issued, signer)


@pytest.mark.parametrize("sql", ["UPDATE core_signature SET function = 'x'", "DELETE FROM core_signature"])
def test_an_approval_is_only_ever_added(issued, signer, approve, sql):
    approve(issued, signer)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_check_says_what_the_document_is_and_not_what_it_says(issued, signer, approve):
    approve(issued, signer)

    check = find_by_code(issued.check_code.lower())
    assert (check.sha256, check.title, check.version) == (issued.sha256, issued.title, 1)
    assert [(row.name, row.function) for row in check.signatures] == [(signer.user.name, "Förvaltningschef")]
    assert not check.has_later_version
    assert "nyanlända" not in repr(check)


def test_the_check_of_an_edition_gives_both_hashes(issued, signer, approve):
    approve(issued, signer)
    edition = issued.editions.get()
    render(edition.pk)
    edition.refresh_from_db()

    check = find_by_code(edition.check_code)
    assert (check.sha256, check.approved_sha256) == (edition.sha256, issued.sha256)


def test_the_check_tells_of_a_later_version(issued, member):
    render(order_specimen(member).pk)

    assert find_by_code(issued.check_code).has_later_version


def test_the_check_hides_the_title_under_a_secrecy_mark(issued):
    IssuedDocument.objects.update(secrecy_marked=True, secrecy_paragraph="OSL 19:3")

    assert find_by_code(issued.check_code).title == ""


@pytest.mark.parametrize("typed", ["", "7Q4M-2HXD", "hello"])
def test_an_unknown_code_finds_nothing(issued, typed):
    assert find_by_code(typed) is None


def test_a_document_that_is_not_issued_cannot_be_checked(ordered):
    assert find_by_code(ordered.check_code) is None


def test_a_stranger_may_be_no_exception(issued, approve):
    stranger = MembershipFactory()

    assert approve(issued, stranger).organisation_name == stranger.organisation.name
