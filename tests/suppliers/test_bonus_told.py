"""Saying by hand that a place pays a bonus: in a report, at a start, and on the page of the placement."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from core import clock
from core.actors import SystemJob
from core.rules import RuleBroken
from matching.models import Placement
from organisations.permissions import Role
from suppliers.actions.reporting import add_person, submit, tell_bonus
from suppliers.actions.schedule import open_reports
from suppliers.balances import balance
from suppliers.models import Report
from suppliers.queries import report_view
from tests.matching.factories import agreed_by, officer_for, placement_in, proposal_in, representative_of
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CommitmentFactory
from tests.suppliers.test_reporting import NEW

pytestmark = pytest.mark.django_db
BY = SystemJob("test")
AFTER_Q1 = dt.date(2026, 4, 5)
PAID = {"sek_per_month": {"employment": "20000"}, "max_places": 2, "cap_sek": None}
TOLD = {
    "label": "GY-05",
    "type": "employment",
    "form": "fixed_term",
    "starts_on": "1 februari 2026",
    "percent": "100",
    "route": "own",
}


@pytest.fixture
def report() -> Report:
    with clock.frozen(AFTER_Q1):
        return open_reports(CommitmentFactory(bonus=PAID))[0]


@pytest.fixture
def manager(report):
    place = report.commitment.authority
    return MembershipFactory(organisation=place.organisation, authority=place, roles=[Role.CONTRACT_MANAGER])


def figures(report) -> tuple[Decimal, Decimal]:
    """Done full-time months, and what is earned in bonus, at the end of the period."""
    outcome = balance(report.commitment, on=report.ends_on)
    return outcome.done_ftm, outcome.bonus_sek


def test_the_supplier_reports_somebody_on_a_bonus_place(report, as_member, manager):
    supplier = as_member(representative_of(report.commitment))
    with clock.frozen(AFTER_Q1):
        supplier.post(f"/rapporter/{report.pk}/person/", TOLD | {"is_bonus": "on"})
        draft = report_view(report, for_supplier=True).outcome
        submit(report, attested_by="Hanna HR", by=BY)
        review = as_member(manager).get(f"/rapporter/{report.pk}/").content.decode()

    assert (draft.done_ftm, draft.bonus_sek) == figures(report) == (0, 40_000)
    assert Placement.objects.get().is_bonus
    assert "Ny i den här rapporten, på en bonusplats" in review
    assert "100\xa0% · Bonusplats" in review


def test_a_later_report_corrects_it(report, as_member):
    row = placement_in(report.commitment, starts_on=dt.date(2026, 2, 1), is_bonus=True)
    told = {"change": "bonus", "is_bonus": "required"}
    with clock.frozen(AFTER_Q1):
        client = as_member(representative_of(report.commitment))
        page = reverse("suppliers:report_change", kwargs={"key": report.pk, "placement": row.pk})
        empty = client.post(page, {"change": "bonus"})
        client.post(page, told)
        draft = report_view(report, for_supplier=True).outcome
        before = figures(report)
        submit(report, attested_by="Hanna HR", by=BY)

    assert (empty.status_code, list(empty.context["form"].errors)) == (422, ["is_bonus"])
    assert before == (0, 40_000)
    assert (draft.done_ftm, draft.bonus_sek) == figures(report) == (2, 0)
    assert row.facts.last().reason == "kvartal 1 2026"


def test_the_buyer_corrects_it_with_a_reason_and_the_history_stays(report, as_member, manager):
    row = placement_in(report.commitment, starts_on=dt.date(2026, 2, 1))
    then = clock.now()
    client, page = as_member(manager), reverse("matching:placement_bonus", args=[row.pk])
    shown = client.get(row.get_absolute_url()).content.decode()

    empty = client.post(page, {"is_bonus": "bonus", "reason": ""})
    client.post(page, {"is_bonus": "bonus", "reason": "Utöver de åtta platserna"})

    row.refresh_from_db()
    after = client.get(row.get_absolute_url()).content.decode()
    assert page in shown
    assert (empty.status_code, row.is_bonus) == (422, True)
    assert figures(report) == (0, 40_000)
    assert balance(report.commitment, on=report.ends_on, known_at=then).done_ftm == 2
    assert "Bonusplats, utöver det som krävs. Utöver de åtta platserna" in after


def test_the_columns_say_what_the_facts_say(report, manager):
    row = placement_in(report.commitment, is_bonus=True)
    assert row.is_bonus is row.standing_at().is_bonus is True
    row.say_bonus(is_bonus=False, by=manager, reason="Fel")
    assert row.is_bonus is row.standing_at().is_bonus is False


def test_whoever_notes_the_start_says_it(as_member):
    commitment = CommitmentFactory(bonus=PAID)
    officer = officer_for(commitment)
    chosen = proposal_in("chosen", officer=officer, profile=agreed_by(officer, commitment))
    told = {"type": "employment", "form": "seasonal", "starts_on": "1 april 2027", "percent": "100"}
    told |= {"attribution": "unknown", "is_bonus": "on"}

    as_member(officer).post(reverse("matching:start", args=[chosen.pk]), told)

    assert Placement.objects.get().is_bonus


def test_where_no_bonus_is_paid_nobody_is_asked(as_member, manager):
    with clock.frozen(AFTER_Q1):
        report = open_reports(CommitmentFactory())[0]
        row = placement_in(report.commitment)
        client = as_member(representative_of(report.commitment))
        change = reverse("suppliers:report_change", kwargs={"key": report.pk, "placement": row.pk})
        pages = [client.get(page).content.decode() for page in (f"/rapporter/{report.pk}/person/", change)]
        refused = client.post(change, {"change": "bonus", "is_bonus": "bonus"})
    buyer = as_member(
        MembershipFactory(
            organisation=report.commitment.authority.organisation,
            authority=report.commitment.authority,
            roles=[Role.CONTRACT_MANAGER],
        )
    )

    assert all("onus" not in text for text in pages)
    assert refused.status_code == 422
    assert "onus" not in buyer.get(row.get_absolute_url()).content.decode()
    assert buyer.get(reverse("matching:placement_bonus", args=[row.pk])).status_code == 403
    with pytest.raises(RuleBroken, match="ingen bonus"):
        tell_bonus(report, row, is_bonus=True)
    with pytest.raises(RuleBroken, match="ingen bonus"):
        row.say_bonus(is_bonus=True, by=BY, reason="Utöver")


def test_a_draft_without_the_word_is_part_of_what_is_required(report):
    with clock.frozen(AFTER_Q1):
        add_person(report, **NEW)
        submit(report, attested_by="Hanna HR", by=BY)
    assert figures(report) == (2, 0)


def test_a_correction_of_what_was_agreed_leaves_the_bonus_as_it_was_said(report, manager):
    row = placement_in(report.commitment, is_bonus=True)
    row.say_bonus(is_bonus=False, by=manager, reason="Fel")
    value = row.facts.first().value | {"starts_on": "2026-02-02"}
    row.agree(value=value, by=manager, reason="Fel dag")

    assert row.is_bonus is row.standing_at().is_bonus is False
