"""The reminder that a committee's decision is not filled in: to the official who typed the matter in."""

import datetime as dt

import pytest
from django.core import mail as outbox
from django.urls import reverse

from core import clock
from core.delivery import send
from core.models import Reminder
from core.reminders import is_still_open, preview_run, queue_due_reminders
from organisations.permissions import Role
from procurements.models import GoDecision
from procurements.states import CaseState
from tests.procurements.factories import CaseFactory, member_of, procurer_of

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
MEETING = dt.date(2026, 12, 1)
KEY = "procurements.body_decision"


@pytest.fixture(autouse=True)
def monday():
    with clock.frozen(MONDAY):
        yield


@pytest.fixture
def case():
    case = CaseFactory(
        title="Drift av parker", state=CaseState.ANALYSE, authority__contact_name="Nämndsekreteraren"
    )
    case.handler = procurer_of(case)
    case.save()
    return case


@pytest.fixture
def colleague(case):
    return member_of(case, Role.PROCURER, user__name="Bo Kollega")


@pytest.fixture
def go(case, colleague):
    """Sent to the committee by a colleague of the one who runs the case and prepared it."""
    go = GoDecision.open_for(case, proposal="go", by=case.handler)
    go.send_to_body(body="Servicenämnden", meeting_on=MEETING, by=colleague)
    return go


def after(days: int) -> dt.date:
    return MEETING + dt.timedelta(days=days)


def due(day: dt.date) -> list:
    with clock.frozen(day):
        return [plan.recipients for plan in preview_run(day) if plan.kind.key == KEY]


def test_whoever_sent_it_is_told_after_the_meeting_then_the_colleagues(case, go, colleague):
    assert due(MEETING) == []
    assert due(after(1)) == due(after(7)) == [(colleague,)]
    assert due(after(14)) == due(after(28)) == [(case.handler,)]


def test_the_case_is_told_to_its_handler_where_the_sender_has_left(case, go, colleague):
    colleague.valid_until = MEETING
    colleague.save()

    assert due(after(1)) == [(case.handler,)]


def test_the_mail_leads_to_the_form_and_names_whom_to_ask(case, go, colleague, as_member):
    with clock.frozen(after(1)):
        assert queue_due_reminders() == 1
        assert queue_due_reminders() == 0
    reminder = Reminder.objects.get()
    with clock.frozen(after(2)):
        send(reminder.mails.get().pk)
    body, path = outbox.outbox[0].body, reverse("procurements:body_decision", args=[case.pk])

    assert outbox.outbox[0].to == [colleague.user.email]
    assert "Servicenämnden" in body
    assert path in body
    assert case.handler.user.name in body
    assert as_member(colleague).get(path).status_code == 200


def test_a_handler_who_is_reminded_herself_is_told_to_ask_the_authority(case):
    go = GoDecision.open_for(case, proposal="go", by=case.handler)
    go.send_to_body(body="Servicenämnden", meeting_on=MEETING, by=case.handler)
    with clock.frozen(after(1)):
        queue_due_reminders()
    with clock.frozen(after(2)):
        send(Reminder.objects.get().mails.get().pk)

    assert "Nämndsekreteraren" in outbox.outbox[0].body


def fill_in(go, by):
    day = {"decided_on": MEETING, "body": "Servicenämnden", "paragraph": "12"}
    go.record_body_decision(outcome="go", by=by, **day)


SETTLED = {
    "filled in": fill_in,
    "moved": lambda go, by: go.postpone(body="Servicenämnden", meeting_on=after(28), by=by),
    "returned": lambda go, by: go.send_back(reason="Ny omfattning", by=by),
    "cancelled": lambda go, by: go.procurement.cancel(reason="Behovet föll bort.", by=by),
}


@pytest.mark.parametrize("settle", SETTLED.values(), ids=SETTLED)
def test_nothing_is_sent_for_what_was_settled_in_between(case, go, colleague, settle):
    with clock.frozen(after(1)):
        queue_due_reminders()
        reminder = Reminder.objects.get()
        assert is_still_open(reminder)
        settle(go, colleague)
        reminder = Reminder.objects.get()
        assert not is_still_open(reminder)
    with clock.frozen(after(2)):
        send(reminder.mails.get().pk)

    assert outbox.outbox == []
    assert due(after(7)) == []


def test_nobody_is_sent_to_pages_that_are_switched_off(case, go):
    organisation = case.authority.organisation
    organisation.parts = []
    organisation.save()

    assert due(after(1)) == []


def test_a_moved_meeting_is_reminded_of_anew(case, go, colleague):
    with clock.frozen(after(1)):
        queue_due_reminders()
        go.postpone(body="Servicenämnden", meeting_on=after(14), by=colleague)

    assert due(after(14)) == []
    assert due(after(15)) == [(colleague,)]
