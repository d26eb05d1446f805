"""What the person lived on before, in a month of full unemployment."""

from dataclasses import dataclass

from strategy.calculator.case import MONTHS_IN_YEAR, Case
from strategy.calculator.kinds import EntryName, Unit
from strategy.calculator.parameters import Key
from strategy.calculator.quantities import (
    Quantity,
    difference,
    given,
    lesser,
    not_below_zero,
    product,
    quotient,
    total,
)
from strategy.calculator.taxes import local_rate, taxable

MONTH = Unit.SEK_PER_MONTH
NOTHING = given("nothing", 0, MONTH)


@dataclass(frozen=True)
class Benefits:
    """SEK per month; `taxable_of_year` in SEK per year.

    `daily` is one of three: unemployment insurance (taxed), activity support (taxed), or the establishment
    allowance of the newly arrived (free of tax). Income support fills up what is missing.
    """

    kind: EntryName
    daily: Quantity
    housing: Quantity
    income_support: Quantity
    taxable_of_year: Quantity


def benefits(case: Case) -> Benefits:
    """What ends, in proportion to the scope, when the person starts to work."""
    kind, daily = _daily(case)
    housing = case.rule(Key.HOUSING) if case.inputs.has_housing_allowance else NOTHING.named(Key.HOUSING)
    is_taxed = kind is not EntryName.ESTABLISHMENT
    of_year = product("benefit_of_year", daily, MONTHS_IN_YEAR, unit=Unit.SEK_PER_YEAR)
    taxed = taxable(case, of_year, "benefit") if is_taxed else given("benefit_taxable", 0, Unit.SEK_PER_YEAR)
    return Benefits(kind, daily, housing, _income_support(case, daily, housing, taxed), taxed)


def _daily(case: Case) -> tuple[EntryName, Quantity]:
    if case.inputs.is_insured:
        part = product("insurance_part", case.rule(Key.INSURANCE_SHARE), case.gross_wage, unit=MONTH)
        cap = _by_days(case, Key.INSURANCE_CAP, "insurance_cap")
        return EntryName.UNEMPLOYMENT_INSURANCE, lesser("insurance_of_month", part, cap, unit=MONTH)
    if case.inputs.is_newly_arrived:
        return EntryName.ESTABLISHMENT, _by_days(case, Key.ESTABLISHMENT, "establishment_of_month")
    return EntryName.ACTIVITY_SUPPORT, _by_days(case, Key.ACTIVITY_SUPPORT, "activity_support_of_month")


def _by_days(case: Case, key: Key, name: str) -> Quantity:
    days = quotient("benefit_days_of_month", case.rule(Key.BENEFIT_DAYS), MONTHS_IN_YEAR, unit=Unit.DAYS)
    return product(name, case.rule(key), days, unit=MONTH)


def _income_support(case: Case, daily: Quantity, housing: Quantity, taxed: Quantity) -> Quantity:
    norm = total(
        "norm_of_month",
        case.rule(Key.NATIONAL_NORM),
        case.rule(Key.REASONABLE_HOUSING),
        case.rule(Key.OTHER_NEEDS),
        unit=MONTH,
    )
    of_year = product("benefit_tax_of_year", taxed, local_rate(case), unit=Unit.SEK_PER_YEAR)
    tax = quotient("benefit_tax_of_month", of_year, MONTHS_IN_YEAR, unit=MONTH)
    left = total("benefit_left", difference("benefit_after_tax", daily, tax, unit=MONTH), housing, unit=MONTH)
    return not_below_zero("income_support_of_month", difference("missing_to_norm", norm, left, unit=MONTH))
