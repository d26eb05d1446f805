"""Days that near under a contract: whom they are told to, and when they are no longer told."""

import datetime as dt

import pytest

from core import clock
from core.actors import SystemJob
from core.models import OutgoingMail, Reminder
from core.reminders import is_still_open, preview_run, queue_due_reminders, reminder_kinds
from followup.actions.dialogue import record_dialogue
from followup.actions.following import record_step
from followup.mails import FIRST_START
from followup.models import PartyLink
from matching.models import CandidateRequest
from organisations.permissions import Role
from procurements.choices import RequirementKind
from procurements.models import Commitment, ContactPerson
from procurements.states import CommitmentState
from tests.followup.conftest import at
from tests.matching.factories import officer_for, placement_in
from tests.procurements.factories import CommitmentFactory

BY = SystemJob("test")
BY_DAY = dt.date(2026, 7, 1)  # six months after the first of January
A_YEAR_LATER = dt.date(2027, 7, 1)


def days(count: int) -> dt.timedelta:
    return dt.timedelta(days=count)


@pytest.fixture(autouse=True)
def new_year():
    """Everybody is in office before the days that are asked about."""
    with clock.frozen(dt.date(2026, 1, 1)):
        yield


@pytest.fixture
def reporter(commitment) -> str:
    person = ContactPerson.objects.create(
        commitment=commitment, side="supplier", name="Hanna HR", email="hr@example.org", reports=True
    )
    return person.email


def told(kind: str, day: dt.date) -> list[tuple]:
    """To whom a run on the day would write about this kind."""
    with clock.frozen(day):
        return [plan.recipients for plan in preview_run(day) if plan.kind.key == f"followup.{kind}"]


@pytest.mark.parametrize(
    ("before", "is_told"),
    [(61, False), (60, True), (30, True), (7, True), (0, True), (-1, True), (-61, False)],
)
def test_the_supplier_is_told_that_the_first_start_nears(commitment, reporter, before, is_told):
    assert told("first_start", BY_DAY - days(before)) == ([(reporter,)] if is_told else [])


def test_a_reserved_contract_without_volume_has_no_first_start_to_be_reminded_of(commitment, reporter):
    Commitment.objects.filter(pk=commitment.pk).update(kind="reserved", full_time_months=None)
    assert [told("first_start", BY_DAY + days(offset)) for offset in (-60, -30, 0, 1, 14)] == [[]] * 5


def test_after_the_cap_colleagues_of_the_authority_are_told(commitment, reporter, manager):
    assert told("first_start", BY_DAY + days(14)) == [(manager,)]


def test_it_is_the_officers_turn_while_a_request_is_unanswered(commitment, reporter):
    officer = officer_for(commitment)
    with clock.frozen(BY_DAY - days(20)):
        request = CandidateRequest.ask(
            commitment=commitment, authority=commitment.authority, wanted=1, by=officer
        )
    assert told("first_start", BY_DAY - days(7)) == [(officer,)]

    mail = OutgoingMail(to_member=officer, subject=commitment)
    assert FIRST_START.context(commitment, mail).path == request.get_absolute_url()
    with clock.frozen(BY_DAY - days(8)):
        request.reply(answer="none_available", answered_on=BY_DAY - days(8), by=officer)
    assert told("first_start", BY_DAY - days(7)) == [(reporter,)]


@pytest.mark.parametrize(
    "settled",
    [
        lambda row: placement_in(row, starts_on=BY_DAY),
        lambda row: placement_in(row, starts_on=A_YEAR_LATER, offered_on=BY_DAY - days(30)),
        lambda row: record_step(row, "relief", on=BY_DAY - days(10), reason="Ingen kandidat", by=BY),
        lambda row: row.close(by=BY),
    ],
)
def test_nothing_is_sent_once_somebody_has_started_or_the_duty_is_gone(commitment, reporter, settled):
    with clock.frozen(BY_DAY - days(8)):
        assert queue_due_reminders() == 1
        reminder = Reminder.objects.get()
        assert is_still_open(reminder)
        settled(commitment)

    with clock.frozen(BY_DAY):
        assert not is_still_open(Reminder.objects.get(pk=reminder.pk))
    assert told("first_start", BY_DAY + days(1)) == []


def test_the_mail_leads_a_supplier_without_an_account_to_its_contract(commitment, reporter, client):
    with clock.frozen(BY_DAY - days(7)):
        queue_due_reminders()
        mail = OutgoingMail.objects.get()
        page = client.get(FIRST_START.context(mail.subject, mail).path)

        assert PartyLink.objects.get().email == reporter
        assert "Senast första start" in page.content.decode()


@pytest.fixture
def dialogue(db, files):
    return CommitmentFactory(kind=RequirementKind.DIALOGUE, full_time_months=None, authority__name="Nämnden")


def test_whoever_calls_is_told_of_the_dialogue(dialogue):
    manager = at(dialogue, Role.CONTRACT_MANAGER)
    last_day = dt.date(2026, 2, 1)
    assert told("dialogue", last_day - days(15)) == []
    assert told("dialogue", last_day - days(14)) == [(manager,)]
    assert told("first_start", last_day) == []


def test_a_dialogue_that_was_moved_is_told_of_on_its_new_day(dialogue):
    ContactPerson.objects.create(
        commitment=dialogue, side="supplier", name="Hanna HR", email="hr@example.org", reports=True
    )
    type(dialogue).objects.update(dialogue_called_by="supplier")
    first, moved = dt.date(2026, 2, 1), dt.date(2026, 3, 1)
    with clock.frozen(first - days(3)):
        queue_due_reminders()
        record_dialogue(
            dialogue, held_on=first - days(3), result="postponed", outcome="Sjukdom.", next_on=moved, by=BY
        )
        assert not is_still_open(Reminder.objects.get())

    assert told("dialogue", first) == []
    assert told("dialogue", moved - days(3)) == [("hr@example.org",)]


def test_every_kind_that_the_work_order_names_is_there():
    """Decision waiting (of leadership, in a case), start meeting, first start, report due and late."""
    wanted = {
        "strategy.decision_waiting",
        "procurements.decision_waiting",
        "procurements.start_meeting",
        "followup.first_start",
        "suppliers.report_due",
    }
    kinds = {kind.key: kind for kind in reminder_kinds}
    assert wanted <= kinds.keys()
    for key in ("suppliers.report_due", "procurements.start_meeting"):
        offsets = kinds[key].offsets
        assert min(offsets) < 0 in offsets, f"{key}: before the day, and on it"
        assert max(offsets) > 0
        assert kinds[key].cap < len(offsets), f"{key}: the last goes to colleagues"


def test_a_closed_commitment_has_nothing_to_remind_of(commitment, reporter):
    commitment.close(by=BY)

    assert commitment.state == CommitmentState.CLOSED
    assert told("first_start", BY_DAY) == []
