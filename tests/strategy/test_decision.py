"""The machine of the leadership decision."""

import datetime as dt
from itertools import product

import pytest
from django.db import DatabaseError, transaction

from core import clock
from core.rules import RuleBroken
from organisations.models import Part
from organisations.permissions import Role
from strategy.models import LeadershipDecision
from strategy.states import DECISION_TRANSITIONS, DecisionState
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.strategy.factories import DecisionFactory, head_of, made

S = DecisionState
PAPER = "Närarkivet"


def put_in(state: str) -> LeadershipDecision:
    """A decision brought to the state through its verbs."""
    decision = DecisionFactory()
    official = decision.prepared_by
    head = head_of(decision)
    steps = {
        S.DRAFT: lambda: None,
        S.WAITING_FOR_BODY: lambda: decision.send_to_body(body="KS", meeting_on=clock.today(), by=official),
        S.WAITING_FOR_DELEGATE: lambda: decision.ask_delegate(delegate=head, by=official),
        S.RETURNED: lambda: (
            decision.send_to_body(body="KS", meeting_on=clock.today(), by=official),
            decision.send_back(reason="Återremiss", by=official),
        ),
        S.DECIDED: lambda: made(decision),
        S.SUPERSEDED: lambda: (
            made(decision),
            made(DecisionFactory(prepared_by=official, supersedes=decision)),
        ),
        S.ENDED: lambda: (made(decision), decision.end(last_day=clock.today(), reason="Klart", by=head)),
        S.WITHDRAWN: lambda: decision.withdraw(reason="Dubblett", by=official),
    }
    steps[state]()
    decision.refresh_from_db()
    decision.head = head
    return decision


def verbs(decision: LeadershipDecision):
    """What can lead to each state."""
    official, today = decision.prepared_by, clock.today()
    return {
        S.DRAFT: None,
        S.WAITING_FOR_BODY: lambda: decision.send_to_body(body="KS", meeting_on=today, by=official),
        S.WAITING_FOR_DELEGATE: lambda: decision.ask_delegate(delegate=decision.head, by=official),
        S.RETURNED: lambda: decision.send_back(reason="Nej", by=official),
        S.DECIDED: lambda: (
            decision.record_body_decision(body="KS", decided_on=today, paragraph="1", by=official)
            if decision.state == S.WAITING_FOR_BODY
            else decision.decide_on_delegation(by=decision.head, original_kept=PAPER)
        ),
        S.SUPERSEDED: lambda: made(DecisionFactory(prepared_by=official, supersedes=decision)),
        S.ENDED: lambda: decision.end(last_day=today, reason="Klart", by=official),
        S.WITHDRAWN: lambda: decision.withdraw(reason="Nej", by=official),
    }


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "target"), list(product(S, S)), ids=str)
def test_every_state_to_every_state(state, target):
    decision = put_in(state)
    verb = verbs(decision)[target]
    if verb is None:
        return
    steps = decision.status_changes.count()

    if target in DECISION_TRANSITIONS[state]:
        verb()
        decision.refresh_from_db()
        assert decision.state == target
        assert decision.status_changes.count() == steps + 1
        return
    if target == S.SUPERSEDED and state == S.ENDED:
        verb()  # an ended decision has nothing left to give way with: its successor is made all the same
    else:
        with pytest.raises(RuleBroken):
            verb()
    decision.refresh_from_db()
    assert decision.state == state
    assert decision.status_changes.count() == steps


@pytest.mark.django_db
def test_a_meeting_that_has_passed_cannot_be_waited_for():
    decision = DecisionFactory()

    with pytest.raises(RuleBroken, match="inte har hållits"):
        decision.send_to_body(
            body="KS", meeting_on=clock.today() - dt.timedelta(days=1), by=decision.prepared_by
        )

    assert decision.state == S.DRAFT
    assert not decision.body_referrals.exists()


@pytest.mark.django_db
def test_a_decision_cannot_be_registered_before_its_meeting():
    decision = DecisionFactory()
    tomorrow = clock.today() + dt.timedelta(days=1)
    decision.send_to_body(body="KS", meeting_on=tomorrow, by=decision.prepared_by)

    with pytest.raises(RuleBroken, match="inte hållits"):
        decision.record_body_decision(body="KS", decided_on=tomorrow, paragraph="1", by=decision.prepared_by)


