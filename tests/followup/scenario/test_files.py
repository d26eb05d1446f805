"""A scenario file read as it stands, and what holds where it is silent."""

import datetime as dt
from fractions import Fraction

import pytest

from followup.scenario import BuyerKind, EventKind, Law, Nature, ScenarioError, load, parse
from suppliers.ledger import (
    Attribution,
    CandidateRequest,
    DialogueResult,
    EarlyEndBasis,
    EndReason,
    OutcomeResult,
    PlacementFacts,
    PlacementForm,
    PlacementType,
    RequirementKind,
    Route,
    ScopeChange,
    Variation,
)
from tests.followup.scenario.texts import SMALLEST, WHOLE


def day(text):
    return dt.date.fromisoformat(text)


def test_the_case_is_read():
    scenario = parse(WHOLE)
    procurement = scenario.procurement

    assert (scenario.name, scenario.today) == ("Skötsel av gator och parker", day("2026-12-31"))
    assert (scenario.buyer.name, scenario.buyer.kind) == ("Exempelstad", BuyerKind.MUNICIPALITY)
    assert scenario.supplier.name == "Grönyta AB"
    assert (procurement.law, procurement.nature, procurement.cpv) == (Law.LOU, Nature.SERVICES, "77310000")
    assert (procurement.contract_start, procurement.contract_months) == (day("2026-01-01"), 48)
    assert (procurement.value_sek, procurement.staff_cost_share) == (60_000_000, Fraction(3, 5))
    assert (procurement.performers, procurement.framework, procurement.bids) == (12, False, 4)


def test_the_requirement_is_read():
    asked = parse(WHOLE).requirement

    assert (asked.kind, asked.places, asked.full_time_months) == (RequirementKind.NUMERIC, 2, 96)
    assert (asked.yearly_average, asked.types) == (24, frozenset(PlacementType))
    assert (asked.first_start_within_months, asked.dialogue_first_within_months) == (6, 1)
    assert (asked.early_end_share, asked.early_end_basis) == (Fraction(3, 4), EarlyEndBasis.PLACEMENT)
    assert (asked.bonus.max_places, asked.bonus.cap_sek) == (2, 400_000)
    assert asked.bonus.sek_per_month == {PlacementType.EMPLOYMENT: 20_000, PlacementType.INTERNSHIP: 10_000}


def test_a_placement_is_read():
    placement = parse(WHOLE).placements[1]

    assert placement.scope == 1
    assert placement.facts == PlacementFacts(
        id="p1",
        type=PlacementType.EMPLOYMENT,
        form=PlacementForm.SEASONAL,
        offered_on=day("2026-03-10"),
        start=day("2026-04-01"),
        planned_end=day("2026-09-30"),
        end=day("2026-09-30"),
        scopes=(ScopeChange(day("2026-04-01"), Fraction(1)),),
        ended_because=EndReason.COMPLETED,
        route=Route.MUNICIPAL,
        attribution=Attribution.DIRECT_REQUIREMENT,
        bonus=False,
        person="a",
        replaces="p0",
        commitment=True,
    )


def test_requests_and_events_are_read_in_file_order():
    scenario = parse(WHOLE)
    events = scenario.events

    assert scenario.no_candidate[0].request == CandidateRequest(
        asked=day("2026-02-01"), answered=day("2026-02-15")
    )
    assert [event.what for event in events[:5]] == [
        EventKind.DIALOGUE,
        EventKind.REPORT_SUBMITTED,
        EventKind.REPORT_RETURNED,
        EventKind.REPORT_SUBMITTED,
        EventKind.REPORT_APPROVED,
    ]
    assert (events[0].dialogue_result, events[2].period, events[2].reason) == (
        DialogueResult.PLACES,
        1,
        "Slutdatum saknas",
    )
    assert events[5].variation == Variation(on=day("2026-10-01"), full_time_months=Fraction(72))
    assert events[5].ground == "Ändringsklausul 7"
    assert (events[6].placement, events[6].outcome_result) == ("p1", OutcomeResult.SAME_EMPLOYER)
    assert (events[10].what, events[10].reason) == (EventKind.RELIEF, "no candidate")


def test_each_part_knows_its_line():
    scenario = parse(WHOLE)

    assert (scenario.buyer.line, scenario.procurement.line, scenario.requirement.line) == (3, 6, 17)
    assert [placement.line for placement in scenario.placements] == [29, 33]
    assert scenario.events[0].line == WHOLE.splitlines().index("events:") + 2


def test_what_the_smallest_file_does_not_say():
    scenario = parse(SMALLEST)
    asked = scenario.requirement

    assert scenario.buyer.kind is BuyerKind.MUNICIPALITY
    assert (scenario.procurement.law, scenario.procurement.nature) == (Law.LOU, Nature.SERVICES)
    assert (scenario.placements, scenario.no_candidate, scenario.events) == ((), (), ())
    assert asked.types == frozenset(PlacementType)
    assert (asked.first_start_within_months, asked.dialogue_first_within_months) == (6, 1)
    assert (asked.early_end_share, asked.early_end_basis) == (Fraction(3, 4), EarlyEndBasis.PLACEMENT)
    assert asked.shortage_of_work_is_objective_ground is True
    assert (asked.places, asked.full_time_months, asked.yearly_average, asked.bonus) == (
        None,
        None,
        None,
        None,
    )


def test_what_a_placement_does_not_say():
    facts = parse(SMALLEST + "placements: [{id: 1, type: training, start: 2026-02-01}]").placements[0].facts

    assert facts == PlacementFacts(
        id="1",
        type=PlacementType.TRAINING,
        start=day("2026-02-01"),
        scopes=(ScopeChange(day("2026-02-01"), Fraction(1)),),
        attribution=Attribution.UNKNOWN,
    )


@pytest.mark.parametrize("empty", ["end:", "end: null", "end: ~", ""])
def test_a_key_without_a_value_is_as_if_it_were_not_there(empty):
    text = SMALLEST + f"placements:\n  - id: p1\n    type: employment\n    start: 2026-02-01\n    {empty}\n"

    assert parse(text).placements[0].facts.end is None


@pytest.mark.parametrize(
    ("written", "share"),
    [
        ("0.75", Fraction(3, 4)),
        ("0.1", Fraction(1, 10)),
        ("1", 1),
        ("0.333333333333333333", Fraction("0.333333333333333333")),
    ],
)
def test_numbers_are_taken_exactly_as_written(written, share):
    assert parse(SMALLEST + f"  early_end_share: {written}\n").requirement.early_end_share == share


def test_words_that_yaml_reads_as_something_else_stay_words():
    text = SMALLEST + "placements: [{id: no, type: internship, form: none, start: 2026-02-01, person: 007}]"
    facts = (
        parse(text.replace("title: Parkskötsel", "title: Parkskötsel\n  cpv: 03000000")).placements[0].facts
    )

    assert (facts.id, facts.form, facts.person) == ("no", PlacementForm.NONE, "007")


def test_a_file_is_read_from_disk_and_named_in_errors(tmp_path):
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(SMALLEST, encoding="utf-8")
    bad.write_bytes(b"name: Sk\xf6tsel\n")

    assert load(good).file == str(good)
    with pytest.raises(ScenarioError, match=r"bad\.yaml, line 1: The file cannot be read as UTF-8"):
        load(bad)
    with pytest.raises(ScenarioError, match=r"missing\.yaml, line 1: The file cannot be read"):
        load(tmp_path / "missing.yaml")
