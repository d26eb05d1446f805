"""Taxes of a year, simplified: as if the whole year looked like the months of the requirement."""

from strategy.calculator.case import Case
from strategy.calculator.kinds import Unit
from strategy.calculator.parameters import BANDS, Key
from strategy.calculator.quantities import Quantity, difference, not_below_zero, product, total

YEAR = Unit.SEK_PER_YEAR


def band(case: Case, name: str, income: Quantity, label: str) -> Quantity:
    """A rule that is piecewise linear in income: base + share of what lies above where the band begins."""
    amount = case.rule(Key.PRICE_BASE_AMOUNT)
    starts = {
        number: product(f"{name}_begins", case.rule(f"{name}_{number}_from"), amount, unit=YEAR)
        for number in range(1, BANDS[name] + 1)
    }
    number = max(number for number, start in starts.items() if start.value <= income.value)
    above = difference(f"{label}_above", income, starts[number], unit=YEAR)
    base = product(f"{name}_base", case.rule(f"{name}_{number}_base"), amount, unit=YEAR)
    return total(
        label,
        base,
        product(f"{label}_part", case.rule(f"{name}_{number}_slope"), above, unit=YEAR),
        unit=YEAR,
    )


def taxable(case: Case, income: Quantity, of: str) -> Quantity:
    """Income of a year less the basic deduction, never below zero."""
    deduction = band(case, "basic_deduction", income, f"{of}_basic_deduction")
    return not_below_zero(f"{of}_taxable", difference(f"{of}_after_deduction", income, deduction, unit=YEAR))


def local_rate(case: Case) -> Quantity:
    """Municipal and regional tax together."""
    return total("local_tax", case.rule(Key.MUNICIPAL_TAX), case.rule(Key.REGIONAL_TAX), unit=Unit.SHARE)


def state_tax(case: Case, taxed: Quantity) -> Quantity:
    """State income tax of a year on what lies above the threshold."""
    over = not_below_zero(
        "over_threshold",
        difference("less_threshold", taxed, case.rule(Key.STATE_TAX_THRESHOLD), unit=YEAR),
    )
    return product("state_tax_of_year", case.rule(Key.STATE_TAX), over, unit=YEAR)


def job_tax_credit(case: Case, income: Quantity) -> Quantity:
    """Tax reduction of a year on income from work. The state bears it, though it is taken off local tax."""
    base = band(case, "job_tax_credit", income, "job_tax_credit_ground")
    deduction = band(case, "basic_deduction", income, "wage_basic_deduction")
    counted = not_below_zero(
        "job_tax_credit_counted", difference("job_tax_credit_less", base, deduction, unit=YEAR)
    )
    return product("job_tax_credit_of_year", counted, local_rate(case), unit=YEAR)
