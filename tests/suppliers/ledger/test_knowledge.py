"""A contract whose beginning nobody knows: not behind, and nobody's turn, until something is told."""

from fractions import Fraction

import pytest

from suppliers.ledger import (
    DialogueMeeting,
    DialogueResult,
    OpeningBalance,
    Relief,
    ReportEvent,
    ReportStep,
    RequirementKind,
    Turn,
)
from tests.suppliers.ledger.cases import day, placement, read

ON = "2027-06-30"
UNSTATED = {"first_start_within_months": None, "full_time_months": 24}


def told(on=ON, *placements, **changed):
    return read(on, *placements, **{**UNSTATED, **changed})


def report(step, on="2027-04-01"):
    return ReportEvent(on=day(on), period=1, step=step)


def balance(on):
    return OpeningBalance(on=day(on), done=Fraction(0), places_filled=0, source="Lista")


def test_no_term_for_a_first_start_is_neither_kept_nor_missed():
    outcome = told()

    assert (outcome.first_start, outcome.detail.first_start_by) == (None, None)
    assert outcome.detail.nothing_is_known
    assert outcome.whose_turn is Turn.NOBODY


def test_where_a_term_is_stated_the_day_tells():
    outcome = told(first_start_within_months=6)

    assert not outcome.detail.nothing_is_known
    assert outcome.whose_turn is Turn.SUPPLIER


@pytest.mark.parametrize(
    ("changed", "is_blank"),
    [
        ({"opening": balance(ON)}, False),
        ({"opening": balance("2027-07-01")}, True),
        ({"events": [report(ReportStep.APPROVED)]}, False),
        ({"events": [report(ReportStep.APPROVED, on="2027-07-01")]}, True),
        ({"events": [report(ReportStep.DUE)]}, True),
        ({"events": [report(ReportStep.SUBMITTED)]}, True),
        ({"events": [Relief(on=day(ON))]}, False),
        ({"events": [DialogueMeeting(on=day(ON), result=DialogueResult.NONE)]}, False),
        ({"kind": RequirementKind.DIALOGUE}, True),
    ],
)
def test_what_tells_something(changed, is_blank):
    assert told(**changed).detail.nothing_is_known is is_blank


@pytest.mark.parametrize(("start", "is_blank"), [(ON, False), ("2027-07-01", True)])
def test_a_person_tells_from_her_first_day(start, is_blank):
    assert told(ON, placement(start)).detail.nothing_is_known is is_blank


@pytest.mark.parametrize(
    ("step", "turn"),
    [
        (ReportStep.DUE, Turn.SUPPLIER),
        (ReportStep.RETURNED, Turn.SUPPLIER),
        (ReportStep.SUBMITTED, Turn.BUYER),
    ],
)
def test_the_turn_follows_from_reports_alone(step, turn):
    assert told(events=[report(step)]).whose_turn is turn


def test_once_something_is_told_somebody_more_must_start():
    assert told(events=[report(ReportStep.APPROVED)]).whose_turn is Turn.SUPPLIER
