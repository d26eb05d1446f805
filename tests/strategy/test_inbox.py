"""What waits, what is reminded of, what is found."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.delivery import letter_of
from core.models import OutgoingMail
from core.reminders import preview_run
from organisations.permissions import Permission, Role
from strategy.deciding import attach_minutes
from strategy.inbox import things_to_do
from strategy.navigation import find
from strategy.reminders import DECISION_WAITING
from tests.inquiries import told_by
from tests.organisations.factories import MembershipFactory
from tests.strategy.factories import DecisionFactory, OfficialFactory, head_of, made

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def todo(member):
    return [(item.action, item.is_mine, item.waiting_for) for item in told_by(things_to_do, member)]


@pytest.fixture
def decision():
    return DecisionFactory()


def send(decision, day=None):
    decision.send_to_body(body="Kommunstyrelsen", meeting_on=day or clock.today(), by=decision.prepared_by)


def test_a_draft_waits_for_the_one_who_writes_it(decision):
    other = OfficialFactory(organisation=decision.organisation, authority=decision.authority)

    assert todo(decision.prepared_by) == [("Skriv klart utkastet och skicka det vidare", True, "")]
    assert todo(other) == []


def test_before_the_meeting_the_committee_is_waited_for(decision):
    send(decision, clock.today() + 30 * DAY)

    (item,) = told_by(things_to_do, decision.prepared_by)
    assert (item.is_mine, item.waiting_for, item.due_on) == (
        False,
        "Kommunstyrelsen",
        clock.today() + 30 * DAY,
    )


def test_from_the_day_of_the_meeting_the_decision_is_to_be_registered(decision):
    send(decision)

    (item,) = told_by(things_to_do, decision.prepared_by)
    assert (item.action, item.is_mine) == ("Registrera nämndens beslut", True)
    assert item.url == reverse("strategy:body_decision", args=[decision.pk])


def test_the_one_who_is_asked_decides(decision):
    head = head_of(decision)
    decision.ask_delegate(delegate=head, by=decision.prepared_by)

    assert todo(head) == [("Fatta beslut på delegation", True, "")]
    assert todo(decision.prepared_by) == [("Fatta beslut på delegation", False, str(head))]


def test_what_is_made_waits_for_its_minutes_alone(decision, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    made(decision)
    colleague = OfficialFactory(organisation=decision.organisation, authority=decision.authority)

    assert todo(decision.prepared_by) == [("Lägg till protokollsutdraget", True, "")]
    assert todo(colleague) == []

    attach_minutes(decision, minutes=b"%PDF-1.7\n%%EOF\n", by=colleague)
    assert todo(decision.prepared_by) == []


def test_a_delegated_decision_and_one_that_has_ended_have_no_minutes_to_add(decision):
    decision.decide_on_delegation(by=head_of(decision), original_kept="Arkivet")
    ended = made(DecisionFactory(prepared_by=decision.prepared_by))
    type(ended).objects.filter(pk=ended.pk).update(state="ended")

    assert todo(decision.prepared_by) == []


def test_the_registrar_reports_what_was_decided_on_delegation(decision):
    decision.decide_on_delegation(by=head_of(decision), original_kept="Arkivet")
    registrar = MembershipFactory(
        organisation=decision.organisation, authority=decision.authority, roles=[Role.REGISTRAR]
    )

    (item,) = told_by(things_to_do, registrar)
    assert (item.action, item.subject) == ("Anmäl till nämnden", "1 delegationsbeslut")


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_inbox_asks_few_questions(decision, item_count, django_assert_num_queries):
    DecisionFactory.create_batch(item_count - 1, prepared_by=decision.prepared_by)
    decision.prepared_by.authority_ids_with(Permission.STRATEGY_SEE)

    with django_assert_num_queries(1):
        assert len(told_by(things_to_do, decision.prepared_by)) == item_count


def plans(day):
    return [
        (plan.due.subject, plan.offset, list(plan.recipients))
        for plan in preview_run(day)
        if plan.kind is DECISION_WAITING
    ]


def test_after_the_meeting_the_preparer_is_reminded_then_colleagues(decision):
    official = decision.prepared_by
    colleague = OfficialFactory(organisation=decision.organisation, authority=decision.authority)
    send(decision)

    assert plans(clock.today()) == []
    assert plans(clock.today() + DAY) == [(decision, 1, [official])]
    assert plans(clock.today() + 14 * DAY) == [(decision, 14, [official, colleague])]


def test_whoever_sent_it_to_the_meeting_is_reminded_and_asks_the_preparer(decision):
    colleague = OfficialFactory(organisation=decision.organisation, authority=decision.authority)
    decision.send_to_body(body="Kommunstyrelsen", meeting_on=clock.today(), by=colleague)

    assert plans(clock.today() + DAY) == [(decision, 1, [colleague])]
    contacts = [
        letter_of(
            DECISION_WAITING.mail, OutgoingMail(to_member=who, subject=decision), name=who.user.name
        ).contact.name
        for who in (colleague, decision.prepared_by)
    ]
    assert contacts == [decision.prepared_by.user.name, decision.authority.name]


def test_the_one_who_is_asked_is_reminded(decision):
    head = head_of(decision)
    decision.ask_delegate(delegate=head, by=decision.prepared_by)

    assert plans(clock.today() + 7 * DAY) == [(decision, 7, [head])]


def test_nobody_is_reminded_of_what_is_settled_or_switched_off(decision):
    send(decision)
    decision.organisation.parts = []
    decision.organisation.save()
    assert plans(clock.today() + 7 * DAY) == []

    decision.organisation.parts = ["strategy"]
    decision.organisation.save()
    decision.send_back(reason="Återremiss", by=decision.prepared_by)
    assert plans(clock.today() + 7 * DAY) == []


def test_a_decision_is_found_by_title_and_number_inside_the_organisation(decision):
    decision.diary_number = "KS 2026/0412"
    decision.save()

    assert [hit.title for hit in find(decision.prepared_by, "2026/0412")] == [decision.title]
    assert [hit.title for hit in find(decision.prepared_by, decision.title[:12])] == [decision.title]
    assert list(find(OfficialFactory(), "2026/0412")) == []
