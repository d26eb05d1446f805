"""The socio-economic calculation: what an employment requirement means for each actor. Pure functions.

`calculate(inputs, parameters)` is the one way in. Nothing here knows Django, the clock or a database; the
parameters of the day are given in. What is calculated and why is told in docs/calculation.md.
"""

from strategy.calculator.calculation import FORMULAS, Calculation, CannotCalculate, calculate, spread
from strategy.calculator.inputs import OFFICIAL, Effects, Inputs, Range
from strategy.calculator.kinds import (
    ACTORS,
    Age,
    Buyer,
    EntryName,
    Occupation,
    Party,
    Problem,
    Support,
    Unemployed,
    Unit,
)
from strategy.calculator.ledger import Entry, balance
from strategy.calculator.parameters import (
    Key,
    MissingParameter,
    Parameter,
    ParameterSet,
    all_keys,
    of_day,
)
from strategy.calculator.quantities import Op, Quantity
from strategy.calculator.storing import as_json, from_json, parameters_as_json, parameters_from_json

__all__ = [
    "ACTORS",
    "FORMULAS",
    "OFFICIAL",
    "Age",
    "Buyer",
    "Calculation",
    "CannotCalculate",
    "Effects",
    "Entry",
    "EntryName",
    "Inputs",
    "Key",
    "MissingParameter",
    "Occupation",
    "Op",
    "Parameter",
    "ParameterSet",
    "Party",
    "Problem",
    "Quantity",
    "Range",
    "Support",
    "Unemployed",
    "Unit",
    "all_keys",
    "as_json",
    "balance",
    "calculate",
    "from_json",
    "of_day",
    "parameters_as_json",
    "parameters_from_json",
    "spread",
]
