"""Inputs and parameters side by side, as quantities."""

from dataclasses import dataclass, replace
from fractions import Fraction

from strategy.calculator.inputs import Inputs
from strategy.calculator.kinds import Age, Support, Unit
from strategy.calculator.parameters import Key, ParameterSet
from strategy.calculator.quantities import Quantity, given, quotient

MONTHS_IN_YEAR = given("months_in_year", 12, Unit.MONTHS)


@dataclass(frozen=True)
class Case:
    """One requirement with the rules that it is calculated under."""

    inputs: Inputs
    parameters: ParameterSet

    def rule(self, key: str) -> Quantity:
        return self.parameters.quantity(key)

    @property
    def months(self) -> Quantity:
        return given("months", self.inputs.months, Unit.MONTHS)

    @property
    def years(self) -> Quantity:
        return quotient("years", self.months, MONTHS_IN_YEAR, unit=Unit.YEARS)

    @property
    def posts(self) -> Quantity:
        return given("posts", self.inputs.posts, Unit.POSTS)

    @property
    def scope(self) -> Quantity:
        return given("scope", self.inputs.scope, Unit.SHARE)

    @property
    def gross_wage(self) -> Quantity:
        return given("gross_wage", self.inputs.gross_wage, Unit.SEK_PER_MONTH)

    @property
    def contribution_rate(self) -> Quantity:
        """Employer contributions of the person who gets the job."""
        is_young = self.inputs.age is Age.UNDER_26
        return self.rule(Key.CONTRIBUTIONS_YOUNG if is_young else Key.CONTRIBUTIONS)

    def after_the_period(self, months: Fraction) -> "Case":
        """The same persons in the same job without support, as long as they stay."""
        factor = self.rule(Key.RETAINED_PRODUCTION).value
        inputs = replace(self.inputs, months=months, support=Support.NONE, production_factor=factor)
        return Case(inputs, self.parameters)
