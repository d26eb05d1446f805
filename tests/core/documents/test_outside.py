"""Copies signed in another system: kept under their hash, only ever added to."""

import datetime as dt
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from core import clock
from core.documents import SignedBy, attach_signed_outside, find_by_code, render, withdraw_signed_outside
from core.models import AuditRow, OutsideSigning
from core.rules import RuleBroken

PDF = b"%PDF-1.7 signed"


def signed(**given) -> SignedBy:
    return SignedBy(**{"name": "Olof Ordförande", "function": "Ordförande", "on": clock.today()} | given)


@pytest.fixture
def copy(issued, member) -> OutsideSigning:
    return attach_signed_outside(issued, PDF, signed=signed(), by=member)


def test_a_copy_is_hashed_and_linked(issued, member, copy):
    assert Path(copy.file.path).read_bytes() == PDF
    assert (copy.member, copy.byte_count, copy.name) == (member, 15, "Olof Ordförande")
    told = find_by_code(issued.check_code).outside_copies[0]
    assert (told.sha256, told.name, told.is_standing) == (copy.sha256, "Olof Ordförande", True)


def test_the_log_says_what_was_handed_in_and_not_who_signed(copy):
    row = AuditRow.objects.get(action="document.signed_outside")

    assert row.changes == {"signing": copy.pk, "sha256": copy.sha256}


def test_working_material_is_drawn_up_when_it_is_signed(issued, copy):
    issued.refresh_from_db()

    assert (issued.record_status, issued.record_on) == ("drawn_up", clock.today())


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"", b"Hej", b"%PDF-1.7 /JavaScript"])
def test_a_copy_must_be_a_plain_pdf(issued, member, content):
    with pytest.raises(RuleBroken):
        attach_signed_outside(issued, content, signed=signed(), by=member)
    assert not OutsideSigning.objects.exists()


def test_a_copy_over_the_limit_is_refused(issued, member, settings):
    settings.ATTACHMENT_MAX_BYTES = 14

    with pytest.raises(RuleBroken, match="för stor"):
        attach_signed_outside(issued, PDF, signed=signed(), by=member)


@pytest.mark.parametrize(("days", "is_kept"), [(-1, False), (0, True), (1, False)])
def test_nobody_signs_before_it_is_issued_or_tomorrow(issued, member, days, is_kept):
    day = clock.today() + dt.timedelta(days=days)

    if is_kept:
        attach_signed_outside(issued, PDF, signed=signed(on=day), by=member)
    else:
        with pytest.raises(RuleBroken):
            attach_signed_outside(issued, PDF, signed=signed(on=day), by=member)
    assert OutsideSigning.objects.exists() is is_kept


def test_what_is_not_issued_yet_takes_no_copy(ordered, member):
    with pytest.raises(RuleBroken, match="Vänta tills"):
        attach_signed_outside(ordered, PDF, signed=signed(), by=member)


def test_the_copy_of_an_edition_belongs_to_its_original(issued, signer, approve, member):
    approve(issued, signer)
    edition = issued.editions.get()
    render(edition.pk)

    with pytest.raises(RuleBroken, match="godkännanden"):
        attach_signed_outside(edition, PDF, signed=signed(), by=member)


def test_the_same_copy_is_attached_once(issued, member, copy):
    with pytest.raises(RuleBroken, match="redan"):
        attach_signed_outside(issued, PDF, signed=signed(), by=member)


def test_another_takes_its_place_and_the_first_stays(issued, member, copy):
    with pytest.raises(RuleBroken):
        attach_signed_outside(issued, PDF, signed=signed(), by=member, replaces=copy)
    second = attach_signed_outside(
        issued, PDF, signed=signed(name="Rätt Namn"), by=member, replaces=copy, reason="Fel namn"
    )

    copy = OutsideSigning.objects.get(pk=copy.pk)
    assert (copy.is_standing, copy.successor, second.is_standing) == (False, second, True)
    with pytest.raises(RuleBroken, match="redan"):
        attach_signed_outside(issued, PDF, signed=signed(), by=member, replaces=copy, reason="Igen")


def test_a_withdrawn_copy_stays_with_its_reason_and_no_longer_counts(issued, member, copy):
    with pytest.raises(RuleBroken):
        withdraw_signed_outside(copy, reason="  ", by=member)
    withdraw_signed_outside(copy, reason="Fel fil", by=member)

    copy = OutsideSigning.objects.get(pk=copy.pk)
    assert (copy.is_standing, copy.withdrawn.reason) == (False, "Fel fil")
    assert not find_by_code(issued.check_code).outside_copies[0].is_standing
    with pytest.raises(RuleBroken, match="redan"):
        withdraw_signed_outside(copy, reason="Igen", by=member)
    assert attach_signed_outside(issued, PDF, signed=signed(), by=member).is_standing


@pytest.mark.parametrize("table", ["core_outsidesigning", "core_outsidewithdrawal"])
@pytest.mark.parametrize("sql", ["UPDATE {table} SET reason = 'x'", "DELETE FROM {table}"])
def test_copies_and_withdrawals_are_only_ever_added(copy, member, table, sql):
    withdraw_signed_outside(copy, reason="Fel fil", by=member)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(table=table))
