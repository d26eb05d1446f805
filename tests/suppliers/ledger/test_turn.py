"""Whose turn it is."""

import pytest

from suppliers.ledger import (
    CandidateRequest,
    HearingEvent,
    HearingStep,
    Relief,
    ReportEvent,
    ReportStep,
    RequirementKind,
    Turn,
)
from tests.suppliers.ledger.cases import day, placement, read

SUPPLIER, MATCHING, BUYER, NOBODY = Turn.SUPPLIER, Turn.MATCHING, Turn.BUYER, Turn.NOBODY
COVERED = placement("2026-01-01", planned="2026-12-31")


def report(on, step, period=1):
    return ReportEvent(on=day(on), period=period, step=ReportStep(f"report_{step}"))


def hearing(on, step):
    return HearingEvent(on=day(on), step=HearingStep(step))


def turn(on, *placements, required=12, **changed):
    return read(on, *(placements or (COVERED,)), full_time_months=required, **changed).whose_turn


@pytest.mark.parametrize(
    ("asked", "answered", "party"),
    [
        ("2026-06-30", None, MATCHING),
        ("2026-06-30", "2026-06-30", NOBODY),
        ("2026-06-01", "2026-07-01", MATCHING),
        ("2026-07-01", None, NOBODY),
    ],
)
def test_matching_while_a_request_is_unanswered(asked, answered, party):
    request = CandidateRequest(asked=day(asked), answered=answered and day(answered))

    assert turn("2026-06-30", requests=[request]) is party


def test_one_unanswered_request_of_many_is_enough_and_comes_before_the_buyer():
    requests = [
        CandidateRequest(asked=day("2026-02-01"), answered=day("2026-02-15")),
        CandidateRequest(asked=day("2026-03-01")),
    ]

    assert turn("2026-06-30", requests=requests, events=[report("2026-04-10", "submitted")]) is MATCHING


@pytest.mark.parametrize(
    ("steps", "party"),
    [
        (["due"], SUPPLIER),
        (["submitted"], BUYER),
        (["submitted", "due"], BUYER),
        (["due", "submitted"], BUYER),
        (["submitted", "returned"], SUPPLIER),
        (["submitted", "returned", "submitted"], BUYER),
        (["submitted", "approved"], NOBODY),
        (["submitted", "approved", "due"], NOBODY),
        (["submitted", "returned", "submitted", "approved"], NOBODY),
    ],
)
def test_a_report_goes_back_and_forth(steps, party):
    dated = [report(f"2026-04-{10 + n}", step) for n, step in enumerate(steps)]
    same_day = [report("2026-04-10", step) for step in steps]

    assert turn("2026-06-30", events=dated) is party
    assert turn("2026-06-30", events=list(reversed(dated))) is party
    assert turn("2026-06-30", events=same_day) is party


def test_each_period_stands_by_itself():
    events = [
        report("2026-04-10", "submitted", 1),
        report("2026-05-10", "submitted", 2),
        report("2026-05-20", "approved", 2),
    ]

    assert turn("2026-06-30", events=events) is BUYER


@pytest.mark.parametrize(
    ("steps", "party"),
    [
        (["statement_requested"], SUPPLIER),
        (["statement_requested", "statement_given"], BUYER),
        (["statement_requested", "statement_given", "decision"], NOBODY),
    ],
)
def test_a_hearing_waits_for_one_side_at_a_time(steps, party):
    events = [hearing(f"2026-04-{10 + n}", step) for n, step in enumerate(steps)]

    assert turn("2026-06-30", events=events) is party


def test_a_relief_ends_a_hearing():
    given, relief = hearing("2026-04-10", "statement_given"), Relief(on=day("2026-04-20"))

    assert turn("2026-04-19", events=[given, relief]) is BUYER
    assert turn("2026-04-20", events=[given, relief]) is NOBODY


@pytest.mark.parametrize(
    "event", [report("2026-07-01", "submitted"), hearing("2026-07-01", "statement_given")]
)
def test_what_is_still_to_come_moves_nothing(event):
    assert turn("2026-06-30", events=[event]) is NOBODY
    assert turn("2026-07-01", events=[event]) is BUYER


@pytest.mark.parametrize(
    ("placements", "required", "party"),
    [
        ([placement("2026-05-01", planned="2027-04-30")], 12, NOBODY),
        ([placement("2026-05-01", planned="2027-04-30")], 13, SUPPLIER),
        ([placement("2026-05-01", "2026-05-31", planned="2027-04-30")], 12, SUPPLIER),
        ([placement("2026-08-01", planned="2027-12-31")], 12, SUPPLIER),
        ([placement("2026-08-01", planned="2027-12-31", offered="2026-06-01")], 12, SUPPLIER),
    ],
)
def test_a_start_is_due_until_what_has_started_will_reach_the_volume(placements, required, party):
    assert turn("2026-06-30", *placements, required=required) is party


@pytest.mark.parametrize(("places", "party"), [(1, NOBODY), (2, SUPPLIER)])
def test_a_start_is_due_while_places_are_empty(places, party):
    assert turn("2026-06-30", required=12, places=places) is party


def test_a_first_start_that_still_waits_is_due():
    long_before = placement("2025-06-01", planned="2026-12-31")

    assert turn("2026-06-30", long_before) is SUPPLIER
    assert turn("2026-07-02", long_before) is NOBODY


def test_before_the_contract_nothing_is_due():
    nothing_yet = placement("2026-03-01")

    assert turn("2025-12-31", nothing_yet) is NOBODY
    assert turn("2026-01-01", nothing_yet) is SUPPLIER


@pytest.mark.parametrize("event", [Relief(on=day("2026-02-01")), None])
def test_the_supplier_s_turn_ends_with_the_commitment(event):
    on = "2026-06-30" if event else "2029-12-31"
    events = [
        report("2026-04-10", "submitted"),
        report("2026-04-20", "returned"),
        *([event] if event else []),
    ]

    assert turn(on, placement("2026-02-01", "2026-02-28"), events=events) is NOBODY


def test_the_buyer_s_turn_does_not():
    assert turn("2030-06-30", events=[report("2030-01-15", "submitted")]) is BUYER


def test_a_pure_dialogue_has_no_start_to_wait_for():
    assert turn("2026-06-30", kind=RequirementKind.DIALOGUE) is NOBODY


@pytest.mark.parametrize(
    ("steps", "is_owed"),
    [
        ((), False),
        (("due",), True),
        (("due", "submitted"), False),
        (("due", "submitted", "returned"), True),
        (("due", "submitted", "approved"), False),
    ],
)
def test_a_report_is_owed_also_when_everything_promised_is_done(steps, is_owed):
    done = placement("2026-01-01", "2026-12-31")
    events = [report(f"2027-04-{index + 1:02}", step) for index, step in enumerate(steps)]
    outcome = read("2027-06-30", done, full_time_months=12, events=events)

    assert outcome.detail.report_is_owed is is_owed
    assert outcome.whose_turn is (BUYER if steps[-1:] == ("submitted",) else NOBODY)
