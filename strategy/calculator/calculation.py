"""The one way in: a requirement and the rules of a day in, a ledger out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from strategy.calculator.case import Case
from strategy.calculator.inputs import OFFICIAL, Effects, Inputs, Range
from strategy.calculator.kinds import ACTORS, BUYERS, EntryName, Party, Problem, Unit
from strategy.calculator.ledger import Entry, balance, society
from strategy.calculator.parameters import Key, ParameterSet
from strategy.calculator.quantities import difference, given, product, total
from strategy.calculator.support import support_entries, why_not
from strategy.calculator.work import work_entries

# Raised when a formula changes, so that a stored calculation says which formulas it was made with.
FORMULAS = "1"
E, P = EntryName, Party
WHOLE = given("whole", 1, Unit.SHARE)


class CannotCalculate(ValueError):
    """What was given does not fit together."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True)
class Calculation:
    """The ledger of one requirement. Amounts in SEK, exact."""

    inputs: Inputs
    effects: Effects
    entries: tuple[Entry, ...]
    version: str
    formulas: str = FORMULAS

    def result_of(self, party: Party) -> Fraction:
        return balance(self.entries, party)

    @property
    def results(self) -> dict[Party, Fraction]:
        return {actor: self.result_of(actor) for actor in ACTORS}

    @property
    def society(self) -> Fraction:
        return society(self.entries)

    def entries_of(self, party: Party) -> tuple[Entry, ...]:
        """The entries that touch the party, those without an amount left out."""
        return tuple(entry for entry in self.entries if entry.for_party(party))


def calculate(inputs: Inputs, parameters: ParameterSet, effects: Effects = OFFICIAL) -> Calculation:
    """What the requirement means for each actor.

    Without posts there is no requirement: nothing is produced, and nothing is spent. Raises `CannotCalculate`
    if the support that was chosen does not fit the person, and `MissingParameter` if the set is incomplete.
    """
    case = Case(inputs, parameters)
    if problem := why_not(case):
        raise CannotCalculate(problem)
    entries = tuple(_entries(case, effects)) if inputs.posts else ()
    return Calculation(inputs, effects, entries, parameters.version)


def spread(inputs: Inputs, parameters: ParameterSet, effects: Range) -> tuple[Calculation, ...]:
    """Low, mid and high, in that order."""
    return tuple(calculate(inputs, parameters, effect) for effect in (effects.low, effects.mid, effects.high))


def _entries(case: Case, effects: Effects) -> Iterator[Entry]:
    for entry in work_entries(case):
        yield _counted(entry, effects)
    yield from support_entries(case)
    yield from _costs(case)
    if effects.retained and effects.retained_months and case.inputs.is_paid:
        later = case.after_the_period(effects.retained_months)
        share = given("retained", effects.retained, Unit.SHARE)
        for entry in work_entries(later):
            amount = product(entry.amount.name, entry.amount.named(f"{entry.name}_all"), share)
            yield _counted(replace(entry, amount=amount, is_afterwards=True), effects)


def _counted(entry: Entry, effects: Effects) -> Entry:
    """The entry without those who would have got work anyway, and those who took another's place."""
    if not effects.deadweight and not effects.displacement:
        return entry
    anyway = given("deadweight", effects.deadweight, Unit.SHARE)
    displaced = given("displacement", effects.displacement, Unit.SHARE)
    amount = product(
        entry.amount.name,
        entry.amount.named(f"{entry.name}_all"),
        difference("not_deadweight", WHOLE, anyway, unit=Unit.SHARE),
        difference("not_displaced", WHOLE, displaced, unit=Unit.SHARE),
    )
    return replace(entry, amount=amount)


def _costs(case: Case) -> Iterator[Entry]:
    """What the requirement itself costs: supervision and administration, the procurement, and the bonus."""
    inputs, buyer = case.inputs, BUYERS[case.inputs.buyer]
    wage = given("supervisor_wage", inputs.supervisor_wage, Unit.SEK_PER_MONTH)
    fees = product("supervisor_contributions", wage, case.rule(Key.CONTRIBUTIONS), unit=Unit.SEK_PER_MONTH)
    time = given("supervision_share", inputs.supervision_share, Unit.SHARE)
    month = total("supervisor_cost", wage, fees, unit=Unit.SEK_PER_MONTH)
    cost = product(E.SUPERVISION, month, time, case.months, case.posts)
    yield Entry(E.SUPERVISION, P.EMPLOYER, P.RESOURCES, cost)
    each = given("administration_cost", inputs.administration_cost, Unit.SEK)
    yield Entry(E.ADMINISTRATION, P.EMPLOYER, P.RESOURCES, product(E.ADMINISTRATION, each, case.posts))
    whole = given("procurement_cost", inputs.procurement_cost, Unit.SEK)
    yield Entry(E.PROCUREMENT, buyer, P.RESOURCES, whole.named(E.PROCUREMENT))
    rate = given("bonus_per_month", inputs.bonus_per_month, Unit.SEK_PER_MONTH)
    bonus = product(E.BONUS, rate, case.scope, case.months, case.posts)
    yield Entry(E.BONUS, buyer, P.EMPLOYER, bonus)
