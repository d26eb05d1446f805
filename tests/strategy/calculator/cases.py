"""Short ways to say a case: the published example with its values, under the rules of 2019."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

from strategy.calculator import Age, Buyer, Inputs, Occupation, Party, Support, Unemployed, calculate
from strategy.parameters import parameters_of

RULES = parameters_of(dt.date(2019, 11, 7))

EXAMPLE = Inputs(
    buyer=Buyer.MUNICIPALITY,
    occupation=Occupation.EMPLOYMENT,
    months=Fraction(12),
    posts=1,
    scope=Fraction(1),
    gross_wage=Fraction(20_500),
    support=Support.NEW_START,
    production_factor=Fraction(4, 5),
    age=Age.FROM_26,
    unemployed=Unemployed.FROM_12,
    is_newly_arrived=True,
    is_insured=False,
    has_housing_allowance=True,
    supervisor_wage=Fraction(30_000),
    supervision_share=Fraction(1, 10),
    administration_cost=Fraction(10_000),
    procurement_cost=Fraction(40_000),
)


def example(**changed):
    return replace(EXAMPLE, **changed)


def reckon(rules=RULES, effects=None, **changed):
    """The example with some inputs changed."""
    more = () if effects is None else (effects,)
    return calculate(example(**changed), rules, *more)


def amounts(calculation):
    """Entry name -> amount, for the entries of the requirement period."""
    return {e.name.value: e.amount.value for e in calculation.entries if not e.is_afterwards}


def whole(fraction):
    """Rounded to whole SEK, as a reader checks it with a pocket calculator."""
    return round(float(fraction))


def results(calculation):
    return {Party(p).value: whole(amount) for p, amount in calculation.results.items()}
