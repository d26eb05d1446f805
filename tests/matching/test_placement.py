"""A placement is what its facts say."""

import datetime as dt
from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction

from core.actors import SystemJob
from core.rules import RuleBroken
from matching.models import Placement, PlacementFact
from tests.matching.factories import placement_in
from tests.procurements.factories import CommitmentFactory

BY = SystemJob("test")


@pytest.fixture
def placement(db) -> Placement:
    return placement_in(CommitmentFactory())


def test_the_columns_repeat_what_the_facts_say(placement):
    placement.change_scope(scope=Fraction(3, 4), from_day=dt.date(2026, 6, 1), by=BY)
    placement.end(ended_on=dt.date(2026, 8, 31), because="resigned", by=BY)

    standing = placement.standing_at()
    columns = (
        placement.starts_on,
        placement.ended_on,
        placement.ended_because,
        placement.type,
        placement.counts,
    )
    assert columns == (
        standing.starts_on,
        standing.ended_on,
        standing.ended_because,
        standing.type,
        standing.counts,
    )
    assert placement.scope == standing.scope == Fraction(3, 4)


def test_what_was_known_then_is_still_known(placement):
    before = PlacementFact.objects.latest("pk").at
    placement.end(ended_on=dt.date(2026, 8, 31), because="resigned", by=BY)

    assert placement.standing_at(known_at=before).ended_on is None
    assert placement.standing_at().ended_on == dt.date(2026, 8, 31)


def test_a_correction_needs_a_reason_and_keeps_the_first_word(placement):
    placement.end(ended_on=dt.date(2026, 8, 31), because="resigned", by=BY)

    with pytest.raises(RuleBroken, match="varför"):
        placement.end(ended_on=dt.date(2026, 9, 30), because="completed", by=BY)
    placement.end(ended_on=dt.date(2026, 9, 30), because="completed", by=BY, reason="Skrev fel månad")

    assert placement.ended_on == dt.date(2026, 9, 30)
    assert placement.facts.count() == 3


def test_an_end_before_the_start_is_refused_and_leaves_no_fact(placement):
    with pytest.raises(RuleBroken):
        placement.end(ended_on=dt.date(2026, 3, 31), because="completed", by=BY)

    assert placement.facts.count() == 1


def test_a_withdrawn_placement_counts_nowhere(placement):
    placement.withdraw(by=BY, reason="Fel avtal")

    assert placement.standing_at() is None
    assert list(Placement.objects.standing()) == []


def test_the_database_refuses_to_change_a_fact(placement):
    with pytest.raises(DatabaseError), transaction.atomic():
        PlacementFact.objects.update(value={})


def test_the_label_is_not_stored_in_clear(db):
    placement = placement_in(CommitmentFactory(), label="GY-05")

    assert b"GY-05" not in bytes(placement.person.label_sealed)
    assert placement.person.label == "GY-05"


def test_the_same_told_twice_in_a_row_stands_there_once(placement):
    first, second = (placement.starts_on + dt.timedelta(days=days) for days in (30, 60))
    before = placement.facts.count()

    for day in (first, first, second, second, first):
        placement.end(ended_on=day, because="resigned", reason="Rättad", by=BY)

    assert placement.facts.count() == before + 3
    assert placement.ended_on == first
