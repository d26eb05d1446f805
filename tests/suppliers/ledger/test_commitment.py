"""How a commitment stands, day by day."""

from fractions import Fraction

import pytest

from suppliers.ledger import (
    CommitmentStatus,
    DialogueMeeting,
    DialogueResult,
    EndReason,
    Relief,
    RequirementKind,
    Variation,
)
from tests.suppliers.ledger.cases import day, placement, read

RUNNING, MET = CommitmentStatus.RUNNING, CommitmentStatus.MET
NOT_MET, RELIEVED = CommitmentStatus.NOT_MET, CommitmentStatus.RELIEVED

SEASON = placement("2026-04-01", "2026-09-30")


def status(on, *placements, **changed):
    return read(on, *placements, **changed).commitment


@pytest.mark.parametrize(
    ("on", "state"),
    [("2026-01-01", RUNNING), ("2026-09-29", RUNNING), ("2026-09-30", MET), ("2029-12-31", MET)],
)
def test_met_as_soon_as_the_months_are_done(on, state):
    assert status(on, SEASON, full_time_months=6) is state


@pytest.mark.parametrize(("on", "state"), [("2029-12-30", RUNNING), ("2029-12-31", NOT_MET)])
def test_not_met_at_the_end_of_the_contract_s_last_day(on, state):
    assert status(on, SEASON, full_time_months="6.01") is state


@pytest.mark.parametrize(("on", "state"), [("2027-02-27", RUNNING), ("2027-02-28", NOT_MET)])
def test_six_months_from_31_august_end_on_the_last_of_february(on, state):
    assert status(on, full_time_months=1, contract_start=day("2026-08-31"), contract_months=6) is state


def test_credited_months_are_enough():
    leaves = placement("2026-04-01", "2026-06-30", planned="2026-07-31", ended_because=EndReason.RESIGNED)

    assert status("2026-06-30", leaves, full_time_months=4) is MET
    assert status("2026-06-30", leaves, full_time_months="4.001") is RUNNING


@pytest.mark.parametrize(
    ("volume", "state"),
    [
        ({"places": 1}, MET),
        ({"places": 2}, RUNNING),
        ({"places": 1, "full_time_months": 6}, MET),
        ({"places": 2, "full_time_months": 6}, RUNNING),
        ({"places": 1, "full_time_months": 7}, RUNNING),
        ({"places": 0}, MET),
    ],
)
def test_places_months_or_both(volume, state):
    assert status("2026-12-31", SEASON, **volume) is state


@pytest.mark.parametrize(("on", "state"), [("2029-12-30", RUNNING), ("2029-12-31", MET)])
def test_with_nothing_to_reach_the_contract_s_end_decides(on, state):
    assert status(on) is state


@pytest.mark.parametrize("on", ["2026-01-01", "2026-07-02", "2029-12-31", "2030-06-30"])
@pytest.mark.parametrize("people", [(), (SEASON,)])
def test_a_reserved_contract_without_volume_owes_nothing(on, people):
    outcome = read(on, *people, kind=RequirementKind.RESERVED)

    assert outcome.commitment is RUNNING
    assert (outcome.first_start, outcome.detail.first_start_by) == (None, None)


@pytest.mark.parametrize(
    ("given", "average", "months", "required"),
    [
        (96, 24, 48, 96),
        (90, 24, 48, 90),
        (None, 24, 48, 96),
        (None, 24, 30, 60),
        (None, 10, 7, Fraction(35, 6)),
        (None, None, 48, None),
    ],
)
def test_required_months_as_given_else_from_the_average(given, average, months, required):
    outcome = read("2026-06-30", full_time_months=given, yearly_average=average, contract_months=months)

    assert outcome.required_ftm == required


