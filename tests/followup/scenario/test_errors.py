"""Every error names file, line and rule."""

import pytest

from followup.scenario import ScenarioError, parse
from tests.followup.scenario.texts import SMALLEST, WHOLE

P1 = "  - {id: p1, type: employment, start: 2026-02-01"


def refusal(text):
    with pytest.raises(ScenarioError) as caught:
        parse(text, file="demo/x.yaml")
    assert str(caught.value) == f"demo/x.yaml, line {caught.value.line}: {caught.value.rule}"
    return caught.value.line, caught.value.rule


def changed(old, new, text=WHOLE):
    """The text with one thing changed, and the line on which it stands."""
    assert text.count(old) == 1
    return text.replace(old, new), text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("today: 2026-12-31", "today: 2026-02-30", "today: there is no day 2026-02-30."),
        (
            "today: 2026-12-31",
            "today: 31/12 2026",
            "today must be a date written YYYY-MM-DD, not “31/12 2026”.",
        ),
        ("today: 2026-12-31", "today: 2026-1-1", "today must be a date written YYYY-MM-DD, not “2026-1-1”."),
        ("today: 2026-12-31", "today: 0026-12-31", "today: the year 26 is not between 1900 and 2200."),
        ("today: 2026-12-31", "today: [2026-12-31]", "today must be a single value."),
        (
            "kind: municipality",
            "kind: city",
            "kind cannot be “city”. It is one of: municipality, region, state, company.",
        ),
        ("kind: municipality", "sort: municipality", "buyer has no key “sort”. Known keys: kind, name."),
        ("law: LOU", "law: lou", "law cannot be “lou”. It is one of: LOU, LUF, LUK, LUFS, LOV."),
        (
            "value_sek: 60000000",
            "value_sek: 60.5",
            "value_sek must be a whole number, zero or more, not “60.5”.",
        ),
        (
            "value_sek: 60000000",
            'value_sek: "60000000"',
            "value_sek must be a whole number, zero or more, not “60000000”.",
        ),
        ("value_sek: 60000000", "value_sek: -1", "value_sek must be a whole number, zero or more, not “-1”."),
        (
            "value_sek: 60000000",
            "value_sek: 060",
            "value_sek must be a whole number, zero or more, not “060”.",
        ),
        ("months: 48", "months: 0", "months must be between 1 and 1200, not 0."),
        ("framework: false", "framework: 0", "framework must be true or false."),
        ("framework: false", 'framework: "false"', "framework must be true or false."),
        ("staff_cost_share: 0.6", "staff_cost_share: 60", "staff_cost_share is a share: from 0 to 1."),
        ("bids: 4", "bidz: 4", "procurement has no key “bidz”. Did you mean “bids”?"),
        (
            "kind: numeric",
            "kind: sharp",
            "kind cannot be “sharp”. It is one of: numeric, dialogue, combined, reserved.",
        ),
        (
            "  full_time_months: 96",
            "  full_time_months: many",
            "full_time_months must be a number, zero or more, not “many”.",
        ),
        (
            "types: [employment,",
            "types: [job,",
            "types cannot be “job”. It is one of: employment, internship, trainee, apprenticeship, training.",
        ),
        (
            "[employment, internship, trainee, apprenticeship, training]",
            "[]",
            "types must name at least one of: employment, internship, trainee, apprenticeship, training.",
        ),
        (
            "[employment, internship, trainee, apprenticeship, training]",
            "employment",
            "types must be a list.",
        ),
        ("early_end_share: 0.75", "early_end_share: 75", "early_end_share is a share: from 0 to 1."),
        (
            "early_end_basis: placement",
            "early_end_basis: all",
            "early_end_basis cannot be “all”. It is one of: placement, total.",
        ),
        ("max_places: 2", "max_place: 2", "bonus has no key “max_place”. Did you mean “max_places”?"),
        ("scope: 1.0", "scope: 0", "scope is a share: above 0 to 1."),
        ("scope: 1.0", "scope: 1.01", "scope is a share: above 0 to 1."),
        ("person: a", "person: ' '", "person must not be empty."),
        (
            "offered: 2026-03-10",
            "offerd: 2026-03-10",
            "A placement has no key “offerd”. Did you mean “offered”?",
        ),
        (
            "what: dialogue, result: places",
            "what: dialog, result: places",
            "what cannot be “dialog”. It is one of: "
            "dialogue, report_submitted, report_returned, report_approved, "
            "variation, outcome, relief, statement_requested, statement_given, decision.",
        ),
        (
            "what: dialogue, result: places",
            "what: dialogue, result: study",
            "result cannot be “study”. It is one of: places, none, postponed.",
        ),
        ("what: dialogue, result: places", "what: dialogue", "A dialogue event needs “result”."),
        (
            "what: dialogue, result: places",
            "what: dialogue, result: places, period: 1",
            "A dialogue event has no key “period”. Known keys: date, result, what.",
        ),
        (
            "{date: 2026-01-20, what: dialogue, result: places}",
            "{date: 2026-01-20, result: places}",
            "An event needs “what”.",
        ),
        (
            "{date: 2026-01-20, what: dialogue, result: places}",
            "dialogue",
            "An event must be written as “key: value”.",
        ),
        (
            "full_time_months: 72, ground",
            "ground",
            "A variation must change one of: contract_months, full_time_months, places, value_sek.",
        ),
        ("{asked: 2026-02-01, answered", "{answered", "A request without candidate needs “asked”."),
    ],
)
def test_a_value_that_does_not_fit_is_refused_on_its_line(old, new, rule):
    text, line = changed(old, new)

    assert refusal(text) == (line, rule)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("name: Minst\n", "", "The scenario needs “name”."),
        ("kind: numeric", "places: 1", "requirement needs “kind”."),
        ("name: Minst", "name: Minst\nname: Minst", "The scenario has “name” twice."),
        ("title: Parkskötsel", "contrat: 1", "procurement has no key “contrat”. Did you mean “contract”?"),
        ("contract: {start: 2026-01-01, months: 48}", "bids: 1", "procurement needs “contract”."),
        ("months: 48", "extent: 48", "contract has no key “extent”. Known keys: months, start."),
    ],
)
def test_missing_double_and_unknown_keys(old, new, rule):
    assert refusal(changed(old, new, SMALLEST)[0])[1] == rule


