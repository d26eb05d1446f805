"""The demo files come out as reasoned in their first lines, and as the published cases behind them.

The expected files were worked out by hand from the placements' months (the large files counted month by
month), not copied from the ledger.
"""

import json
from pathlib import Path

import pytest

from followup.scenario import load, outcome, timeline
from suppliers.ledger import OutcomeResult

HERE = Path(__file__).parent
DEMO = HERE.parents[2] / "demo"
FILES = sorted(DEMO.glob("*.yaml"))
SUPPLIERS = {"Grönyta AB", "Klarglas AB", "Rent & Klart AB", "Vägbygg Norr AB", "Björkbygg AB", "P-tjänst AB"}
SOCIAL_ENTERPRISES = {"Rena Hjulen", "Andra Varvet", "Kaféet vid Ån", "Verkstaden"}


def test_every_demo_file_has_an_expected_outcome_and_the_other_way_round():
    assert {file.stem for file in FILES} == {file.stem for file in (HERE / "expected").glob("*.json")}
    assert len(FILES) >= 12


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_outcome_is_as_reasoned(file):
    expected = json.loads((HERE / "expected" / f"{file.stem}.json").read_text(encoding="utf-8"))
    shown = outcome(load(file)).as_json()
    shown.pop("detail")

    assert shown == expected
    assert list(shown) == list(expected)


def told(name):
    return outcome(load(DEMO / f"{name}.yaml")).as_json()


def test_the_published_figures_come_out():
    cleaning, windows, roads = told("cleaning-framework"), told("window-cleaning"), told("road-works")

    assert (cleaning["persons_all"], cleaning["persons_direct"]) == (286, 100)
    assert (windows["employments"], windows["internships"]) == (90, 52)
    assert [year["running_average"] for year in told("park-care")["year_averages"]] == [24.0] * 4
    assert (roads["places_required"], roads["places_filled"]) == (2, 2)
    assert told("housing-renovation")["fill_rate"] == 0.35
    assert told("waste-trucks")["trainings"] == 17


def test_more_than_twenty_of_sixty_nine_went_on_to_work():
    scenario = load(DEMO / "housing-renewal.yaml")
    working = {OutcomeResult.SAME_EMPLOYER, OutcomeResult.OTHER_JOB}

    assert len(scenario.placements) == 69
    assert sum(event.outcome_result in working for event in scenario.events) == 23


def test_a_third_filled_leads_to_no_sanction_by_itself():
    shown = told("housing-renovation")

    assert (shown["commitment"], shown["whose_turn"]) == ("running", "matching")


def test_one_believable_region_on_one_day():
    scenarios = [load(file) for file in FILES]

    assert {s.buyer.name for s in scenarios} == {"Region Ekland", "Ekhamns kommun", "Lillåns kommun"}
    assert {s.supplier.name for s in scenarios} == SUPPLIERS | SOCIAL_ENTERPRISES
    assert len({s.today for s in scenarios}) == 1
    assert len({s.procurement.title for s in scenarios}) == len(scenarios)


def test_every_part_of_the_way_is_represented():
    """Prepared, out for tender, awarded, begun, managed and ended, told by the days of the steps."""
    reached = set()
    for scenario in map(load, FILES):
        days, today = timeline(scenario), scenario.today
        steps = [days.decided_on, days.published_on, days.awarded_on, days.signed_on]
        steps += [days.start_meeting_on, days.ends_on]
        reached.add(sum(step <= today for step in steps))

    assert reached == {1, 2, 3, 4, 5, 6}
