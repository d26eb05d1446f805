"""Credit for placements that ended early."""

from fractions import Fraction

import pytest

from suppliers.ledger import EarlyEndBasis, EndReason, PlacementType, Why
from tests.suppliers.ledger.cases import placement, read

RESIGNED = EndReason.RESIGNED


def left_early(end, *, because=RESIGNED, **facts):
    """Agreed for April to July, four months."""
    return placement("2026-04-01", end, planned="2026-07-31", ended_because=because, **facts)


@pytest.mark.parametrize(
    ("end", "credited", "why"),
    [
        ("2026-06-30", 4, Why.CREDITED_IN_FULL),
        ("2026-06-29", 2 + Fraction(29, 30), Why.BELOW_EARLY_END_SHARE),
        ("2026-07-30", 4, Why.CREDITED_IN_FULL),
        ("2026-07-31", 4, Why.DONE),
    ],
)
def test_three_quarters_exactly_is_enough_and_a_day_less_is_not(end, credited, why):
    outcome = read("2026-12-31", left_early(end))

    assert (outcome.credited_ftm, outcome.detail.placements[0].why) == (credited, why)


@pytest.mark.parametrize("reason", list(EndReason))
@pytest.mark.parametrize("shortage_counts", [True, False])
def test_only_the_named_grounds_are_credited(reason, shortage_counts):
    outcome = read(
        "2026-12-31",
        left_early("2026-06-30", because=reason),
        shortage_of_work_is_objective_ground=shortage_counts,
    )
    grounds = {RESIGNED, EndReason.PERSONAL_GROUNDS, EndReason.SUMMARY_DISMISSAL}
    grounds |= {EndReason.SHORTAGE_OF_WORK} if shortage_counts else set()

    assert outcome.credited_ftm == (4 if reason in grounds else 3)
    assert outcome.done_ftm == 3


def test_without_a_reason_nothing_is_credited():
    outcome = read("2026-12-31", left_early("2026-06-30", because=None))

    assert outcome.detail.placements[0].why is Why.GROUND_NOT_CREDITED
    assert outcome.credited_ftm == 3


@pytest.mark.parametrize(
    ("on", "credited"), [("2026-06-29", 2 + Fraction(29, 30)), ("2026-06-30", 4), ("2026-07-01", 4)]
)
def test_credit_comes_at_the_end_of_the_last_day(on, credited):
    assert read(on, left_early("2026-06-30")).credited_ftm == credited


def test_the_share_is_a_setting():
    assert read("2026-12-31", left_early("2026-05-31"), early_end_share=Fraction(1, 2)).credited_ftm == 4
    assert read("2026-12-31", left_early("2026-06-30"), early_end_share=Fraction(4, 5)).credited_ftm == 3


def test_agreed_without_a_planned_end_means_to_the_contract_s_end():
    leaves = placement("2026-01-01", "2026-09-30", ended_because=RESIGNED)

    assert read("2026-12-31", leaves, contract_months=12).credited_ftm == 12
    assert read("2026-12-31", leaves, contract_months=13).credited_ftm == 9


def test_agreed_is_cut_at_the_contract_s_ends():
    leaves = placement("2025-07-01", "2026-03-31", planned="2027-06-30", ended_because=RESIGNED)

    assert read("2026-12-31", leaves, contract_months=4).credited_ftm == 4


def test_the_share_is_of_full_time_months_with_the_scope_of_each_day():
    scope = (("2026-04-01", 1), ("2026-06-01", Fraction(1, 2)))

    outcome = read("2026-12-31", left_early("2026-06-15", scope=scope))

    assert outcome.done_ftm == 2 + Fraction(1, 4)
    assert outcome.credited_ftm == 3


PAIR = (
    left_early("2026-05-31", id="short"),
    placement("2026-01-01", "2026-12-31", id="long", planned="2026-12-31"),
)


@pytest.mark.parametrize(
    ("basis", "credited"), [(EarlyEndBasis.PLACEMENT, 2 + 12), (EarlyEndBasis.TOTAL, 4 + 12)]
)
def test_the_basis_is_the_placement_or_all_of_them(basis, credited):
    assert read("2026-12-31", *PAIR, early_end_basis=basis).credited_ftm == credited


@pytest.mark.parametrize(
    ("end", "credited"), [("2026-05-31", 4 + 10), ("2026-05-30", 1 + Fraction(30, 31) + 10)]
)
def test_three_quarters_of_all_exactly(end, credited):
    """Agreed 4 + 12 = 16 months, so that 12 must be done: 2 + 10."""
    long = placement("2026-01-01", "2026-12-31", id="long", planned="2026-12-31")

    outcome = read(
        "2026-10-31", left_early(end), long, early_end_basis=EarlyEndBasis.TOTAL, contract_months=12
    )

    assert outcome.credited_ftm == credited


def test_the_sum_is_over_placements_that_count_only():
    outside = placement("2026-01-01", "2026-12-31", id="outside", commitment=False)
    later = placement("2026-11-01", id="later", planned="2027-10-31")

    outcome = read(
        "2026-10-31", left_early("2026-06-30"), outside, later, early_end_basis=EarlyEndBasis.TOTAL
    )

    assert outcome.credited_ftm == 4


@pytest.mark.parametrize(
    ("on", "credited"), [("2026-07-31", 4), ("2026-08-01", 3 + Fraction(1, 31)), ("2026-08-31", 4)]
)
def test_a_replaced_placement_is_never_credited_above_what_was_done(on, credited):
    heir = placement("2026-08-01", id="p2", replaces="p1", planned="2026-08-31", end="2026-08-31")

    outcome = read(on, left_early("2026-06-30"), heir)

    assert outcome.credited_ftm == credited


def test_details_name_each_placement_and_add_up_to_the_whole():
    placements = (
        left_early("2026-06-30"),
        left_early("2026-05-31", id="p2"),
        placement("2026-01-01", "2026-02-28", id="p3", commitment=False),
        placement("2026-01-01", "2026-02-28", id="p4", type=PlacementType.TRAINING),
        placement("2026-01-01", "2026-02-28", id="p5", bonus=True),
        placement("2027-01-01", id="p6"),
    )

    outcome = read("2026-12-31", *placements, types=frozenset({PlacementType.EMPLOYMENT}))
    rows = outcome.detail.placements

    assert [(r.id, r.counts, r.agreed, r.done, r.credited, r.why) for r in rows] == [
        ("p1", True, 4, 3, 4, Why.CREDITED_IN_FULL),
        ("p2", True, 4, 2, 2, Why.BELOW_EARLY_END_SHARE),
        ("p3", False, 0, 0, 0, Why.OUTSIDE_COMMITMENT),
        ("p4", False, 0, 0, 0, Why.TYPE_NOT_ACCEPTED),
        ("p5", False, 0, 0, 0, Why.BEYOND_BASE),
        ("p6", False, 0, 0, 0, Why.NOT_STARTED),
    ]
    assert outcome.done_ftm == sum(r.done for r in rows)
    assert outcome.credited_ftm == sum(r.credited for r in rows)
