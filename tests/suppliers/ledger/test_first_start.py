"""First start and first dialogue: the last allowed day and the day after."""

import pytest

from suppliers.ledger import (
    CommitmentStatus,
    Deadline,
    DialogueMeeting,
    DialogueResult,
    PlacementType,
    RequirementKind,
)
from tests.suppliers.ledger.cases import day, placement, read

MET, MISSED, PENDING = Deadline.MET, Deadline.MISSED, Deadline.PENDING


@pytest.mark.parametrize(
    ("start", "on", "state"),
    [
        ("2026-01-01", "2026-01-01", MET),
        ("2026-07-01", "2026-06-30", PENDING),
        ("2026-07-01", "2026-07-01", MET),
        ("2026-07-02", "2026-07-01", PENDING),
        ("2026-07-02", "2026-07-02", MISSED),
        ("2025-12-31", "2026-07-01", PENDING),
        ("2025-12-31", "2026-07-02", MISSED),
    ],
)
def test_first_start_on_the_last_allowed_day_and_the_day_after(start, on, state):
    assert read(on, placement(start)).first_start is state


@pytest.mark.parametrize(
    ("months", "on", "state"),
    [
        (1, "2026-02-28", PENDING),
        (1, "2026-03-01", MISSED),
        (2, "2026-03-31", PENDING),
        (2, "2026-04-01", MISSED),
    ],
)
def test_the_last_day_where_the_month_is_shorter(months, on, state):
    outcome = read(on, contract_start=day("2026-01-31"), first_start_within_months=months)

    assert outcome.first_start is state


@pytest.mark.parametrize(
    ("offered", "on", "state"),
    [
        ("2026-07-01", "2026-06-30", PENDING),
        ("2026-07-01", "2026-07-01", MET),
        ("2026-07-01", "2026-08-15", MET),
        ("2026-07-01", "2026-12-31", MET),
        ("2026-07-02", "2026-12-31", MISSED),
        ("2025-12-31", "2026-12-31", MISSED),
    ],
)
def test_a_recorded_offer_counts_from_its_own_day(offered, on, state):
    assert read(on, placement("2026-09-01", offered=offered)).first_start is state


@pytest.mark.parametrize(
    "facts", [{"bonus": True}, {"commitment": False}, {"type": PlacementType.INTERNSHIP}]
)
def test_only_a_base_placement_of_an_accepted_type(facts):
    outcome = read(
        "2026-12-31", placement("2026-02-01", **facts), types=frozenset({PlacementType.EMPLOYMENT})
    )

    assert outcome.first_start is MISSED


def test_a_later_placement_cannot_undo_a_first_start():
    early, late = placement("2026-02-01", "2026-02-02"), placement("2027-01-01", id="p2")

    assert read("2027-12-31", late, early).first_start is MET


def meeting(on, result=DialogueResult.PLACES):
    return DialogueMeeting(on=day(on), result=result)


def dialogue(on, *meetings, kind=RequirementKind.DIALOGUE, **changed):
    return read(on, events=meetings, kind=kind, **changed)


@pytest.mark.parametrize(
    ("held", "on", "state"),
    [
        ("2026-02-01", "2026-01-31", PENDING),
        ("2026-02-01", "2026-02-01", MET),
        ("2025-12-15", "2026-01-01", MET),
        ("2026-02-02", "2026-02-01", PENDING),
        ("2026-02-02", "2026-02-02", MISSED),
    ],
)
def test_dialogue_on_the_last_allowed_day_and_the_day_after(held, on, state):
    assert dialogue(on, meeting(held)).dialogue is state


def test_a_postponed_meeting_is_no_meeting_and_none_is_a_result():
    postponed = meeting("2026-01-20", DialogueResult.POSTPONED)
    none = meeting("2026-02-01", DialogueResult.NONE)

    assert dialogue("2026-02-02", postponed).dialogue is MISSED
    assert dialogue("2026-02-02", postponed, none).dialogue is MET


def test_the_first_meeting_decides():
    late_and_early = (meeting("2026-03-01"), meeting("2026-01-15"))

    assert dialogue("2026-06-30", *late_and_early).dialogue is MET


@pytest.mark.parametrize(
    ("kind", "has_first_start", "has_dialogue"),
    [
        (RequirementKind.NUMERIC, True, False),
        (RequirementKind.RESERVED, True, False),
        (RequirementKind.COMBINED, True, True),
        (RequirementKind.DIALOGUE, False, True),
    ],
)
def test_what_is_not_required_is_null(kind, has_first_start, has_dialogue):
    outcome = dialogue("2026-01-15", kind=kind, full_time_months=12)

    assert (outcome.first_start is not None, outcome.dialogue is not None) == (has_first_start, has_dialogue)


def test_a_late_meeting_keeps_the_promise_but_not_the_date():
    outcome = dialogue("2026-06-30", meeting("2026-05-01"))

    assert (outcome.dialogue, outcome.commitment) == (MISSED, CommitmentStatus.MET)