def test_a_relief_wins_from_its_day_over_everything():
    relief = Relief(on=day("2026-10-01"))

    assert status("2026-09-30", SEASON, full_time_months=6, events=[relief]) is MET
    assert status("2026-10-01", SEASON, full_time_months=6, events=[relief]) is RELIEVED
    assert status("2030-12-31", full_time_months=6, events=[relief]) is RELIEVED


def meeting(on):
    return DialogueMeeting(on=day(on), result=DialogueResult.NONE)


@pytest.mark.parametrize(
    ("on", "events", "state"),
    [
        ("2026-06-30", [], RUNNING),
        ("2026-06-30", [meeting("2026-07-01")], RUNNING),
        ("2026-07-01", [meeting("2026-07-01")], MET),
        ("2029-12-31", [], NOT_MET),
        ("2030-01-01", [meeting("2030-01-01")], NOT_MET),
        ("2029-12-31", [meeting("2029-12-31")], MET),
        ("2029-12-31", [Relief(on=day("2029-12-01"), reason="the buyer never called")], RELIEVED),
    ],
)
def test_a_pure_dialogue_is_met_by_a_documented_meeting(on, events, state):
    outcome = read(on, kind=RequirementKind.DIALOGUE, full_time_months=12, yearly_average=6, events=events)

    assert outcome.commitment is state
    assert outcome.required_ftm is None


@pytest.mark.parametrize(
    ("months", "events", "state"),
    [
        (6, [meeting("2026-02-01")], MET),
        (6, [], RUNNING),
        (7, [meeting("2026-02-01")], RUNNING),
        (7, [], RUNNING),
    ],
)
def test_combined_is_met_when_both_parts_are(months, events, state):
    assert (
        status("2026-12-31", SEASON, kind=RequirementKind.COMBINED, full_time_months=months, events=events)
        is state
    )


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        ({"full_time_months": Fraction(6)}, RUNNING, MET),
        ({"places": 2}, RUNNING, RUNNING),
        ({"contract_months": 9}, RUNNING, NOT_MET),
    ],
)
def test_a_variation_changes_the_terms_from_its_date(change, before, after):
    variation = Variation(on=day("2026-10-01"), **change)

    for on, state in [("2026-09-30", before), ("2026-10-01", after)]:
        assert status(on, SEASON, full_time_months=8, variations=(variation,)) is state


def test_variations_take_effect_in_order_of_date_and_leave_the_rest_alone():
    later = Variation(on=day("2027-01-01"), full_time_months=Fraction(36), places=1)
    earlier = Variation(on=day("2026-10-01"), full_time_months=Fraction(72), contract_months=36)

    outcome = read("2027-06-30", full_time_months=96, places=4, variations=(later, earlier))

    assert (outcome.required_ftm, outcome.places_required) == (36, 1)
    assert outcome.detail.contract_end == day("2028-12-31")


def test_a_prolonged_contract_counts_its_new_months():
    longer = Variation(on=day("2026-06-01"), contract_months=18)
    runs = placement("2026-01-01")
    months = [
        read(on, runs, contract_months=6, variations=(longer,)).done_ftm
        for on in ("2026-05-31", "2027-12-31")
    ]

    assert months == [5, 18]


def test_a_variation_of_months_moves_what_a_yearly_average_requires():
    shorter = Variation(on=day("2026-10-01"), contract_months=36)

    assert read("2026-12-31", yearly_average=24, variations=(shorter,)).required_ftm == 72


def test_a_last_day_that_is_no_whole_number_of_months_is_named():
    runs = placement("2026-01-01")
    named = {"contract_months": 6, "contract_end": day("2026-06-15"), "full_time_months": 6}
    shorter = Variation(on=day("2026-02-01"), contract_months=3)

    assert read("2026-12-31", runs, **named).done_ftm == Fraction(11, 2)
    assert status("2026-06-14", runs, **named) is RUNNING
    assert status("2026-06-15", runs, **named) is NOT_MET
    assert read("2026-12-31", runs, **named, variations=(shorter,)).detail.contract_end == day("2026-03-31")
