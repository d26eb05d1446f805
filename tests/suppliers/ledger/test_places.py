"""Places belong to chains of replacements."""

from fractions import Fraction

import pytest

from suppliers.ledger import PlacementType
from tests.suppliers.ledger.cases import placement, read


def filled(*placements, on="2026-12-31", places=3, **changed):
    return read(on, *placements, places=places, **changed).places_filled


P1 = placement("2026-02-01", "2026-03-31", id="p1", person="a")


def test_each_placement_takes_a_place_of_its_own():
    assert filled(P1, placement("2026-04-01", id="p2")) == 2


def test_one_person_in_two_placements_fills_two_places_and_is_one_person():
    outcome = read("2026-12-31", P1, placement("2026-04-01", id="p2", person="a"), places=3)

    assert (outcome.places_filled, outcome.persons_all) == (2, 1)


def test_a_replacement_takes_over_the_place_and_is_a_person_of_its_own():
    outcome = read("2026-12-31", P1, placement("2026-04-01", id="p2", replaces="p1"), places=3)

    assert (outcome.places_filled, outcome.persons_all) == (1, 2)


def test_a_chain_of_replacements_is_one_place_in_any_order():
    chain = (
        placement("2026-06-01", id="p3", replaces="p2"),
        placement("2026-04-01", "2026-05-31", id="p2", replaces="p1"),
        P1,
    )

    assert filled(*chain) == filled(*reversed(chain)) == 1


def test_two_who_share_the_place_of_one_fill_one_place():
    halves = [placement("2026-04-01", id=name, replaces="p1", scope=Fraction(1, 2)) for name in ("p2", "p3")]

    assert filled(P1, *halves) == 1


def test_never_above_the_required_number():
    outcome = read("2026-12-31", *(placement("2026-02-01", id=f"p{n}") for n in range(5)), places=3)

    assert (outcome.places_filled, outcome.fill_rate) == (3, 1)


def test_a_place_stays_filled_when_the_person_has_left():
    assert filled(P1) == 1


@pytest.mark.parametrize(("on", "number"), [("2026-01-31", 0), ("2026-02-01", 1)])
def test_a_place_is_filled_from_the_first_day(on, number):
    assert filled(P1, on=on) == number


@pytest.mark.parametrize("facts", [{"bonus": True}, {"commitment": False}, {"type": PlacementType.TRAINING}])
def test_what_does_not_count_fills_no_place(facts):
    accepted = frozenset({PlacementType.EMPLOYMENT})

    assert filled(placement("2026-02-01", **facts), types=accepted) == 0


@pytest.mark.parametrize("facts", [{"bonus": True}, {"commitment": False}])
def test_one_that_counts_fills_the_place_even_after_one_that_did_not(facts):
    before = placement("2026-02-01", "2026-03-31", **facts)

    assert filled(before, placement("2026-04-01", id="p2", replaces="p1")) == 1


@pytest.mark.parametrize(
    ("start", "end", "number"),
    [
        ("2025-06-01", "2025-12-31", 0),
        ("2025-06-01", "2026-01-01", 1),
        ("2029-12-31", None, 1),
        ("2030-01-01", None, 0),
    ],
)
def test_a_place_is_filled_by_days_within_the_contract(start, end, number):
    assert filled(placement(start, end), on="2030-06-30") == number


@pytest.mark.parametrize(
    ("places", "rate", "shown"), [(3, Fraction(1, 3), 0.33), (None, None, None), (0, None, None)]
)
def test_fill_rate(places, rate, shown):
    outcome = read("2026-12-31", P1, places=places)

    assert outcome.fill_rate == rate
    assert outcome.as_json()["fill_rate"] == shown


def test_without_required_places_every_chain_is_told():
    outcome = read("2026-12-31", P1, placement("2026-04-01", id="p2"))

    assert (outcome.places_required, outcome.places_filled) == (None, 2)
