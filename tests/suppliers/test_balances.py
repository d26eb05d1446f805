"""The ledger read from rows is the ledger of the arithmetic."""

import datetime as dt
from fractions import Fraction

import pytest

from core.actors import SystemJob
from procurements.models import OpeningBalance
from suppliers.balances import balance, balances, contract_length
from tests.matching.factories import placement_in
from tests.procurements.factories import CommitmentFactory

DAY = dt.date(2026, 12, 31)
BY = SystemJob("test")


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "expected"),
    [
        (dt.date(2026, 1, 1), dt.date(2029, 12, 31), (48, None)),
        (dt.date(2024, 3, 1), dt.date(2025, 2, 28), (12, None)),
        (dt.date(2026, 1, 15), dt.date(2026, 4, 14), (3, None)),
        (dt.date(2026, 1, 15), dt.date(2026, 4, 20), (3, dt.date(2026, 4, 20))),
        (dt.date(2026, 1, 15), dt.date(2026, 1, 20), (1, dt.date(2026, 1, 20))),
    ],
)
def test_contract_length(starts_on, ends_on, expected):
    assert contract_length(starts_on, ends_on) == expected


def test_done_months_follow_the_facts(db):
    commitment = CommitmentFactory()
    placement_in(commitment).end(ended_on=dt.date(2026, 9, 30), because="completed", by=BY)
    placement_in(commitment, scope=Fraction(1, 2), starts_on=dt.date(2026, 11, 1))

    outcome = balance(commitment, on=DAY)

    assert (outcome.required_ftm, outcome.done_ftm) == (96, 7)
    assert outcome.persons_all == 2


def test_an_opening_balance_counts_once(db):
    commitment = CommitmentFactory()
    placement_in(commitment)
    OpeningBalance.objects.create(
        commitment=commitment,
        valid_from=dt.date(2026, 9, 30),
        full_time_months="12.5",
        places_filled=2,
        source="Kalkylark",
        agent="job:test",
    )

    assert balance(commitment, on=DAY).done_ftm == Fraction("12.5") + 3


def test_the_same_question_about_an_earlier_moment_gets_the_same_answer(db):
    commitment = CommitmentFactory()
    placement = placement_in(commitment)
    moment = placement.facts.latest("pk").at
    before = balance(commitment, on=DAY)
    placement.end(ended_on=dt.date(2026, 4, 30), because="resigned", by=BY)

    assert balance(commitment, on=DAY).done_ftm == 1
    assert balance(commitment, on=DAY, known_at=moment) == before


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(db, count, django_assert_num_queries):
    commitments = [CommitmentFactory() for _ in range(count)]
    for commitment in commitments:
        placement_in(commitment)

    with django_assert_num_queries(1):
        told = balances(commitments, on=DAY)

    assert [told[c.pk].done_ftm for c in commitments] == [9] * count
