"""State support to the employer, by the rules of the day."""

from collections.abc import Iterator

from strategy.calculator.case import Case
from strategy.calculator.kinds import Age, EntryName, Party, Problem, Support, Unemployed, Unit
from strategy.calculator.ledger import Entry
from strategy.calculator.parameters import Key
from strategy.calculator.quantities import Quantity, given, lesser, product, total

U = Unemployed
TIMES_KEYS = {
    U.FROM_6: Key.NEW_START_FROM_6,
    U.FROM_12: Key.NEW_START_FROM_12,
    U.FROM_24: Key.NEW_START_FROM_24,
    U.FROM_36: Key.NEW_START_FROM_36,
}


def why_not(case: Case) -> Problem | None:
    """What stands in the way of the support that was chosen."""
    inputs = case.inputs
    if inputs.support is Support.NONE:
        return None
    if not inputs.is_paid:
        return Problem.SUPPORT_NEEDS_EMPLOYMENT
    if inputs.support is Support.NEW_START and not _new_start_keys(case):
        return Problem.NEW_START_NEEDS_TIME
    return None


def support_entries(case: Case) -> Iterator[Entry]:
    """What the state pays the employer during the requirement period."""
    if case.inputs.support is Support.NEW_START:
        yield _subsidy(_new_start(case))
    elif case.inputs.support is Support.INTRODUCTION:
        yield _subsidy(_introduction(case))
        months = lesser(
            "supervised_months", case.months, case.rule(Key.INTRODUCTION_SUPERVISION_MONTHS), unit=Unit.MONTHS
        )
        amount = product(
            EntryName.SUPERVISION_SUPPORT, case.rule(Key.INTRODUCTION_SUPERVISION), months, case.posts
        )
        yield Entry(EntryName.SUPERVISION_SUPPORT, Party.STATE, Party.EMPLOYER, amount)
    elif case.inputs.support is Support.WAGE_GRANT:
        share = given("support_share", case.inputs.support_share, Unit.SHARE)
        basis = _cost_basis(case, Key.WAGE_GRANT_CEILING)
        yield _subsidy(product(EntryName.SUBSIDY, basis, share, case.months, case.posts))


def _subsidy(amount: Quantity) -> Entry:
    return Entry(EntryName.SUBSIDY, Party.STATE, Party.EMPLOYER, amount)


def _new_start(case: Case) -> Quantity:
    times = max((case.rule(key) for key in _new_start_keys(case)), key=lambda quantity: quantity.value)
    is_young = case.inputs.age is Age.UNDER_26
    longest = case.rule(Key.NEW_START_MONTHS_YOUNG if is_young else Key.NEW_START_MONTHS)
    months = lesser("supported_months", case.months, longest, unit=Unit.MONTHS)
    basis = _wage_basis(case, Key.NEW_START_CEILING)
    return product(EntryName.SUBSIDY, basis, times, case.contribution_rate, months, case.posts)


def _new_start_keys(case: Case) -> list[Key]:
    """The rules under which the person qualifies; the most generous one is used."""
    inputs = case.inputs
    found = [Key.NEW_START_NEWLY_ARRIVED] if inputs.is_newly_arrived else []
    too_short = {U.UNDER_6} if inputs.age is Age.UNDER_26 else {U.UNDER_6, U.FROM_6}
    return found if inputs.unemployed in too_short else [*found, TIMES_KEYS[inputs.unemployed]]


def _introduction(case: Case) -> Quantity:
    months = lesser("supported_months", case.months, case.rule(Key.INTRODUCTION_MONTHS), unit=Unit.MONTHS)
    basis = _cost_basis(case, Key.INTRODUCTION_CEILING)
    return product(EntryName.SUBSIDY, basis, case.rule(Key.INTRODUCTION_SHARE), months, case.posts)


def _wage_basis(case: Case, ceiling: Key) -> Quantity:
    """The part of the monthly wage that counts: up to a ceiling that follows the scope."""
    wage = product("wage_of_month", case.gross_wage, case.scope, unit=Unit.SEK_PER_MONTH)
    most = product("ceiling_of_scope", case.rule(ceiling), case.scope, unit=Unit.SEK_PER_MONTH)
    return lesser("supported_wage", wage, most, unit=Unit.SEK_PER_MONTH)


def _cost_basis(case: Case, ceiling: Key) -> Quantity:
    """The counted wage with its employer contributions."""
    wage = _wage_basis(case, ceiling)
    fees = product("supported_contributions", wage, case.contribution_rate, unit=Unit.SEK_PER_MONTH)
    return total("supported_cost", wage, fees, unit=Unit.SEK_PER_MONTH)
