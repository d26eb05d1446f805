"""Decisions by a political body and on delegation."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from core import clock
from core.rules import RuleBroken
from organisations.models import Deputyship
from strategy.models import BodyDecision, DelegatedDecision
from strategy.states import DecisionState
from tests.organisations.factories import MembershipFactory
from tests.strategy.factories import HEAD, DecisionFactory, DelegationItemFactory, HeadFactory, head_of, made

PAPER = "Pärm 3, registraturet"
pytestmark = pytest.mark.django_db


def test_a_body_decision_keeps_what_the_minutes_say():
    decision = made(DecisionFactory(), paragraph="118")

    way = decision.way
    assert isinstance(way, BodyDecision)
    assert (str(way), way.decided_on, way.title) == (
        "Kommunstyrelsen, §\xa0118",
        clock.today(),
        decision.title,
    )


def test_a_mistyped_body_decision_is_corrected_by_a_new_row():
    decision = made(DecisionFactory(), paragraph="181")
    decision.correct_body_decision(
        body="Kommunstyrelsen",
        decided_on=clock.today(),
        paragraph="118",
        reason="Siffrorna",
        by=decision.prepared_by,
    )

    assert decision.way.paragraph == "118"
    assert [row.paragraph for row in decision.body_decisions.all()] == ["181", "118"]


def test_a_delegated_decision_keeps_name_function_and_item():
    decision = DecisionFactory()
    head = head_of(decision)

    decision.decide_on_delegation(by=head, original_kept=PAPER)

    way = decision.way
    assert isinstance(way, DelegatedDecision)
    assert (way.name, way.function, way.item.function) == (str(head), HEAD, HEAD)
    assert not decision.is_prepared_and_decided_by_one


def test_it_says_when_one_person_prepared_and_decided():
    draft = DecisionFactory()
    head = head_of(draft)
    decision = DecisionFactory(prepared_by=head, authority=draft.authority)

    decision.decide_on_delegation(by=head, original_kept=PAPER)

    assert decision.is_prepared_and_decided_by_one


def test_a_committee_never_prepared_the_matter_itself():
    assert not made(DecisionFactory()).is_prepared_and_decided_by_one


@pytest.mark.parametrize(
    "order",
    [
        {"function": "Enhetschef"},
        {"what": "go"},
        {"valid_until": dt.date(2021, 1, 1)},
        {"valid_from": dt.date(2100, 1, 1)},
    ],
    ids=["another function", "another matter", "has ended", "has not begun"],
)
def test_without_an_item_in_force_nobody_decides(order):
    decision = DecisionFactory()
    head = HeadFactory(organisation=decision.organisation, authority=decision.authority)
    DelegationItemFactory(authority=decision.authority, **order)

    with pytest.raises(RuleBroken, match="ingen rätt"):
        decision.decide_on_delegation(by=head, original_kept=PAPER)

    decision.refresh_from_db()
    assert decision.state == DecisionState.DRAFT


def test_the_order_of_another_authority_gives_no_right():
    decision = DecisionFactory()
    DelegationItemFactory()

    with pytest.raises(RuleBroken, match="ingen rätt"):
        decision.ask_delegate(
            delegate=HeadFactory(organisation=decision.organisation), by=decision.prepared_by
        )


def test_a_decision_on_delegation_must_be_signed():
    decision = DecisionFactory()
    head = head_of(decision)

    with pytest.raises(RuleBroken, match="undertecknat"):
        decision.decide_on_delegation(by=head)

    assert not DelegatedDecision.objects.exists()


def test_a_deputy_decides_under_the_item_of_the_one_she_acts_for():
    decision = DecisionFactory()
    head = head_of(decision)
    deputy = MembershipFactory(
        organisation=decision.organisation, authority=decision.authority, title="Enhetschef"
    )
    Deputyship.objects.create(member=head, deputy=deputy, starts_on=clock.today(), ends_on=clock.today())
    deputy.acting_for = head

    decision.decide_on_delegation(by=deputy, original_kept=PAPER)

    assert decision.way.name == f"{deputy} för {head}"
    assert decision.way.on_behalf_of == head


@pytest.mark.parametrize("field", ["decided_on", "title"])
def test_the_ways_are_only_ever_added(field):
    decision = made(DecisionFactory())

    with pytest.raises(DatabaseError), transaction.atomic():
        BodyDecision.objects.filter(pk=decision.way.pk).update(**{field: "2020-01-01"})


def test_those_who_can_be_asked_stand_in_swedish_order():
    decision = DecisionFactory()
    DelegationItemFactory(authority=decision.authority, function=HEAD)
    names = ["Ärla Ek", "Åsa Ek", "Zara Ek"]
    for name in names:
        MembershipFactory(
            organisation=decision.authority.organisation,
            authority=decision.authority,
            roles=["decision_maker"],
            title=HEAD,
            user__name=name,
        )

    found = [str(member) for member in decision.possible_delegates() if str(member) in names]

    assert found == ["Zara Ek", "Åsa Ek", "Ärla Ek"]
