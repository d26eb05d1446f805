"""Everything that a calculation can say has a name, and a formula reads as it was counted."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest

from strategy.calculation_page import page_of
from strategy.calculation_words import line_of, name_of, rule_name, signed, unit_text, workings
from strategy.calculator import Age, Effects, Occupation, Support, Unemployed, Unit, all_keys, calculate
from strategy.parameters import parameters_of
from tests.strategy.calculator.cases import EXAMPLE, RULES, reckon

OUTSIDE = Effects(
    deadweight=Fraction(1, 2),
    displacement=Fraction(1, 4),
    retained=Fraction(1, 2),
    retained_months=Fraction(6),
)


def entry(calculation, name):
    return next(row for row in calculation.entries if row.name.value == name)


def test_a_formula_with_its_numbers():
    assert line_of(entry(reckon(), "municipal_tax").amount) == (
        "Kommunalskatt = kommunal skattesats (20,7 %) × ökad beskattningsbar inkomst per år "
        "(220 334 kr per år) × år (1) × platser (1) = 45 609 kr"
    ).replace(" %", "\xa0%").replace("220 334 kr", "220\xa0334\xa0kr").replace("45 609 kr", "45\xa0609\xa0kr")


def test_the_workings_end_in_what_was_given_or_recorded():
    lines = workings(entry(reckon(), "subsidy").amount)

    assert lines[0].startswith("Lönestöd = lön som räknas")
    assert any("det lägsta av" in line for line in lines)


def test_what_was_simply_stated_says_so():
    assert workings(entry(reckon(), "procurement").amount) == ("40\xa0000\xa0kr, som angavs",)


@pytest.mark.parametrize("support", Support)
@pytest.mark.parametrize("rules", [RULES, parameters_of(dt.date(2026, 11, 30))])
def test_every_step_of_every_kind_has_a_name(support, rules):
    for occupation, age, time, insured in product(Occupation, Age, Unemployed, (True, False)):
        inputs = replace(
            EXAMPLE, occupation=occupation, age=age, unemployed=time, is_insured=insured, support=support,
            is_newly_arrived=not insured,
        )  # fmt: skip
        if occupation is Occupation.INTERNSHIP or (support is Support.NEW_START and insured):
            inputs = replace(inputs, support=Support.NONE)
        for row in calculate(inputs, rules, OUTSIDE).entries:
            assert all(name_of(part) for step in row.amount.steps() for part in (step, *step.parts))


def test_every_parameter_has_a_name_of_its_own():
    found = [rule_name(key) for key in all_keys()]

    assert len(set(found)) == len(found)


def test_amounts_are_whole_sek_with_a_sign():
    assert signed(Fraction(45_609)) == "+45\xa0609\xa0kr"
    assert signed(Fraction(-40_000)) == "−40\xa0000\xa0kr"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (Fraction(2070, 10_000), Unit.SHARE, "20,7\xa0%"),
        (Fraction(1584, 1000), Unit.TIMES, "1,584"),
        (Fraction(65, 3), Unit.DAYS, "21,67"),
        (Fraction(308), Unit.SEK_PER_DAY, "308\xa0kr per dag"),
    ],
)
def test_values_with_their_units(value, unit, text):
    assert unit_text(value, unit) == text


def test_the_page_says_how_many_values_are_assumptions():
    page = page_of((reckon(),), RULES)

    assert page.assumption_count == sum(row.mark == "Antagande" for row in page.rules) > 0
    assert {row.mark for row in page.rules} == {"Antagande", "Kontrollerat"}
    assert page.levels == ()


def test_the_result_of_the_page_is_that_of_the_calculation():
    page = page_of((reckon(),), RULES)

    assert [row.amount for row in page.results] == [
        "+57\xa0867\xa0kr", "+15\xa0289\xa0kr", "+25\xa0316\xa0kr", "+72\xa0890\xa0kr", "+28\xa0846\xa0kr",
        "+200\xa0209\xa0kr",
    ]  # fmt: skip
