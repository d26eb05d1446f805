"""A scenario as facts, its outcome, and the days of the steps that it does not mention."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

from followup.scenario import LeadTimes, outcome, parse, timeline, to_ledger
from suppliers.ledger import (
    CommitmentStatus,
    HearingEvent,
    HearingStep,
    PlacementOutcome,
    PlacementType,
    Relief,
    ReportStep,
    Turn,
)
from tests.followup.scenario.texts import SMALLEST, WHOLE


def test_terms_carry_every_setting():
    terms, *_ = to_ledger(parse(WHOLE))
    asked = parse(WHOLE).requirement

    same = ["kind", "places", "full_time_months", "yearly_average", "types", "first_start_within_months"]
    same += ["dialogue_first_within_months", "early_end_share", "early_end_basis"]
    same += ["shortage_of_work_is_objective_ground"]
    assert [getattr(terms, name) for name in same] == [getattr(asked, name) for name in same]
    assert (terms.contract_start, terms.contract_months) == (dt.date(2026, 1, 1), 48)
    assert (terms.bonus.max_places, terms.bonus.cap_sek) == (2, 400_000)
    assert terms.bonus.sek_per_month[PlacementType.INTERNSHIP] == 10_000
    assert [v.full_time_months for v in terms.variations] == [72]


def test_events_and_requests_are_handed_on_in_order():
    _, placements, events, requests = to_ledger(parse(WHOLE))

    assert [p.id for p in placements] == ["p0", "p1"]
    assert [e.step for e in events[1:5]] == [
        ReportStep.SUBMITTED,
        ReportStep.RETURNED,
        ReportStep.SUBMITTED,
        ReportStep.APPROVED,
    ]
    assert [type(e) for e in events[5:]] == [
        PlacementOutcome,
        HearingEvent,
        HearingEvent,
        HearingEvent,
        Relief,
    ]
    assert [e.step for e in events[6:9]] == list(HearingStep)
    assert len(requests) == 1


def test_the_outcome_is_read_on_today():
    """Two months' internship and six of employment on one place of two; 72 months since October."""
    read = outcome(parse(WHOLE))

    assert (read.required_ftm, read.done_ftm, read.places_filled) == (72, 8, 1)
    assert (read.fill_rate, read.persons_all, read.persons_direct) == (Fraction(1, 2), 2, 1)
    assert (read.commitment, read.whose_turn) == (CommitmentStatus.RUNNING, Turn.SUPPLIER)


def test_a_bonus_without_a_cap_or_a_number_is_without_limit():
    text = SMALLEST + "  bonus: {training_sek_per_month: 500.5}\n"
    terms, *_ = to_ledger(parse(text))

    assert (terms.bonus.max_places, terms.bonus.cap_sek) == (None, None)
    assert terms.bonus.sek_per_month == {PlacementType.TRAINING: Fraction(1001, 2)}


def test_steps_that_the_file_does_not_mention_have_fixed_lead_times():
    days = timeline(parse(SMALLEST))

    assert days.decided_on == dt.date(2025, 7, 5)
    assert days.published_on == dt.date(2025, 9, 3)
    assert days.awarded_on == dt.date(2025, 11, 22)
    assert days.signed_on == dt.date(2025, 12, 12)
    assert days.starts_on == dt.date(2026, 1, 1)
    assert days.start_meeting_on == dt.date(2026, 1, 15)
    assert days.ends_on == dt.date(2029, 12, 31)


def test_lead_times_can_be_given():
    days = timeline(parse(SMALLEST), replace(LeadTimes(), award=60))

    assert days.awarded_on == dt.date(2025, 11, 2)
