"""Which reminders were sent: seen on contract and case, in the whole organisation, and sent again."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.models import OutgoingMail, Reminder
from core.reminders import Due, reminder_kinds, resend
from core.states import DropReason
from followup.models import HearingStep
from followup.reminder_log import EVERY
from matching.models import CandidateRequest
from organisations.permissions import Role
from procurements.models import Award, Commitment, EntryCheck, GoDecision, Requirement, StartMeeting
from strategy.models import LeadershipDecision
from suppliers.actions.schedule import open_reports
from suppliers.mails import REPORT_DUE
from suppliers.models import Report
from tests.followup.conftest import at, list_url
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CommitmentFactory

LOG = "/paminnelser/"
REPORTER = "rut.rapportor@example.org"


# What each kind of reminder is about. A new kind is written here, and its way to the contract or the case in
# `followup.reminder_log`, or its reminders would be in no list.
SUBJECTS = {
    "suppliers.report_due": Report,
    "suppliers.correction_due": Report,
    "followup.first_start": Commitment,
    "followup.dialogue": Commitment,
    "followup.statement": HearingStep,
    "followup.hearing_decision": HearingStep,
    "matching.request_unanswered": CandidateRequest,
    "procurements.decision_waiting": GoDecision,
    "procurements.body_decision": GoDecision,
    "procurements.consent_waiting": EntryCheck,
    "procurements.approval_waiting": Requirement,
    "procurements.can_sign": Award,
    "procurements.start_meeting": StartMeeting,
    "strategy.decision_waiting": LeadershipDecision,
}


def test_every_kind_of_reminder_is_in_a_list():
    assert {kind.key for kind in reminder_kinds} == set(SUBJECTS)
    assert set(SUBJECTS.values()) == set(EVERY)


@pytest.fixture
def administrator(commitment):
    return at(commitment, Role.ADMINISTRATOR)


@pytest.fixture
def report(commitment):
    commitment.contacts.create(side="supplier", name="Rut Rapportör", email=REPORTER, reports=True)
    return open_reports(commitment)[0]


@pytest.fixture
def mail(report, manager) -> OutgoingMail:
    [mail] = resend(REPORT_DUE, Due(report, report.due_on), by=manager)
    return mail


@pytest.fixture
def failed(mail) -> OutgoingMail:
    mail.record_failure("SMTPRecipientsRefused 550", is_final=True)
    return mail


def page(commitment) -> str:
    return list_url("reminder", commitment)


def again(mail, name: str = "reminder_resending") -> str:
    return reverse(f"followup:{name}", args=[mail.pk])


def test_the_contract_says_who_was_last_reminded_and_leads_to_all(commitment, manager, mail, as_member):
    client = as_member(manager)
    html = client.get(commitment.get_absolute_url()).content.decode()
    assert "Senaste påminnelse" in html
    assert "Rut Rapportör" in html
    assert page(commitment) in html

    told = client.get(page(commitment)).content.decode()
    assert "Rut Rapportör" in told
    assert "Väntar på att skickas" in told


def test_nothing_is_said_where_nobody_was_reminded(commitment, manager, as_member):
    client = as_member(manager)

    assert "Senaste påminnelse" not in client.get(commitment.get_absolute_url()).content.decode()
    assert "Ingen har fått någon påminnelse" in client.get(page(commitment)).content.decode()


def test_the_button_for_a_report_is_in_the_ledger_and_not_pressed_twice(
    commitment, report, manager, as_member
):
    client, url = as_member(manager), reverse("suppliers:report_request", args=[commitment.pk])

    client.post(url)
    again = client.post(url, follow=True).content.decode()

    assert Reminder.objects.get().is_by_hand
    assert "En påminnelse skickades" in again


def test_the_supplier_reads_only_what_was_sent_to_its_own_side(
    commitment, report, manager, supplier, mail, as_member
):
    row = Reminder.objects.get()
    to_buyer = OutgoingMail.objects.get()
    to_buyer.pk, to_buyer.to_email, to_buyer.to_member, to_buyer.reminder = None, "", manager, row
    to_buyer._state.adding = True
    to_buyer.save()

    html = as_member(supplier).get(page(commitment)).content.decode()

    assert "Rut Rapportör" in html
    assert str(manager) not in html
    assert str(manager) in as_member(manager).get(page(commitment)).content.decode()


def test_what_was_stopped_says_why(commitment, manager, mail, as_member):
    mail.drop(DropReason.SETTLED)

    assert "Inte skickat" in as_member(manager).get(page(commitment)).content.decode()


@pytest.mark.parametrize("who", ["manager", "administrator"])
def test_what_failed_is_sent_again(commitment, failed, who, request, as_member):
    client = as_member(request.getfixturevalue(who))
    seen, name = (
        (page(commitment), "reminder_resending") if who == "manager" else (LOG, "reminder_log_resending")
    )
    assert again(failed, name) in client.get(seen).content.decode()

    answer = client.post(again(failed, name))

    failed.refresh_from_db()
    assert (answer.status_code, answer.url, failed.state) == (302, seen, "queued")


def test_it_goes_to_the_contact_there_is_now(commitment, failed, manager, as_member):
    commitment.contacts.filter(email=REPORTER).update(email="ratt@example.org")
    with clock.frozen(clock.now() + dt.timedelta(minutes=6)):
        as_member(manager).post(again(failed))

    assert [row.to_email for row in OutgoingMail.objects.filter(state="queued")] == ["ratt@example.org"]
    assert again(failed) not in as_member(manager).get(page(commitment)).content.decode()


def test_it_is_not_sent_again_when_the_report_has_come(commitment, report, failed, manager, as_member):
    type(report).objects.filter(pk=report.pk).update(state="skipped")

    told = as_member(manager).post(again(failed), follow=True).content.decode()

    failed.refresh_from_db()
    assert failed.state == "failed"
    assert "redan klart" in told


def test_others_do_not_send_it_again(commitment, failed, mail, supplier, as_member):
    reader = at(commitment, Role.PROCURER)
    foreign = MembershipFactory(roles=[Role.ADMINISTRATOR])

    assert as_member(supplier).post(again(failed)).status_code == 403
    assert as_member(foreign).post(again(failed, "reminder_log_resending")).status_code == 404
    assert as_member(reader).post(again(failed)).status_code == 302
    assert as_member(reader).post(again(failed)).status_code == 403  # it waits by now


def test_the_administrator_sees_that_mail_fails_but_not_whom_it_went_to(
    commitment, failed, administrator, as_member
):
    html = as_member(administrator).get(LOG).content.decode()

    assert "Adress hos example.org" in html
    assert REPORTER not in html
    assert "Rut Rapportör" not in html
    assert commitment.title not in html


def test_the_list_is_filtered_and_exported(failed, administrator, as_member):
    client = as_member(administrator)

    assert "Adress hos" in client.get(LOG, {"state": "failed"}).content.decode()
    assert "Adress hos" not in client.get(LOG, {"state": "sent"}).content.decode()
    assert "Adress hos" not in client.get(LOG, {"last": "2020-01-01"}).content.decode()
    table = client.get(LOG, {"format": "csv"}).content.decode("utf-8-sig")
    assert "SMTPRecipientsRefused 550" in table


def test_another_organisation_is_not_in_the_list(failed, as_member):
    other = MembershipFactory(roles=[Role.ADMINISTRATOR])

    assert "Adress hos" not in as_member(other).get(LOG).content.decode()
    assert as_member(at(CommitmentFactory(), Role.CONTRACT_MANAGER)).get(LOG).status_code == 403
