"""The end of the follow-up: closed and opened again by whoever manages the contract."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.actors import SystemJob
from core.models import OutgoingMail
from core.rules import RuleBroken
from core.slots import todo
from core.together import ask, asked_of, told_of
from followup.actions.closing import close_followup, reopen_followup
from followup.actions.hearing import ask_for_statement, give_statement
from followup.choices import Shortcoming
from followup.hearing_mails import is_awaited
from followup.models import PartyLink
from followup.policies import why_not_answer
from organisations.permissions import Role
from procurements.models import Commitment, ContactPerson, Procurement
from procurements.states import CaseState, CommitmentState
from suppliers.actions.reporting import submit
from suppliers.actions.schedule import open_reports
from suppliers.states import ReportState
from suppliers.tasks import open_due_reports
from tests.followup.conftest import at
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CommitmentFactory

STARTS, DURING = dt.date(2026, 1, 1), dt.date(2026, 5, 4)


@pytest.fixture(autouse=True)
def in_office():
    with clock.frozen(STARTS):
        yield


@pytest.fixture
def commitment(db, in_office) -> Commitment:
    row = CommitmentFactory()
    row.begin(by=SystemJob("test"))
    return row


@pytest.fixture
def manager(commitment):
    return at(commitment, Role.CONTRACT_MANAGER)


def after(commitment: Commitment) -> dt.date:
    return commitment.contract.ends_on + dt.timedelta(days=1)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def case_of(commitment: Commitment, *, state: str = CaseState.MANAGE) -> Procurement:
    case = commitment.contract.lot.procurement
    Procurement.objects.filter(pk=case.pk).update(state=state)
    return case


def waiting_closings(member) -> list[str]:
    inquiries = asked_of(todo, member)
    ask(*inquiries)
    return [item.subject for item in told_of(inquiries) if item.kind == "closing"]


def test_reports_that_have_not_come_are_noted_as_not_needed(commitment, manager):
    with clock.frozen(DURING):
        open_reports(commitment)
        left = close_followup(commitment, reason="Avtalet sades upp.", by=manager)

    assert left == commitment.reports.count() > 0
    assert set(commitment.reports.values_list("state", flat=True)) == {ReportState.SKIPPED}
    assert fresh(commitment).state == CommitmentState.CLOSED


def test_what_the_supplier_has_sent_is_answered_first(commitment, manager):
    with clock.frozen(DURING):
        report, *_rest = open_reports(commitment)
        submit(report, attested_by="Hanna HR", by=manager)
        with pytest.raises(RuleBroken, match="Granska rapporten för"):
            close_followup(commitment, reason="Klart.", by=manager)

    assert fresh(commitment).state == CommitmentState.RUNNING


def test_a_returned_report_does_not_keep_the_follow_up_open(commitment, manager):
    with clock.frozen(DURING):
        report, *_rest = open_reports(commitment)
        submit(report, attested_by="Hanna HR", by=manager)
        report.return_(reason="En grad saknas.", by=manager)
        close_followup(commitment, reason="Bolaget har gått i konkurs.", by=manager)

    assert fresh(report).state == ReportState.SKIPPED


def test_nobody_is_asked_after_the_closing_and_again_after_the_opening(commitment, manager):
    with clock.frozen(DURING):
        close_followup(commitment, reason="Klart.", by=manager)
    with clock.frozen(DURING + dt.timedelta(days=200)):
        open_due_reports()
        assert not commitment.reports.exists()
        reopen_followup(commitment, reason="Förlängt avtal.", by=manager)
        open_due_reports()
        assert commitment.reports.exists()


@pytest.mark.parametrize("state", [CaseState.MANAGE, CaseState.IMPLEMENT])
def test_the_case_is_closed_with_its_last_commitment_and_opened_with_it(commitment, manager, state):
    case = case_of(commitment, state=state)
    with clock.frozen(DURING):
        close_followup(commitment, reason="Klart.", by=manager)
        closed = fresh(case).state
        reopen_followup(commitment, reason="Förlängt avtal.", by=manager)

    assert closed == (CaseState.CLOSED if state == CaseState.MANAGE else state)
    assert fresh(case).state == state


def test_a_case_with_another_running_commitment_stays_open(commitment, manager):
    case = case_of(commitment)
    CommitmentFactory(contract=commitment.contract, authority=commitment.authority).begin(by=manager)
    with clock.frozen(DURING):
        close_followup(commitment, reason="Klart.", by=manager)

    assert fresh(case).state == CaseState.MANAGE


@pytest.mark.parametrize(("days", "waits"), [(-1, False), (0, True)])
def test_an_ended_contract_waits_to_be_closed(commitment, manager, days, waits):
    with clock.frozen(after(commitment) + dt.timedelta(days=days)):
        assert bool(waiting_closings(manager)) is waits


def test_not_while_a_report_is_missing(commitment, manager):
    with clock.frozen(after(commitment)):
        open_reports(commitment)
        assert waiting_closings(manager) == []


def test_the_supplier_is_not_heard_about_a_closed_contract(client, commitment, manager):
    supplier = MembershipFactory(
        roles=[Role.SUPPLIER_REPRESENTATIVE], organisation=commitment.contract.supplier
    )
    with clock.frozen(DURING):
        request = ask_for_statement(
            commitment,
            about=Shortcoming.FIRST_START,
            text="Ingen har börjat.",
            due_on=DURING + dt.timedelta(days=14),
            by=manager,
        )
        assert why_not_answer(fresh(commitment), supplier) is None
        close_followup(commitment, reason="Klart.", by=manager)
        assert "avslutad" in why_not_answer(fresh(commitment), supplier)
        assert not is_awaited(fresh(request), OutgoingMail())
        ContactPerson.add(commitment, side="supplier", name="Hanna HR", email="hr@example.org", by=manager)
        link = PartyLink.open_with("nyckel", commitment=commitment, email="hr@example.org", request=request)
        by_link = client.post(reverse("followup:party_statement", args=["nyckel"]), {"text": "Vi hann inte."})
        with pytest.raises(RuleBroken, match="avslutad"):
            give_statement(commitment, text="Vi hann inte.", told_by="", by=link.visitor, link=link)

    assert by_link.status_code == 302
    assert commitment.hearing_steps.count() == 1


def post(client, member, name: str, commitment: Commitment, **data):
    client.force_login(member.user)
    return client.post(reverse(f"followup:{name}", args=[commitment.pk]), data)


def test_before_the_end_the_next_reader_is_told_why(client, commitment, manager):
    with clock.frozen(DURING):
        refused = post(client, manager, "closing", commitment, reason="")
        closed = post(client, manager, "closing", commitment, reason="Avtalet sades upp.")
        page = client.get(commitment.get_absolute_url()).content.decode()

    assert (refused.status_code, closed.status_code) == (422, 302)
    assert "Avtalet har inte löpt ut" in refused.content.decode()
    assert "Avtalet sades upp." in page
    assert reverse("followup:reopening", args=[commitment.pk]) in page


def test_after_the_end_no_reason_is_asked_for(client, commitment, manager):
    with clock.frozen(after(commitment)):
        assert post(client, manager, "closing", commitment, reason="").status_code == 302


@pytest.mark.parametrize("role", [Role.DECISION_MAKER, Role.COORDINATOR])
def test_others_are_refused(client, commitment, role):
    with clock.frozen(DURING):
        assert post(client, at(commitment, role), "closing", commitment).status_code == 403


def test_what_is_closed_is_not_closed_again(client, commitment, manager):
    with clock.frozen(DURING):
        close_followup(commitment, reason="Klart.", by=manager)
        assert post(client, manager, "closing", commitment, reason="Igen.").status_code == 403
        assert post(client, manager, "reopening", commitment, reason=" ").status_code == 422
        assert post(client, manager, "reopening", commitment, reason="Förlängt.").status_code == 302


@pytest.mark.parametrize(
    ("day", "is_section"),
    [
        (STARTS, False),
        (dt.date(2029, 9, 30), False),
        (dt.date(2029, 10, 1), True),  # within three months of its last day, 31 December 2029
        (dt.date(2030, 1, 15), True),
    ],
)
def test_the_end_has_a_section_of_its_own_when_it_nears(commitment, manager, as_member, day, is_section):
    with clock.frozen(day):
        page = as_member(manager).get(commitment.get_absolute_url()).content.decode()

    way = reverse("followup:closing", args=[commitment.pk])
    assert ("Avslut av uppföljningen" in page) is is_section
    assert page.count(f'href="{way}"') == 1
    assert (page.index(way) < page.index('id="reports"')) is is_section


@pytest.mark.parametrize("nears", [True, False])
def test_no_link_leads_to_the_closing_while_a_report_waits_for_review(commitment, manager, as_member, nears):
    with clock.frozen(DURING):
        report, *_rest = open_reports(commitment)
        submit(report, attested_by="Hanna HR", by=manager)
    with clock.frozen(commitment.contract.ends_on if nears else DURING):
        page = as_member(manager).get(commitment.get_absolute_url()).content.decode()

    assert reverse("followup:closing", args=[commitment.pk]) not in page
    assert ("Avslut av uppföljningen" in page) is nears
    assert ("Granska rapporten för" in page) is nears
