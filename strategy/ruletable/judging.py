"""One purchase against one table: what is recommended, which row decided, and why those before it did not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from strategy.ruletable.kinds import Instrument, Measure, Rounding, Subject
from strategy.ruletable.rows import Limit, Purchase, Row, Table
from strategy.ruletable.volume import rounded


class Outcome(StrEnum):
    RECOMMENDED = "recommended"
    NOT_RECOMMENDED = "not_recommended"
    UNCLEAR = "unclear"  # a figure that decides is missing


@dataclass(frozen=True, slots=True)
class Test:
    """One condition of a row: met, not met, or not known yet (None)."""

    subject: Subject | Measure
    is_met: bool | None
    limit: Limit | None = None
    figure: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with its tests. `number` is its place in the table, from 1."""

    number: int
    row: Row
    tests: tuple[Test, ...]

    @property
    def fits(self) -> bool | None:
        """True, False, or None while a figure that decides is missing."""
        answers = [test.is_met for test in self.tests]
        if False in answers:
            return False
        return None if None in answers else True

    @property
    def only_sector_failed(self) -> bool:
        failed = [test.subject for test in self.tests if test.is_met is False]
        return failed == [Subject.SECTOR] and all(test.is_met is not None for test in self.tests)

    @property
    def unknown(self) -> tuple[Subject | Measure, ...]:
        return tuple(test.subject for test in self.tests if test.is_met is None)


@dataclass(frozen=True, slots=True)
class Advice:
    """What is recommended, and how much. `is_below_one`: the value does not come to a whole place; it says
    why, and makes no other advice of it."""

    instrument: Instrument
    places: int | None = None
    full_time_months: Fraction | None = None
    employment_months: int | None = None
    internship_months: int | None = None
    is_below_one: bool = field(default=False, compare=False)


NOTHING = Advice(Instrument.NONE)
DIALOGUE = Advice(Instrument.DIALOGUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """The answer. `earlier`: the rows before the deciding one, or all where none decided.

    `by_sector`: the row that fits but for its sector, where dialogue is recommended instead of nothing.
    `missing`: what must be known before the table can answer.
    """

    outcome: Outcome
    advice: Advice
    deciding: Judged | None
    earlier: tuple[Judged, ...]
    by_sector: Judged | None = None
    missing: tuple[Subject | Measure, ...] = ()

    @property
    def is_recommended(self) -> bool:
        return self.outcome is Outcome.RECOMMENDED


def recommend(table: Table, purchase: Purchase) -> Recommendation:
    """Read the table from the top. The first row that fits decides; no row: nothing is recommended.

    A row that may fit, once more is known, makes the answer unclear only if it would change it.
    """
    earlier: list[Judged] = []
    deciding = None
    for number, row in enumerate(table.rows, start=1):
        judged = Judged(number, row, tuple(_tests(row, purchase)))
        if judged.fits:
            deciding = judged
            break
        earlier.append(judged)
    return _answer(table, purchase, earlier, deciding)


def _answer(
    table: Table, purchase: Purchase, earlier: Sequence[Judged], deciding: Judged | None
) -> Recommendation:
    possible = [judged for judged in earlier if judged.fits is None]
    own = _advice(deciding.row, purchase, table.rounding) if deciding else NOTHING
    by_sector = None
    if own == NOTHING and (by_sector := _kept_by_sector(earlier, purchase, table.rounding)):
        own = DIALOGUE
    advices = [_advice(judged.row, purchase, table.rounding) for judged in possible]
    outcome, missing = Outcome.RECOMMENDED, dict[Subject | Measure, None]()
    if own is None or any(advice != own for advice in advices):
        asked = [subject for judged in possible for subject in judged.unknown]
        counted = [Measure.VALUE] if None in (own, *advices) else []
        outcome, missing = Outcome.UNCLEAR, dict.fromkeys([*asked, *counted])
        own, by_sector = NOTHING, None
    elif own == NOTHING:
        outcome = Outcome.NOT_RECOMMENDED
    return Recommendation(
        outcome=outcome,
        advice=own,
        deciding=deciding,
        earlier=tuple(earlier),
        by_sector=by_sector,
        missing=tuple(missing),
    )


def _kept_by_sector(earlier: Iterable[Judged], purchase: Purchase, rounding: Rounding) -> Judged | None:
    """The first row that would recommend something and fits in all but its sector. A sector never rules out
    dialogue: architects have had it."""
    found = (judged for judged in earlier if judged.only_sector_failed)
    return next((judged for judged in found if _advice(judged.row, purchase, rounding) != NOTHING), None)


def _advice(row: Row, purchase: Purchase, rounding: Rounding) -> Advice | None:
    """What the row comes to; None while the value that it counts by is not known."""
    volume = row.volume
    if volume is None:
        return Advice(row.instrument)
    if volume.full_time_months is not None:
        return Advice(row.instrument, full_time_months=volume.full_time_months)
    places = volume.places
    if volume.sek_per_place is not None:
        value = purchase.figure(Measure.VALUE)
        if value is None:
            return None
        places = rounded(value / volume.sek_per_place, rounding)
    assert places is not None
    if places == 0:
        is_combined = row.instrument is Instrument.COMBINED
        return Advice(Instrument.DIALOGUE if is_combined else Instrument.NONE, is_below_one=True)
    return Advice(
        row.instrument,
        places=places,
        employment_months=_times(places, volume.employment_months),
        internship_months=_times(places, volume.internship_months),
    )


def _times(places: int, months: int | None) -> int | None:
    return None if months is None else places * months


def _tests(row: Row, purchase: Purchase) -> Iterable[Test]:
    if row.forms:
        yield Test(Subject.FORM, bool(row.forms & purchase.forms))
    if row.natures:
        yield Test(Subject.NATURE, purchase.nature in row.natures if purchase.nature else None)
    if row.cpv_prefixes:
        known = any(purchase.cpv.startswith(prefix) for prefix in row.cpv_prefixes) if purchase.cpv else None
        yield Test(Subject.SECTOR, known)
    for limit in row.limits:
        figure = purchase.figure(limit.measure)
        is_met = None if figure is None else limit.is_met_by(figure)
        yield Test(limit.measure, is_met, limit, figure)
