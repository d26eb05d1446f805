"""What it changes for everybody that a person works instead of being unemployed."""

from collections.abc import Iterator

from strategy.calculator.benefits import Benefits, benefits
from strategy.calculator.case import MONTHS_IN_YEAR, Case
from strategy.calculator.kinds import EntryName, Party, Unit
from strategy.calculator.ledger import Entry
from strategy.calculator.parameters import Key
from strategy.calculator.quantities import Quantity, difference, given, product, total
from strategy.calculator.taxes import job_tax_credit, state_tax, taxable

E, P = EntryName, Party
YEAR = Unit.SEK_PER_YEAR


def work_entries(case: Case) -> Iterator[Entry]:
    """Production, wage, taxes and the benefits that end. An intern only produces: her benefits go on."""
    if not case.inputs.is_paid:
        value = given("intern_production", case.inputs.intern_production, Unit.SEK_PER_MONTH)
        amount = product(E.PRODUCTION, value, case.months, case.posts)
        yield Entry(E.PRODUCTION, P.RESOURCES, P.EMPLOYER, amount)
        return
    wage = _wage(case)
    yield from _production(case, wage)
    before = benefits(case)
    taxes = tuple(_taxes(case, before))
    yield from taxes
    yield from _ends(case, before)
    yield _indirect_tax(case, wage)


def _wage(case: Case) -> Quantity:
    return product(E.WAGE, _wage_of_month(case), case.months, case.posts)


def _wage_of_month(case: Case) -> Quantity:
    return product("wage_of_month", case.gross_wage, case.scope, unit=Unit.SEK_PER_MONTH)


def _wage_of_year(case: Case) -> Quantity:
    return product("wage_of_year", _wage_of_month(case), MONTHS_IN_YEAR, unit=YEAR)


def _production(case: Case, wage: Quantity) -> Iterator[Entry]:
    fees = product(E.CONTRIBUTIONS, wage, case.contribution_rate)
    factor = given("production_factor", case.inputs.production_factor, Unit.SHARE)
    value = product(E.PRODUCTION, total("wage_cost", wage, fees), factor)
    yield Entry(E.PRODUCTION, P.RESOURCES, P.EMPLOYER, value)
    yield Entry(E.WAGE, P.EMPLOYER, P.INDIVIDUAL, wage)
    yield Entry(E.CONTRIBUTIONS, P.EMPLOYER, P.STATE, fees)


def _taxes(case: Case, before: Benefits) -> Iterator[Entry]:
    """Tax on the wage less tax on the benefits that end."""
    of_year = _wage_of_year(case)
    taxed = taxable(case, of_year, "wage")
    ending = product("benefit_taxable_ending", before.taxable_of_year, case.scope, unit=YEAR)
    more = difference("taxable_change", taxed, ending, unit=YEAR)
    for name, rate, taker in (
        (E.MUNICIPAL_TAX, Key.MUNICIPAL_TAX, P.MUNICIPALITY),
        (E.REGIONAL_TAX, Key.REGIONAL_TAX, P.REGION),
    ):
        amount = product(name, case.rule(rate), more, case.years, case.posts)
        yield Entry(name, P.INDIVIDUAL, taker, amount)
    state = product(E.STATE_TAX, state_tax(case, taxed), case.years, case.posts)
    yield Entry(E.STATE_TAX, P.INDIVIDUAL, P.STATE, state)
    credit = product(E.JOB_TAX_CREDIT, job_tax_credit(case, of_year), case.years, case.posts)
    yield Entry(E.JOB_TAX_CREDIT, P.STATE, P.INDIVIDUAL, credit)


def _ends(case: Case, before: Benefits) -> Iterator[Entry]:
    """Benefits that end, in proportion to the scope of the job."""
    for name, of_month, payer in (
        (before.kind, before.daily, P.STATE),
        (E.HOUSING, before.housing, P.STATE),
        (E.INCOME_SUPPORT, before.income_support, P.MUNICIPALITY),
    ):
        amount = product(name, of_month, case.scope, case.months, case.posts)
        yield Entry(name, P.INDIVIDUAL, payer, amount)


def _indirect_tax(case: Case, wage: Quantity) -> Entry:
    """Value added tax and the like on what the wage buys (our inference, see docs/calculation.md).

    The benefits that end are spent by those who paid them and carry the same tax, so they are left out.
    """
    of_year = _wage_of_year(case)
    taxed = taxable(case, of_year, "wage")
    local = product("wage_local_tax", case.rule(Key.MUNICIPAL_TAX), taxed, case.years, case.posts)
    region = product("wage_regional_tax", case.rule(Key.REGIONAL_TAX), taxed, case.years, case.posts)
    state = product(E.STATE_TAX, state_tax(case, taxed), case.years, case.posts)
    credit = product(E.JOB_TAX_CREDIT, job_tax_credit(case, of_year), case.years, case.posts)
    net = total("net_wage", difference("wage_less_tax", wage, local, region, state), credit)
    return Entry(
        E.INDIRECT_TAX, P.RESOURCES, P.STATE, product(E.INDIRECT_TAX, case.rule(Key.INDIRECT_TAX), net)
    )
