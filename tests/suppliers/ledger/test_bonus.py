"""Bonus, day by day."""

from fractions import Fraction

import pytest

from suppliers.ledger import BonusTerms, EndReason, PlacementType
from tests.suppliers.ledger.cases import placement, read

RATES = {PlacementType.EMPLOYMENT: Fraction(20_000), PlacementType.INTERNSHIP: Fraction(10_000)}
INTERN = {"type": PlacementType.INTERNSHIP}


def beyond(start, end=None, **facts):
    return placement(start, end, bonus=True, **facts)


def bonus(on, *placements, max_places=2, cap=None, rates=RATES, **changed):
    terms = BonusTerms(sek_per_month=rates, max_places=max_places, cap_sek=cap and Fraction(cap))
    return read(on, *placements, bonus=terms, **changed).bonus_sek


def test_months_times_the_rate_of_the_type():
    placements = [beyond("2026-01-01", "2026-03-31"), beyond("2026-01-01", "2026-02-28", id="p2", **INTERN)]

    assert bonus("2026-12-31", *placements) == 3 * 20_000 + 2 * 10_000


@pytest.mark.parametrize(
    ("on", "sek"),
    [("2025-12-31", 0), ("2026-01-31", 20_000), ("2026-02-14", 30_000), ("2030-06-30", 960_000)],
)
def test_earned_to_date_within_the_contract(on, sek):
    assert bonus(on, beyond("2025-06-01")) == sek


def test_part_time_earns_in_part():
    assert bonus("2026-01-31", beyond("2026-01-01", scope=Fraction(3, 4))) == 15_000


def test_day_by_day_the_first_started_earn_and_the_next_takes_over():
    """One place. a earns January and half of April's days after b has gone: order of start decides."""
    a = beyond("2026-01-01", "2026-01-31", id="a")
    b = beyond("2026-01-15", "2026-04-15", id="b", **INTERN)
    c = beyond("2026-02-01", "2026-04-30", id="c")

    sek = bonus("2026-12-31", c, b, a, max_places=1)

    assert sek == 20_000 + (2 + Fraction(1, 2)) * 10_000 + Fraction(1, 2) * 20_000


def test_of_two_that_start_on_one_day_the_first_in_the_file_earns():
    job, intern = beyond("2026-01-01", id="job"), beyond("2026-01-01", id="intern", **INTERN)

    assert bonus("2026-01-31", job, intern, max_places=1) == 20_000
    assert bonus("2026-01-31", intern, job, max_places=1) == 10_000


@pytest.mark.parametrize(("places", "sek"), [(0, 0), (1, 20_000), (2, 40_000), (5, 60_000), (None, 60_000)])
def test_at_most_so_many_places_earn_on_a_day(places, sek):
    three = [beyond("2026-01-01", id=f"p{n}") for n in range(3)]

    assert bonus("2026-01-31", *three, max_places=places) == sek


def test_a_type_without_a_rate_takes_its_turn_and_earns_nothing():
    trainee = beyond("2026-01-01", id="t", type=PlacementType.TRAINEE)
    job = beyond("2026-01-01", id="j")

    assert bonus("2026-01-31", trainee, job, max_places=2) == 20_000
    assert bonus("2026-01-31", trainee, job, max_places=1) == 0


@pytest.mark.parametrize(("cap", "sek"), [(59_999, 59_999), (60_000, 60_000), (60_001, 60_000), (0, 0)])
def test_never_above_the_cap(cap, sek):
    assert bonus("2026-03-31", beyond("2026-01-01"), cap=cap) == sek


def test_an_early_end_is_not_credited():
    left = beyond("2026-01-01", "2026-03-31", planned="2026-04-30", ended_because=EndReason.RESIGNED)

    assert bonus("2026-12-31", left) == 60_000


@pytest.mark.parametrize("facts", [{"commitment": False}, {"type": PlacementType.TRAINING}])
def test_what_does_not_count_neither_earns_nor_takes_a_place(facts):
    out = beyond("2026-01-01", id="out", **facts)
    accepted = frozenset({PlacementType.EMPLOYMENT})
    rates = {kind: Fraction(20_000) for kind in PlacementType}

    assert bonus("2026-01-31", out, types=accepted, rates=rates) == 0
    assert (
        bonus("2026-01-31", out, beyond("2026-01-02"), types=accepted, rates=rates, max_places=1)
        == Fraction(30, 31) * 20_000
    )


def test_bonus_places_do_not_count_toward_the_base():
    outcome = read("2026-12-31", beyond("2026-02-01"), places=1, full_time_months=1)

    assert (outcome.done_ftm, outcome.credited_ftm, outcome.places_filled) == (0, 0, 0)
    assert outcome.persons_all == 1


def test_base_places_earn_nothing_and_no_terms_mean_no_bonus():
    assert bonus("2026-12-31", placement("2026-01-01")) == 0
    assert read("2026-12-31", beyond("2026-01-01")).bonus_sek == 0


def test_whole_kronor_half_up():
    outcome = read(
        "2026-01-31",
        beyond("2026-01-01", scope=Fraction(1, 2)),
        bonus=BonusTerms(sek_per_month={PlacementType.EMPLOYMENT: Fraction(20_001)}),
    )

    assert outcome.as_json()["bonus_sek"] == 10_001
