"""What is recorded while a contract runs: dated, append-only, refused where it cannot be."""

import datetime as dt

import pytest
from django.db import InternalError, ProgrammingError, transaction

from core.actors import SystemJob
from core.rules import RuleBroken
from followup.actions.changes import record_variation
from followup.actions.dialogue import record_dialogue
from followup.actions.following import record_step
from followup.actions.outcomes import record_outcome
from followup.models import HearingStep
from suppliers.balances import balance
from tests.matching.factories import placement_in
from tests.procurements.factories import CommitmentFactory

BY = SystemJob("test")
DAY = dt.date(2026, 11, 20)
TOMORROW = dt.date(2026, 11, 24)


@pytest.fixture
def commitment(db, still_clock):
    return CommitmentFactory(kind="combined")


def test_a_dialogue_counts_from_its_day(commitment):
    record_dialogue(commitment, held_on=DAY, result="places", outcome="Två platser.", by=BY)

    assert balance(commitment, on=DAY - dt.timedelta(1)).dialogue == "missed"
    assert commitment.dialogue_meetings.get().outcome == "Två platser."


def test_a_variation_holds_from_its_day(commitment):
    record_variation(commitment, holds_from=DAY, ground="Ändringsklausul", full_time_months=48, by=BY)

    assert balance(commitment, on=DAY - dt.timedelta(1)).required_ftm == 96
    assert balance(commitment, on=DAY).required_ftm == 48


def test_a_variation_that_changes_nothing_is_refused(commitment):
    with pytest.raises(RuleBroken, match="vad som ändras"):
        record_variation(commitment, holds_from=DAY, ground="Ändringsklausul", by=BY)


def test_a_relief_needs_a_reason_and_is_read_at_once(commitment):
    with pytest.raises(RuleBroken, match="varför"):
        record_step(commitment, "relief", on=DAY, by=BY)
    record_step(commitment, "relief", on=DAY, reason="Ingen kandidat", by=BY)

    assert balance(commitment, on=DAY).commitment == "relieved"
    moment = HearingStep.objects.get().at - dt.timedelta(seconds=1)
    assert balance(commitment, on=DAY, known_at=moment).commitment == "running"


def test_nothing_is_recorded_before_it_has_happened(commitment):
    with pytest.raises(RuleBroken, match="när det har hänt"):
        record_step(commitment, "decision", on=TOMORROW, by=BY)


def test_an_outcome_is_dated_after_the_start(commitment):
    placement = placement_in(commitment)

    with pytest.raises(RuleBroken, match="efter att placeringen"):
        record_outcome(placement, on=placement.starts_on - dt.timedelta(1), result="study", by=BY)
    record_outcome(placement, on=DAY, result="study", by=BY)
    assert placement.outcomes.get().result == "study"


def test_what_is_recorded_is_never_changed(commitment):
    row = record_step(commitment, "statement_requested", on=DAY, by=BY)

    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        HearingStep.objects.filter(pk=row.pk).update(reason="annat")
