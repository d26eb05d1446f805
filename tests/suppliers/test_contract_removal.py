"""A contract entered by mistake is removed by hand, as long as nothing was answered and nobody has begun."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.rules import RuleBroken
from matching.models import CandidateRequest
from organisations.permissions import Role
from procurements.models import Commitment, Procurement
from procurements.states import CaseState, CommitmentState
from suppliers.actions.reporting import submit
from suppliers.actions.takeover import take_back_one
from suppliers.mails import ask_for_report
from suppliers.models import ReportLink
from suppliers.states import ReportState
from tests.matching.factories import placement_in
from tests.organisations.factories import MembershipFactory
from tests.suppliers.test_takeover import DAY, entered, manager

__all__ = ["manager"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def row(manager) -> Commitment:
    return entered(manager, reporter_email="hanna@example.org")


def page(row) -> str:
    return reverse("suppliers:contract_removal", args=[row.pk])


def after(row):
    return clock.frozen(row.reports.first().ends_on + dt.timedelta(days=1))


def test_it_is_removed_with_a_reason_also_after_the_supplier_was_asked(manager, row, as_member, client):
    with after(row):
        report = row.reports.first()
        ask_for_report(report, by=manager)
        ReportLink.open_with("hemlig", report=report, email="hanna@example.org")
        link = reverse("suppliers:link_report", args=["hemlig"])
        assert client.get(link).status_code == 200
        member = as_member(manager)
        assert page(row) in member.get(row.get_absolute_url()).content.decode()

        without = member.post(page(row), {"reason": ""})
        answer = member.post(page(row), {"reason": "Inlagt två gånger"})

        assert (without.status_code, answer.status_code) == (422, 302)
        gone = client.get(link)
    row.refresh_from_db()
    report.refresh_from_db()
    assert row.state == CommitmentState.UNDONE
    assert Procurement.objects.get(pk=row.procurement_id).state == CaseState.UNDONE
    assert report.state == ReportState.SKIPPED
    assert (gone.status_code, "fungerar inte längre" in gone.content.decode()) == (410, True)
    assert not Commitment.objects.visible_to(manager).exists()
    told = row.status_changes.latest("pk")
    assert (told.reason, told.member) == ("Inlagt två gånger", manager)


def a_report(row, manager):
    with after(row):
        submit(row.reports.first(), attested_by="Hanna", by=manager)


IN_THE_WAY = {
    "En rapport har skickats in": a_report,
    "är i sysselsättning": lambda row, manager: placement_in(row, label="GY-01"),
    "Kandidater söks": lambda row, manager: CandidateRequest.objects.create(
        commitment=row, asked_by=manager, authority=row.authority
    ),
    "avslutad": lambda row, manager: row.close(by=manager),
}


@pytest.mark.parametrize("reason", IN_THE_WAY)
def test_what_stands_in_the_way_is_said(manager, row, as_member, reason):
    with clock.frozen(DAY):
        IN_THE_WAY[reason](row, manager)

    answer = as_member(manager).get(page(row))

    assert (answer.status_code, reason in answer.content.decode()) == (403, True)
    with pytest.raises(RuleBroken, match=reason):
        take_back_one(row, reason="Fel", by=manager)
    row.refresh_from_db()
    assert row.state != CommitmentState.UNDONE


def test_somebody_taken_out_again_stands_in_nobodys_way(manager, row):
    placement_in(row, label="GY-01").withdraw(reason="Fel", by=manager)

    take_back_one(row, reason="Fel", by=manager)

    assert not Commitment.objects.standing().exists()


def test_the_way_is_shown_to_those_who_enter_contracts_until_a_report_is_sent(manager, row, as_member):
    authority = manager.authorities.get()
    reader = MembershipFactory(
        organisation=authority.organisation, authority=authority, roles=[Role.ECONOMIST]
    )
    assert page(row) not in as_member(reader).get(row.get_absolute_url()).content.decode()
    assert page(row) in as_member(manager).get(row.get_absolute_url()).content.decode()
    a_report(row, manager)
    assert page(row) not in as_member(manager).get(row.get_absolute_url()).content.decode()
