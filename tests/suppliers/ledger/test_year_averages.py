"""Yearly averages run over contract years, not calendar years and not seasons."""

from fractions import Fraction
from itertools import pairwise

import pytest

from suppliers.ledger import CommitmentStatus, EndReason
from tests.suppliers.ledger.cases import day, placement, read


def seasons(*people, first_year=2026):
    """So many persons from April to September each year: six months each."""
    return [
        placement(f"{first_year + n}-04-01", f"{first_year + n}-09-30", id=f"y{n}p{k}")
        for n, count in enumerate(people)
        for k in range(count)
    ]


def rows(outcome):
    return [(y.year, y.done, y.running_average, y.complete) for y in outcome.year_averages]


def test_each_year_begun_is_shown_and_complete_after_its_last_day():
    placements = seasons(4, 3, 5)

    assert rows(read("2027-12-30", *placements)) == [(1, 24, 24, True), (2, 18, 21, False)]
    assert rows(read("2027-12-31", *placements)) == [(1, 24, 24, True), (2, 18, 21, True)]
    assert rows(read("2028-01-01", *placements))[2] == (3, 0, 14, False)
    assert rows(read("2025-12-31", *placements)) == []


def test_contract_years_run_from_the_start_date():
    outcome = read("2028-03-14", *seasons(2, 2), contract_start=day("2026-07-01"), contract_months=24)

    assert [(y.first, y.last) for y in outcome.year_averages] == [
        (day("2026-07-01"), day("2027-06-30")),
        (day("2027-07-01"), day("2028-06-30")),
    ]
    assert rows(outcome) == [(1, 12, 12, True), (2, 6, 9, False)]


@pytest.mark.parametrize(
    ("start", "edges"),
    [
        ("2028-02-29", ["2029-02-28", "2030-02-28", "2031-02-28", "2032-02-28"]),
        ("2027-02-28", ["2028-02-27", "2029-02-27", "2030-02-27", "2031-02-27"]),
    ],
)
def test_years_adjoin_over_a_leap_day(start, edges):
    years = read("2040-01-01", contract_start=day(start)).year_averages

    assert [y.last for y in years] == [day(edge) for edge in edges]
    assert all((b.first - a.last).days == 1 for a, b in pairwise(years))


def test_a_year_cut_by_the_contract_s_end_is_shown_but_never_complete():
    outcome = read("2030-01-01", *seasons(1, 1), contract_months=18)

    assert rows(outcome) == [(1, 6, 6, True), (2, 3, Fraction(9, 2), False)]
    assert outcome.year_averages[1].last == day("2027-06-30")


@pytest.mark.parametrize(
    ("people", "before_the_end", "at_the_end"),
    [
        ((4, 4, 4, 4), "running", "met"),
        ((5, 4, 4, 3), "running", "met"),
        ((5, 3, 4, 4), "running", "met"),
        ((3, 5, 4, 4), "running", "not_met"),
        ((4, 3, 5, 4), "running", "not_met"),
        ((4, 4, 4, 3), "running", "not_met"),
        ((8, 8, 0, 0), "running", "met"),
        ((9, 0, 0, 0), "running", "not_met"),
    ],
)
def test_every_complete_year_must_reach_the_average_but_only_the_end_decides(
    people, before_the_end, at_the_end
):
    placements = seasons(*people)

    for on, state in [("2029-12-30", before_the_end), ("2029-12-31", at_the_end)]:
        assert read(on, *placements, yearly_average=24).commitment == CommitmentStatus(state)


def test_a_weak_year_is_shown_at_once():
    outcome = read("2026-12-31", *seasons(3), yearly_average=24)

    assert rows(outcome) == [(1, 18, 18, True)]
    assert outcome.commitment is CommitmentStatus.RUNNING


def test_averages_are_of_done_months_while_the_total_is_of_credited():
    left = placement("2026-04-01", "2026-08-31", planned="2026-09-30", ended_because=EndReason.RESIGNED)

    outcome = read("2026-12-31", left, yearly_average=6, contract_months=12)

    assert (outcome.credited_ftm, outcome.year_averages[0].done) == (6, 5)
    assert outcome.commitment is CommitmentStatus.NOT_MET
    assert read("2026-12-31", left, yearly_average=5, contract_months=12).commitment is CommitmentStatus.MET


def test_only_complete_years_are_judged():
    outcome = read("2027-06-30", *seasons(2), yearly_average=12, full_time_months=12, contract_months=18)

    assert rows(outcome)[1][2] == 6
    assert outcome.commitment is CommitmentStatus.MET


def test_bonus_and_outside_are_not_in_the_years():
    placements = [
        placement("2026-04-01", id="b", bonus=True),
        placement("2026-04-01", id="o", commitment=False),
    ]

    assert rows(read("2026-12-31", *placements)) == [(1, 0, 0, True)]


def test_rounding_never_helps():
    almost = placement("2026-01-01", "2026-12-31", scope=Fraction(999, 1000))

    outcome = read("2026-12-31", almost, yearly_average=12, full_time_months=11, contract_months=12)

    assert outcome.as_json()["year_averages"][0]["running_average"] == 12.0
    assert outcome.commitment is CommitmentStatus.NOT_MET
