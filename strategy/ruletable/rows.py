"""A decision table, its rows, and the purchase that is judged by it. A row that cannot be is refused."""

import datetime as dt
from dataclasses import dataclass, field
from fractions import Fraction
from operator import ge, gt, le, lt

from strategy.ruletable.kinds import Comparison, Form, Instrument, Measure, Nature, Rounding

COMPARED = {
    Comparison.AT_LEAST: ge,
    Comparison.MORE_THAN: gt,
    Comparison.LESS_THAN: lt,
    Comparison.AT_MOST: le,
}
WITH_VOLUME = frozenset({Instrument.NUMERIC, Instrument.COMBINED, Instrument.RESERVED})


class BadRow(ValueError):
    """A row that no table may hold. `code` says why; the words stand in strategy/table_words.py."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Limit:
    """One bound of one figure."""

    measure: Measure
    comparison: Comparison
    amount: Fraction

    def is_met_by(self, figure: Fraction) -> bool:
        return COMPARED[self.comparison](figure, self.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """How much: so many places, one place per so many kronor, or full-time months. One of the three.

    `employment_months` or `internship_months` make one place, where the policy says so.
    """

    places: int | None = None
    sek_per_place: int | None = None
    full_time_months: Fraction | None = None
    employment_months: int | None = None
    internship_months: int | None = None

    def __post_init__(self) -> None:
        given = [self.places, self.sek_per_place, self.full_time_months]
        if sum(amount is not None for amount in given) != 1:
            raise BadRow("one_volume")
        if any(amount is not None and amount <= 0 for amount in given):
            raise BadRow("volume_above_zero")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """For which purchases, what is recommended, and the policy's own reason. No condition: for all."""

    name: str
    instrument: Instrument
    natures: frozenset[Nature] = frozenset()
    forms: frozenset[Form] = frozenset()
    cpv_prefixes: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    volume: Volume | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        if self.cpv_prefixes and self.instrument is Instrument.NONE:
            raise BadRow("sector_rules_out_dialogue")
        if self.volume is not None and self.instrument not in WITH_VOLUME:
            raise BadRow("volume_without_amount")
        if len({(limit.measure, limit.comparison.is_lower) for limit in self.limits}) < len(self.limits):
            raise BadRow("limit_twice")
        if any(_is_empty(self.limits, measure) for measure in Measure):
            raise BadRow("empty_band")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows in the order they are read; the first that fits decides."""

    rows: tuple[Row, ...]
    rounding: Rounding = Rounding.DOWN
    valid_from: dt.date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """What is known of a purchase; None or "" is not known yet. Units as in `Measure`."""

    nature: Nature | None = None
    forms: frozenset[Form] = frozenset()
    cpv: str = ""
    figures: dict[Measure, Fraction] = field(default_factory=dict)

    def figure(self, measure: Measure) -> Fraction | None:
        return self.figures.get(measure)


def _is_empty(limits: tuple[Limit, ...], measure: Measure) -> bool:
    """Can no figure lie within both bounds of the measure?"""
    bounds = [limit for limit in limits if limit.measure is measure]
    lower = next((limit for limit in bounds if limit.comparison.is_lower), None)
    upper = next((limit for limit in bounds if not limit.comparison.is_lower), None)
    if lower is None or upper is None:
        return False
    holds_edge = lower.is_met_by(lower.amount) and upper.is_met_by(upper.amount)
    return lower.amount > upper.amount or (lower.amount == upper.amount and not holds_edge)
