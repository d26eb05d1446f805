"""Contracts taken over midway, with an opening balance."""

from fractions import Fraction

import pytest

from suppliers.ledger import CommitmentStatus, Deadline, EndReason, OpeningBalance
from tests.suppliers.ledger.cases import day, placement, read


def balance(on="2027-06-30", done=20, places=1):
    return OpeningBalance(
        on=day(on), done=Fraction(done), places_filled=places, source="Leverantörens rapport"
    )


@pytest.mark.parametrize(
    ("on", "months", "places"), [("2027-06-29", 0, 0), ("2027-06-30", 20, 1), ("2029-12-31", 20, 1)]
)
def test_the_balance_counts_as_done_and_credited_from_its_date(on, months, places):
    outcome = read(on, opening=balance(), places=4)

    assert (outcome.done_ftm, outcome.credited_ftm, outcome.places_filled) == (months, months, places)


def test_days_up_to_its_date_are_not_counted_once_more():
    before = placement("2026-01-01", "2026-12-31", id="p1")
    across = placement("2027-06-01", "2027-08-31", id="p2")
    after = placement("2027-07-01", "2027-07-31", id="p3")

    outcome = read("2027-12-31", before, across, after, opening=balance(), places=4)

    assert outcome.done_ftm == 20 + 2 + 1
    assert outcome.places_filled == 1 + 1
    assert outcome.persons_all == 3


def test_who_takes_over_after_someone_in_the_balance_takes_no_new_place():
    before = placement("2027-01-01", "2027-07-31", id="p1")
    heir = placement("2027-08-01", id="p2", replaces="p1")

    assert read("2027-12-31", before, heir, opening=balance(), places=4).places_filled == 1


@pytest.mark.parametrize(("start", "places"), [("2027-06-30", 1), ("2027-07-01", 2)])
def test_a_start_on_the_balance_s_own_date_is_in_it(start, places):
    assert read("2027-12-31", placement(start), opening=balance(), places=4).places_filled == places


def test_places_of_the_balance_are_capped_like_all_others():
    assert read("2027-12-31", opening=balance(places=9), places=4).places_filled == 4


@pytest.mark.parametrize(("end", "credited"), [("2027-09-30", 5), ("2027-08-31", 2)])
def test_an_early_end_is_tested_on_the_whole_placement_and_credited_from_the_date(end, credited):
    """Agreed March to November, nine months, of which five are after the balance;
    six and three quarters hold."""
    left = placement("2027-03-01", end, planned="2027-11-30", ended_because=EndReason.RESIGNED)

    assert read("2027-12-31", left, opening=balance()).credited_ftm == 20 + credited


@pytest.mark.parametrize(("done", "places", "state"), [(1, 0, "met"), (0, 1, "met"), (0, 0, "missed")])
def test_a_balance_with_something_in_it_shows_a_first_start(done, places, state):
    outcome = read("2027-07-01", opening=balance(done=done, places=places))

    assert outcome.first_start is Deadline(state)


def test_what_the_balance_does_not_tell_year_by_year_is_unknown():
    runs = placement("2027-07-01", "2028-06-30")

    years = read("2028-12-31", runs, opening=balance(done=24)).year_averages

    assert [(y.done, y.running_average) for y in years] == [(None, None), (None, 15), (6, 12)]
    assert years[0].as_json()["done_ftm"] is None


def test_a_balance_in_the_first_year_belongs_to_that_year():
    years = read("2026-12-31", placement("2026-12-01"), opening=balance("2026-11-30", done=11)).year_averages

    assert [(y.done, y.running_average) for y in years] == [(12, 12)]


def test_a_balance_drawn_up_after_the_contract_belongs_to_the_last_year():
    outcome = read("2030-06-30", opening=balance("2030-03-31", done=96), yearly_average=24)

    assert [y.running_average for y in outcome.year_averages] == [None, None, None, 24]
    assert outcome.commitment is CommitmentStatus.MET


@pytest.mark.parametrize(("done", "state"), [(48, "met"), ("47.9", "not_met")])
def test_years_before_the_balance_are_not_judged(done, state):
    """The first year is unknown; the two years together, and the third, are judged."""
    third = [placement("2028-01-01", "2028-12-31", id=f"p{n}") for n in range(3)]

    outcome = read(
        "2028-12-31", *third, opening=balance("2027-12-31", done), yearly_average=24, contract_months=36
    )

    assert outcome.commitment is CommitmentStatus(state)


def test_a_balance_from_before_the_contract_is_refused():
    with pytest.raises(ValueError, match="before the contract starts"):
        read("2027-12-31", opening=balance("2025-12-31"))