@pytest.mark.django_db
def test_it_holds_from_the_decision_even_if_the_draft_said_earlier():
    decision = made(DecisionFactory(valid_from=clock.today() - dt.timedelta(days=30)))

    assert decision.in_force_from == clock.today()
    assert not decision.is_in_force(on=clock.today() - dt.timedelta(days=1))


@pytest.mark.django_db
def test_a_superseded_decision_holds_until_the_day_before_its_successor():
    today, later = clock.today(), clock.today() + dt.timedelta(days=20)
    old = made(DecisionFactory())
    made(DecisionFactory(prepared_by=old.prepared_by, supersedes=old, valid_from=later))

    old.refresh_from_db()
    assert (old.state, old.in_force_until) == (S.SUPERSEDED, later - dt.timedelta(days=1))
    assert old.is_in_force(on=today)
    assert not old.is_in_force(on=later)


@pytest.mark.django_db
def test_two_drafts_cannot_supersede_the_same_decision():
    old = made(DecisionFactory())
    first, second = DecisionFactory.create_batch(2, prepared_by=old.prepared_by, supersedes=old)
    made(first)

    with pytest.raises(RuleBroken, match="redan ersatts"):
        made(second)

    second.refresh_from_db()
    assert second.state == S.WAITING_FOR_BODY
    assert not second.body_decisions.exists()


@pytest.mark.django_db
def test_a_return_needs_a_reason():
    decision = put_in(S.WAITING_FOR_BODY)

    with pytest.raises(RuleBroken, match="skäl"):
        decision.send_back(reason="  ", by=decision.prepared_by)


@pytest.mark.django_db
@pytest.mark.parametrize("days", [-1, 400])
def test_an_end_lies_between_today_and_the_last_day(days):
    decision = made(DecisionFactory(valid_until=clock.today() + dt.timedelta(days=365)))

    with pytest.raises(RuleBroken):
        decision.end(
            last_day=clock.today() + dt.timedelta(days=days), reason="Klart", by=decision.prepared_by
        )


@pytest.mark.django_db
@pytest.mark.parametrize("state", [S.WAITING_FOR_BODY, S.WAITING_FOR_DELEGATE, S.DECIDED, S.ENDED])
def test_the_database_freezes_content_outside_the_draft(state):
    decision = put_in(state)

    with pytest.raises(DatabaseError), transaction.atomic():
        LeadershipDecision.objects.filter(pk=decision.pk).update(aim="Något annat")


@pytest.mark.django_db
def test_the_database_freezes_goals_and_thresholds_with_the_decision():
    decision = put_in(S.DECIDED)

    with pytest.raises(DatabaseError), transaction.atomic():
        decision.goals.create(measure="persons", amount=10, year=2027)
    with pytest.raises(DatabaseError), transaction.atomic():
        decision.thresholds.create(measure="value", amount=10, valid_from=clock.today())


@pytest.mark.django_db
def test_scope_is_the_organisation_for_wide_decisions_and_the_authority_for_others():
    wide = DecisionFactory()
    other = AuthorityFactory(organisation=wide.organisation)
    narrow = DecisionFactory(prepared_by=wide.prepared_by, authority=other, is_organisation_wide=False)
    neighbour = MembershipFactory(organisation=wide.organisation, authority=other)

    assert set(LeadershipDecision.objects.visible_to(wide.prepared_by)) == {wide}
    assert set(LeadershipDecision.objects.visible_to(neighbour)) == {wide, narrow}
    assert set(LeadershipDecision.objects.visible_to(DecisionFactory().prepared_by)) & {wide, narrow} == set()


@pytest.mark.django_db
def test_nobody_sees_it_without_the_permission_or_with_the_part_off():
    decision = DecisionFactory()
    matcher = MembershipFactory(
        organisation=decision.organisation, authority=decision.authority, roles=[Role.MATCHING_OFFICER]
    )
    assert not LeadershipDecision.objects.visible_to(matcher).exists()

    decision.organisation.parts = [Part.PROCUREMENT]
    decision.organisation.save()
    decision.prepared_by.refresh_from_db()
    assert not LeadershipDecision.objects.visible_to(decision.prepared_by).exists()
