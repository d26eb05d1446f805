"""What is refused, what lies outside the official model, and what a version promises."""

import datetime as dt
import json
from fractions import Fraction

import pytest

from core.rules import RuleBroken
from reference.figures import calculation_figures
from strategy.calculator import (
    Age,
    CannotCalculate,
    Effects,
    MissingParameter,
    Occupation,
    ParameterSet,
    Problem,
    Range,
    Support,
    Unemployed,
    all_keys,
    as_json,
    calculate,
    parameters_as_json,
    parameters_from_json,
    spread,
)
from strategy.parameters import parameters_of
from tests.strategy.calculator.cases import EXAMPLE, RULES, amounts, example, reckon, whole

HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"is_newly_arrived": False, "unemployed": Unemployed.FROM_6}, Problem.NEW_START_NEEDS_TIME),
        (
            {"is_newly_arrived": False, "unemployed": Unemployed.UNDER_6, "age": Age.UNDER_26},
            Problem.NEW_START_NEEDS_TIME,
        ),
        ({"occupation": Occupation.INTERNSHIP}, Problem.SUPPORT_NEEDS_EMPLOYMENT),
        (
            {"occupation": Occupation.INTERNSHIP, "support": Support.INTRODUCTION},
            Problem.SUPPORT_NEEDS_EMPLOYMENT,
        ),
    ],
)
def test_support_that_the_person_cannot_have_is_refused(changed, problem):
    with pytest.raises(CannotCalculate) as refused:
        reckon(**changed)

    assert refused.value.problem is problem


def test_a_young_person_needs_half_a_year_only():
    found = amounts(reckon(is_newly_arrived=False, unemployed=Unemployed.FROM_6, age=Age.UNDER_26))

    assert whole(found["subsidy"]) == 75_408


@pytest.mark.parametrize(
    "changed", [{"scope": Fraction(11, 10)}, {"gross_wage": Fraction(-1)}, {"posts": -1}]
)
def test_impossible_inputs_are_an_error(changed):
    with pytest.raises(ValueError, match=r"is (above one|below zero)"):
        example(**changed)


def test_support_of_a_day_follows_the_rules_of_that_day():
    """The least support was raised from one to two employer contributions on 1 April 2022."""
    by_day = {
        day: {f.key: f.value for rows in calculation_figures().values() for f in rows if f.holds_on(day)}
        for day in (dt.date(2022, 3, 31), dt.date(2022, 4, 1))
    }

    assert [values["new_start_from_12"] for values in by_day.values()] == [1, 2]


def test_a_day_without_figures_is_refused():
    with pytest.raises(RuleBroken, match="2023"):
        parameters_of(dt.date(2023, 5, 1))


def test_every_parameter_of_the_formulas_is_recorded_with_a_source():
    for rules in (RULES, parameters_of(dt.date(2026, 1, 1))):
        assert set(all_keys()) <= set(rules.by_key)
        assert all(row.source for row in rules.parameters)
        assert all(row.note for row in rules.parameters if not row.is_verified)


def test_an_incomplete_set_is_not_calculated_with():
    rules = ParameterSet(RULES.on, tuple(row for row in RULES.parameters if row.key != "municipal_tax"))

    with pytest.raises(MissingParameter, match="municipal_tax"):
        calculate(EXAMPLE, rules)


def test_another_value_is_another_version():
    assert RULES.version == parameters_of(RULES.on).version
    assert RULES.changed(municipal_tax=Fraction(1, 4)).version != RULES.version


def test_a_frozen_set_gives_the_same_bytes():
    frozen = json.dumps(parameters_as_json(RULES))
    once = json.dumps(as_json(reckon()))

    again = calculate(EXAMPLE, parameters_from_json(json.loads(frozen)))

    assert json.dumps(as_json(again)) == once


def test_deadweight_takes_effects_but_not_costs():
    official, half = amounts(reckon()), amounts(reckon(effects=Effects(deadweight=HALF)))

    assert half["production"] == official["production"] / 2
    assert half["income_support"] == official["income_support"] / 2
    for cost in ("subsidy", "supervision", "administration", "procurement"):
        assert half[cost] == official[cost]


def test_displacement_is_taken_of_those_who_are_left():
    found = amounts(reckon(effects=Effects(deadweight=HALF, displacement=HALF)))

    assert found["production"] == amounts(reckon())["production"] / 4


def test_those_who_stay_add_time_without_support():
    calculation = reckon(effects=Effects(retained=HALF, retained_months=Fraction(12)))
    later = {e.name.value: e.amount.value for e in calculation.entries if e.is_afterwards}

    assert later["wage"] == 123_000
    assert later["production"] == Fraction(123_000) * Fraction(13_142, 10_000)
    assert "subsidy" not in later


def test_low_mid_and_high_come_in_that_order():
    cautious, hopeful = Effects(deadweight=HALF), Effects(deadweight=Fraction(1, 10))

    low, mid, high = spread(
        EXAMPLE, RULES, Range(low=cautious, mid=Effects(deadweight=Fraction(1, 4)), high=hopeful)
    )

    assert low.society < mid.society < high.society
    assert (low.effects, high.effects) == (cautious, hopeful)