@pytest.mark.parametrize(
    ("placements", "line", "rule"),
    [
        (
            [P1 + ", replaces: p9}"],
            11,
            "Placement p1: it replaces “p9”, but no placement in this file has that id.",
        ),
        ([P1 + ", replaces: p1}"], 11, "Placement p1: it replaces “p1”, which in turn replaces it."),
        ([P1 + "}", P1 + "}"], 12, "Two placements have the id “p1”."),
        (
            [P1 + ", end: 2026-01-31}"],
            11,
            "Placement p1: it cannot end on 2026-01-31, before it starts on 2026-02-01.",
        ),
        (
            [P1 + ", planned_end: 2026-01-31}"],
            11,
            "Placement p1: its planned end 2026-01-31 is before its start 2026-02-01.",
        ),
        (
            [P1 + ", offered: 2026-02-02}"],
            11,
            "Placement p1: it cannot be offered on 2026-02-02, after it started on 2026-02-01.",
        ),
        (
            [P1 + ", ended_because: resigned}"],
            11,
            "Placement p1: it says why it ended but not when; give “end”, too.",
        ),
        (
            [P1 + "}", "  - {id: p2, type: employment, start: 2026-01-31, replaces: p1}"],
            12,
            "Placement p2: it cannot take over the place of “p1” before that one has started.",
        ),
        (
            [P1 + ", replaces: p2}", "  - {id: p2, type: employment, start: 2026-02-01, replaces: p1}"],
            11,
            "Placement p1: it replaces “p2”, which in turn replaces it.",
        ),
    ],
)
def test_placements_that_contradict_each_other(placements, line, rule):
    assert refusal(SMALLEST + "placements:\n" + "\n".join(placements)) == (line, rule)


def test_a_placement_may_start_end_and_be_offered_on_one_day_and_be_replaced_on_it():
    one_day = P1 + ", offered: 2026-02-01, end: 2026-02-01, planned_end: 2026-02-01}"
    heir = "  - {id: p2, type: employment, start: 2026-02-01, replaces: p1}"

    assert len(parse(SMALLEST + f"placements:\n{one_day}\n{heir}").placements) == 2


@pytest.mark.parametrize(
    ("event", "rule"),
    [
        ("what: outcome, placement: p9, result: study", "No placement in this file has the id “p9”."),
        (
            "what: outcome, placement: p1, result: study",
            "An outcome of “p1” cannot be dated before its start.",
        ),
        ("what: report_approved, period: 1", "No report for period 1 had been submitted by 2026-01-31."),
        (
            "what: report_returned, period: 2, reason: x",
            "No report for period 2 had been submitted by 2026-01-31.",
        ),
    ],
)
def test_events_that_cannot_have_happened(event, rule):
    later = "  - {date: 2026-02-01, what: report_submitted, period: 1}"
    text = SMALLEST + f"placements:\n{P1}}}\nevents:\n  - {{date: 2026-01-31, {event}}}\n{later}\n"

    assert refusal(text) == (13, rule)


def test_only_the_period_that_was_sent_in_can_be_answered():
    sent = "events:\n  - {date: 2026-02-01, what: report_submitted, period: 1}\n"
    answered = "  - {date: 2026-02-02, what: report_approved, period: 2}\n"

    assert refusal(SMALLEST + sent + answered) == (
        12,
        "No report for period 2 had been submitted by 2026-02-02.",
    )


def test_answer_and_outcome_may_come_on_the_same_day():
    same_day = "  - {date: 2026-02-01, what: outcome, placement: p1, result: study}\n"
    report = "".join(
        f"  - {{date: 2026-02-01, what: report_{step}, period: 1}}\n" for step in ("submitted", "approved")
    )

    assert len(parse(SMALLEST + f"placements:\n{P1}}}\nevents:\n{same_day}{report}").events) == 3


def test_an_answer_before_its_question():
    text = SMALLEST + "no_candidate:\n  - {asked: 2026-02-01, answered: 2026-01-31}\n"

    assert refusal(text) == (11, "It cannot be answered on 2026-01-31, before it was asked.")


def test_of_several_contradictions_the_first_in_the_file_is_told():
    text = (
        SMALLEST
        + "no_candidate:\n  - {asked: 2026-02-01, answered: 2026-01-31}\nplacements:\n"
        + P1
        + ", replaces: x}"
    )

    assert refusal(text)[0] == 11


@pytest.mark.parametrize(
    ("text", "line", "rule"),
    [
        ("", 1, "The file is empty."),
        ("- a\n- b\n", 1, "The scenario must be written as “key: value”."),
        ("name: [x\ntoday: y\n", 2, "Not valid YAML: "),
        ("name: x\n---\nname: y\n", 2, "Not valid YAML: "),
        ("name: x\ntoday: \x00\n", 2, "The file holds a character that YAML does not allow."),
        ("[" * 5000, 1, "The file is nested too deep."),
        ("name: x\n? [a, b]\n: c\n", 2, "A key must be a single value."),
        ("name: x\n<<: {today: y}\n", 2, "The scenario has no key “<<”."),
    ],
)
def test_text_that_is_no_scenario(text, line, rule):
    found = refusal(text)

    assert found[0] == line
    assert found[1].startswith(rule)
