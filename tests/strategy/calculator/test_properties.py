"""What must hold for any requirement."""

import datetime as dt
import json
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from strategy.calculator import (
    ACTORS,
    Age,
    Buyer,
    CannotCalculate,
    Effects,
    Inputs,
    Occupation,
    Op,
    Party,
    Support,
    Unemployed,
    as_json,
    balance,
    calculate,
    from_json,
)
from strategy.parameters import parameters_of
from tests.strategy.calculator.cases import RULES

SETS = st.sampled_from([RULES, parameters_of(dt.date(2026, 11, 30))])
SHARES = st.fractions(0, 1, max_denominator=100)
MONEY = st.integers(0, 90_000).map(Fraction)
BOOLEANS = st.booleans()
REQUIREMENTS = st.builds(
    Inputs,
    buyer=st.sampled_from(Buyer),
    occupation=st.sampled_from(Occupation),
    months=st.fractions(0, 48, max_denominator=30),
    posts=st.integers(0, 40),
    scope=SHARES,
    gross_wage=MONEY,
    support=st.just(Support.NONE),
    support_share=SHARES,
    production_factor=st.fractions(0, 2, max_denominator=100),
    intern_production=MONEY,
    age=st.sampled_from(Age),
    unemployed=st.sampled_from(Unemployed),
    is_newly_arrived=BOOLEANS,
    is_insured=BOOLEANS,
    has_housing_allowance=BOOLEANS,
    supervisor_wage=MONEY,
    supervision_share=SHARES,
    administration_cost=MONEY,
    procurement_cost=MONEY,
    bonus_per_month=MONEY,
)
EFFECTS = st.builds(
    Effects,
    deadweight=SHARES,
    displacement=SHARES,
    retained=SHARES,
    retained_months=st.integers(0, 36).map(Fraction),
)


@st.composite
def requirements(draw):
    """Also with support, where the person can have it."""
    inputs, rules = draw(REQUIREMENTS), draw(SETS)
    chosen = replace(inputs, support=draw(st.sampled_from(Support)))
    try:
        calculate(chosen, rules)
    except CannotCalculate:
        return inputs, rules
    return chosen, rules


def entry_of(calculation, name):
    return sum((e.amount.value for e in calculation.entries if e.name.value == name), Fraction(0))


@given(requirements(), EFFECTS)
def test_transfers_cancel_exactly(requirement, effects):
    calculation = calculate(*requirement, effects)

    assert sum((calculation.result_of(party) for party in Party), Fraction(0)) == 0
    between_actors = [
        entry for entry in calculation.entries if Party.RESOURCES not in {entry.giver, entry.taker}
    ]
    assert sum((balance(between_actors, actor) for actor in ACTORS), Fraction(0)) == 0


@given(requirements(), EFFECTS)
def test_society_is_what_was_produced_less_what_was_used_up(requirement, effects):
    calculation = calculate(*requirement, effects)

    made = entry_of(calculation, "production") + entry_of(calculation, "indirect_tax")
    used = sum(entry_of(calculation, name) for name in ("supervision", "administration", "procurement"))
    assert calculation.society == made - used


@given(requirements(), st.fractions(0, 24, max_denominator=12))
def test_more_months_never_lower_production(requirement, more):
    inputs, rules = requirement
    longer = replace(inputs, months=inputs.months + more)

    assert entry_of(calculate(longer, rules), "production") >= entry_of(
        calculate(inputs, rules), "production"
    )


@given(requirements(), EFFECTS)
def test_no_persons_give_nothing(requirement, effects):
    inputs, rules = requirement
    calculation = calculate(replace(inputs, posts=0), rules, effects)

    assert calculation.entries == ()
    assert set(calculation.results.values()) == {Fraction(0)}
    assert calculation.society == 0


@given(requirements())
def test_who_buys_moves_costs_and_nothing_else(requirement):
    inputs, rules = requirement

    assert len({calculate(replace(inputs, buyer=buyer), rules).society for buyer in Buyer}) == 1


@given(requirements(), EFFECTS)
def test_every_amount_is_what_its_parts_say(requirement, effects):
    for entry in calculate(*requirement, effects).entries:
        for step in entry.amount.steps():
            assert step.value == worked_out(step)


@given(requirements(), EFFECTS)
def test_stored_and_read_again_it_is_the_same(requirement, effects):
    calculation = calculate(*requirement, effects)

    assert from_json(json.loads(json.dumps(as_json(calculation)))) == calculation


@given(requirements(), SHARES, SHARES)
def test_those_who_had_got_work_anyway_never_raise_what_is_produced(requirement, less, more):
    low, high = sorted((less, more))
    few = calculate(*requirement, Effects(deadweight=low))
    many = calculate(*requirement, Effects(deadweight=high))

    assert entry_of(many, "production") <= entry_of(few, "production")


@given(requirements())
def test_without_effects_it_is_the_official_model(requirement):
    assert calculate(*requirement, Effects()) == calculate(*requirement)


def worked_out(step):
    """The same arithmetic once more, written another way."""
    values = [part.value for part in step.parts]
    if step.op is Op.PRODUCT:
        result = Fraction(1)
        for value in values:
            result *= value
        return result
    if step.op is Op.QUOTIENT:
        return values[0] / values[1]
    if step.op is Op.DIFFERENCE:
        return values[0] - sum(values[1:])
    return {Op.SUM: sum, Op.LESSER: min, Op.NOT_BELOW_ZERO: lambda found: max(found[0], 0)}[step.op](values)
