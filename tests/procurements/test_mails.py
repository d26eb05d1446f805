"""Reminders: when they are due, to whom, and that nothing is sent for what is settled."""

import datetime as dt

import pytest

from core import clock
from core.letters import preview
from core.mail import mail_kinds
from core.models import Reminder
from core.reminders import preview_run, reminder_kinds
from organisations.permissions import Role
from procurements.actions import drafting, going_on
from procurements.actions.signing import Signed, sign_contract
from procurements.mails import case_letter
from procurements.models import Assessment
from procurements.states import AwardState, CaseState, RequirementState
from strategy.choices import Delegable
from tests.procurements.factories import AwardFactory, CaseFactory, RequirementFactory, member_of, procurer_of
from tests.strategy.factories import DelegationItemFactory

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def monday():
    with clock.frozen(MONDAY):
        yield


@pytest.fixture
def case():
    case = CaseFactory(state=CaseState.PROCURE)
    case.handler = procurer_of(case)
    case.save()
    return case


def planned(key: str, day: dt.date) -> list:
    return [plan for plan in preview_run(day) if plan.kind.key == f"procurements.{key}"]


@pytest.mark.parametrize(("diary", "words"), [("", "Tvätt"), ("TN 2026/7", "Tvätt (TN 2026/7)")])
def test_a_case_without_a_diary_number_has_no_empty_brackets(case, diary, words):
    case.title, case.diary_number = "Tvätt", diary

    assert case_letter(case, "procurements:case", "Se").values["case"] == words


def test_an_approval_that_waits_is_reminded_of_and_then_told_to_the_handler(case):
    ines = member_of(case, Role.DECISION_MAKER)
    requirement = RequirementFactory(case=case, member=case.handler)
    drafting.submit(requirement, approver=ines, by=case.handler)
    today = clock.today()
    assert not planned("approval_waiting", today)
    first = planned("approval_waiting", today + dt.timedelta(days=4))
    assert [plan.recipients for plan in first] == [(ines,)]
    last = planned("approval_waiting", today + dt.timedelta(days=21))
    assert [plan.recipients for plan in last] == [(case.handler,)]
    drafting.approve(requirement, by=ines)
    assert not planned("approval_waiting", today + dt.timedelta(days=21))


def test_a_decision_that_waits_is_reminded_of(case):
    DelegationItemFactory(authority=case.authority, what=Delegable.GO, function="Inköpschef")
    ines = member_of(case, Role.DECISION_MAKER, title="Inköpschef")
    Assessment.write(case, by=case.handler, proposal="go", kind="dialogue")
    go = going_on.ask_delegate(case, delegate=ines, by=case.handler)
    later = clock.today() + dt.timedelta(days=7)
    assert [plan.recipients for plan in planned("decision_waiting", later)] == [(ines,)]
    kind = reminder_kinds["procurements.decision_waiting"]
    assert kind.still_open(go, Reminder())
    go.send_back(reason="Nej", by=ines)
    assert not kind.still_open(go, Reminder())


def test_the_handler_is_told_when_the_standstill_has_run_out(case):
    AwardFactory(
        case=case,
        state=AwardState.NOTIFIED,
        decided_on=clock.today(),
        notified_on=clock.today(),
        is_electronic=True,
    )
    assert not planned("can_sign", dt.date(2026, 12, 3))
    assert [plan.recipients for plan in planned("can_sign", dt.date(2026, 12, 4))] == [(case.handler,)]


def test_a_start_meeting_that_is_not_held_is_reminded_of(case):
    RequirementFactory(case=case, member=case.handler, state=RequirementState.LOCKED)
    award = AwardFactory(
        case=case, state=AwardState.NOTIFIED, notified_on=dt.date(2026, 11, 2), is_electronic=True
    )
    signed = Signed(signed_on=clock.today(), starts_on=clock.today(), ends_on=dt.date(2030, 1, 1))
    meeting = sign_contract(award, signed, by=case.handler).start_meeting
    assert [plan.due.subject for plan in planned("start_meeting", meeting.due_on)] == [meeting]
    meeting.hold(held_on=clock.today(), participants="Alla", notes="Plan", by=case.handler)
    assert not planned("start_meeting", meeting.due_on)


@pytest.mark.parametrize("key", ["decision_wanted", "approval_wanted", "can_sign", "start_meeting"])
def test_every_mail_reads_well(key):
    text = preview(mail_kinds[f"procurements.{key}"], language="sv").text
    assert "Drift och skötsel" in text
    assert "UNDEFINED" not in text
