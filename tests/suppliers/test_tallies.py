"""Kept figures: used only while they are fresh, and stale from the moment anything changes."""

import datetime as dt
from fractions import Fraction

import pytest
import time_machine

from core.actors import SystemJob
from core.together import ask
from followup.choices import StepKind
from followup.models import HearingStep
from procurements.choices import RequirementKind
from procurements.models import Commitment, DialogueMeeting, OpeningBalance, Variation
from suppliers import tallies
from suppliers.arithmetic import mark
from suppliers.balances import balances
from suppliers.ledger.copying import as_plain, outcome_from
from suppliers.models import Report, Tally
from suppliers.queries import standings
from tests.matching.factories import placement_in
from tests.procurements.factories import CommitmentFactory

BY = SystemJob("test")
FACT = {"agent": BY.agent, "valid_from": dt.date(2026, 10, 1)}


@pytest.fixture
def commitment(db, still_clock):
    row = CommitmentFactory()
    placement_in(row)
    tallies.keep([row.pk])
    return row


def is_kept(row: Commitment) -> bool:
    return Tally.objects.fresh(mark()).filter(pk=row.pk).exists()


def test_a_kept_outcome_is_the_ledgers(commitment):
    outcome = balances([commitment])[commitment.pk]

    assert is_kept(commitment)
    assert tallies.outcomes([commitment])[commitment.pk] == outcome
    assert outcome_from(as_plain(outcome)) == outcome


@pytest.mark.parametrize("along", [True, False])
def test_what_another_arithmetic_kept_is_reckoned_anew(commitment, along):
    placement_in(commitment)
    tallies.keep([commitment.pk])
    Tally.objects.update(arithmetic="earlier", outcome={"of": "another form"}, done="7", is_behind=True)
    rows = Commitment.objects.select_related("contract").order_by("pk")
    asked = list(tallies.with_tally(rows) if along else rows)

    told = tallies.outcomes(asked)[commitment.pk]

    assert told == balances([commitment])[commitment.pk]
    assert tallies.sums(Commitment.objects.all()).done == told.done_ftm != 7
    assert tallies.due(10) == [commitment.pk]


CHANGES = {
    "placement": placement_in,
    "end of a placement": lambda row: row.placements.get().end(
        ended_on=dt.date(2026, 11, 1), because="completed", by=BY
    ),
    "opening balance": lambda row: OpeningBalance.objects.create(
        commitment=row, full_time_months=1, source="list", **FACT
    ),
    "variation": lambda row: Variation.objects.create(commitment=row, full_time_months=9, ground="§", **FACT),
    "meeting": lambda row: DialogueMeeting.objects.create(commitment=row, result="none", outcome="-", **FACT),
    "hearing": lambda row: HearingStep.objects.create(
        commitment=row, kind=StepKind.RELIEF, reason="-", **FACT
    ),
    "terms": lambda row: Commitment.objects.filter(pk=row.pk).update(first_start_within_months=1),
    "contract": lambda row: type(row.contract).objects.filter(pk=row.contract_id).update(value_sek=1),
    "report": lambda row: Report.objects.create(
        commitment=row,
        number=9,
        state="open",
        starts_on=dt.date(2026, 7, 1),
        ends_on=dt.date(2026, 9, 30),
        due_on=dt.date(2026, 10, 14),
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_what_the_ledger_reads_makes_it_stale(commitment, change):
    other = CommitmentFactory()
    tallies.keep([other.pk])

    CHANGES[change](commitment)

    row = Commitment.objects.select_related("contract").get(pk=commitment.pk)
    assert not is_kept(commitment)
    assert is_kept(other)
    assert tallies.outcomes([row]) == balances([row])
    assert tallies.due(9) == [commitment.pk]


def test_a_new_day_makes_it_stale(commitment):
    with time_machine.travel(dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC), tick=False):
        assert not is_kept(commitment)
        assert tallies.due(9) == [commitment.pk]


def test_a_change_while_reckoning_wins(commitment, monkeypatch):
    reckoned = tallies.reckoned

    def slow(rows):
        found = list(reckoned(rows))
        placement_in(commitment)
        return found

    monkeypatch.setattr(tallies, "reckoned", slow)

    assert tallies.keep([commitment.pk]) == 0
    assert not is_kept(commitment)


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_sums_and_counts_are_the_same_whatever_is_kept(commitment, kept):
    rows = [commitment, CommitmentFactory(), CommitmentFactory()]
    placement_in(rows[1], scope=Fraction(1, 3))
    Tally.objects.all().delete()
    tallies.keep([row.pk for row in rows[:kept]])
    every = Commitment.objects.order_by("pk")

    told = standings(every.select_related("contract"))
    behind = {pk for pk, standing in told.items() if standing.is_behind}
    sums = tallies.sums(every)

    assert (sums.count, sums.behind) == (3, len(behind))
    assert sums.done == sum(standing.months for standing in told.values())
    assert sums.besides == 0
    counted, known, stale = tallies.counts_behind(every)
    ask(counted, known, stale)
    assert (counted.answer, len(stale.answer)) == (3, 3 - kept)
    assert known.answer + len(tallies.behind_now(stale.answer)) == len(behind)
    assert set(tallies.behind(every).values_list("pk", flat=True)) == behind


@pytest.mark.parametrize("kept", [0, 1])
def test_months_that_nobody_required_stand_apart(commitment, kept):
    dialogue = CommitmentFactory(kind=RequirementKind.DIALOGUE, full_time_months=None, places=None)
    placement_in(commitment)
    placement_in(dialogue)
    Tally.objects.all().delete()
    tallies.keep([commitment.pk, dialogue.pk][:kept])
    told = standings(Commitment.objects.select_related("contract").order_by("pk"))

    sums = tallies.sums(Commitment.objects.all())

    assert sums.done == told[commitment.pk].outcome.done_ftm > 0
    assert sums.besides == told[dialogue.pk].outcome.done_ftm > 0
    assert sums.required == told[commitment.pk].outcome.required_ftm


def test_a_page_of_kept_figures_is_one_query(commitment, django_assert_num_queries):
    rows = [commitment, CommitmentFactory()]
    tallies.keep([row.pk for row in rows])

    with django_assert_num_queries(1):
        tallies.outcomes(rows)
