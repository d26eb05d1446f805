"""Months at their edges."""

from fractions import Fraction

import pytest

from suppliers.ledger.months import Span, add_months, last_day_of_term, months_in
from tests.suppliers.ledger.cases import day, placement, read


@pytest.mark.parametrize(
    ("start", "months", "same_day", "last_day"),
    [
        ("2026-01-01", 48, "2030-01-01", "2029-12-31"),
        ("2026-01-01", 6, "2026-07-01", "2026-06-30"),
        ("2026-03-15", 12, "2027-03-15", "2027-03-14"),
        ("2026-08-31", 6, "2027-02-28", "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29", "2028-02-29"),
        ("2026-08-30", 6, "2027-02-28", "2027-02-28"),
        ("2027-08-30", 6, "2028-02-29", "2028-02-29"),
        ("2026-08-29", 6, "2027-02-28", "2027-02-28"),
        ("2027-08-29", 6, "2028-02-29", "2028-02-28"),
        ("2026-08-28", 6, "2027-02-28", "2027-02-27"),
        ("2026-08-31", 1, "2026-09-30", "2026-09-30"),
        ("2026-08-31", 2, "2026-10-31", "2026-10-30"),
        ("2028-02-29", 12, "2029-02-28", "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29", "2032-02-28"),
        ("2026-12-31", 0, "2026-12-31", "2026-12-30"),
        ("2026-11-30", 1, "2026-12-30", "2026-12-29"),
    ],
)
def test_terms_in_months(start, months, same_day, last_day):
    assert add_months(day(start), months) == day(same_day)
    assert last_day_of_term(day(start), months) == day(last_day)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2026-04-01", "2026-09-30", Fraction(6)),
        ("2026-01-01", "2026-01-01", Fraction(1, 31)),
        ("2026-01-31", "2026-02-01", Fraction(1, 31) + Fraction(1, 28)),
        ("2026-02-01", "2026-02-14", Fraction(1, 2)),
        ("2028-02-01", "2028-02-14", Fraction(14, 29)),
        ("2028-02-29", "2028-02-29", Fraction(1, 29)),
        ("2026-01-16", "2026-03-15", Fraction(16, 31) + 1 + Fraction(15, 31)),
        ("2026-12-31", "2027-01-01", Fraction(2, 31)),
        ("2026-01-01", "2029-12-31", Fraction(48)),
        ("2026-02-02", "2026-02-01", Fraction(0)),
    ],
)
def test_both_end_days_count_by_the_days_of_their_months(first, last, months):
    assert months_in(Span(day(first), day(last))) == months


@pytest.mark.parametrize(
    ("scope", "months"),
    [
        (Fraction(1), 6),
        (Fraction(1, 2), 3),
        (Fraction(3, 4), Fraction(9, 2)),
        ((("2026-04-01", 1), ("2026-07-01", Fraction(1, 2))), Fraction(9, 2)),
        ((("2026-07-01", Fraction(1, 2)), ("2026-04-01", 1)), Fraction(9, 2)),
        ((("2026-05-01", Fraction(1, 2)), ("2026-09-16", 0)), Fraction(11, 4)),
    ],
)
def test_part_time_and_dated_changes_of_scope(scope, months):
    assert read("2026-12-31", placement("2026-04-01", "2026-09-30", scope=scope)).done_ftm == months


@pytest.mark.parametrize(
    ("start", "end", "on", "months"),
    [
        ("2025-11-01", "2026-01-31", "2026-12-31", 1),
        ("2025-11-01", "2025-12-31", "2026-12-31", 0),
        ("2029-12-01", "2030-01-31", "2030-06-30", 1),
        ("2030-01-01", "2030-01-31", "2030-06-30", 0),
        ("2026-04-01", "2026-09-30", "2026-06-30", 3),
        ("2026-04-01", "2026-09-30", "2026-04-01", Fraction(1, 30)),
        ("2026-04-01", "2026-09-30", "2026-03-31", 0),
        ("2026-04-01", None, "2026-12-31", 9),
    ],
)
def test_nothing_counts_outside_the_contract_or_after_today(start, end, on, months):
    assert read(on, placement(start, end)).done_ftm == months


def test_a_placement_without_a_share_of_full_time_is_refused():
    with pytest.raises(ValueError, match="p1 has no share of full time"):
        placement("2026-04-01", scope=())
