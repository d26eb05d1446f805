"""The outcome as JSON: the keys of the format, rounded half up."""

import json
from fractions import Fraction

import pytest

from suppliers.ledger import DialogueMeeting, DialogueResult, RequirementKind
from suppliers.ledger.rounding import half_up, shown_months, shown_share, whole_sek
from tests.suppliers.ledger.cases import day, placement, read

KEYS = (
    ("required_ftm", "done_ftm", "credited_ftm", "places_required", "places_filled", "fill_rate")
    + ("first_start", "dialogue", "commitment", "year_averages", "persons_all", "persons_direct")
    + ("employments", "internships", "trainees", "apprenticeships", "trainings")
    + ("bonus_sek", "whose_turn", "detail")
)


YEAR = {
    "year": 1,
    "from": "2026-01-01",
    "to": "2026-12-31",
    "done_ftm": 2.5,
    "running_average": 2.5,
    "complete": False,
}
WHOLE = {
    "required_ftm": 24.0,
    "done_ftm": 2.5,
    "credited_ftm": 2.5,
    "places_required": 3,
    "places_filled": 1,
    "fill_rate": 0.33,
    "first_start": "met",
    "dialogue": "met",
    "commitment": "running",
    "year_averages": [YEAR],
    "persons_all": 1,
    "persons_direct": 0,
    "employments": 1,
    "internships": 0,
    "trainees": 0,
    "apprenticeships": 0,
    "trainings": 0,
    "bonus_sek": 0,
    "whose_turn": "supplier",
    "detail": {
        "on": "2026-06-14",
        "contract_end": "2029-12-31",
        "first_start_by": "2026-07-01",
        "dialogue_by": "2026-02-01",
        "report_is_owed": False,
        "nothing_is_known": False,
        "placements": [
            {
                "id": "p1",
                "counts": True,
                "agreed_ftm": 6.0,
                "done_ftm": 2.5,
                "credited_ftm": 2.5,
                "why": "done",
            }
        ],
    },
}


def test_exactly_the_keys_in_their_order():
    assert tuple(read("2026-12-31").as_json()) == KEYS


def test_a_whole_outcome():
    outcome = read(
        "2026-06-14",
        placement("2026-04-01", planned="2026-09-30"),
        kind=RequirementKind.COMBINED,
        full_time_months=24,
        places=3,
        events=[DialogueMeeting(on=day("2026-01-20"), result=DialogueResult.PLACES)],
    )

    assert json.loads(json.dumps(outcome.as_json())) == WHOLE


def test_a_pure_dialogue_has_nulls_where_nothing_is_required():
    shown = read("2026-06-14", kind=RequirementKind.DIALOGUE).as_json()

    assert [shown[key] for key in ("required_ftm", "places_required", "fill_rate", "first_start")] == [
        None
    ] * 4
    assert shown["dialogue"] == "missed"
    assert shown["detail"]["first_start_by"] is None


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        ("0.05", 1, 0.1),
        ("0.25", 1, 0.3),
        ("0.2499999999999999999999", 1, 0.2),
        ("2.45", 1, 2.5),
        ("0.125", 2, 0.13),
        ("0.335", 2, 0.34),
        ("1/3", 2, 0.33),
        ("2/3", 2, 0.67),
        ("12345678.95", 1, 12345679.0),
        ("0", 1, 0.0),
    ],
)
def test_half_up_is_exact(value, digits, shown):
    assert half_up(Fraction(value), digits) == shown


def test_months_shares_and_kronor():
    assert (shown_months(Fraction("2.25")), shown_share(Fraction("0.345"))) == (2.3, 0.35)
    assert (shown_months(None), shown_share(None)) == (None, None)
    assert (whole_sek(Fraction("0.5")), whole_sek(Fraction("0.4999"))) == (1, 0)
