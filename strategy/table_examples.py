"""The ready-made examples as tables to begin from, in the reader's language."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import get_language

from reference.policies import ExampleRow, PolicyExample, policy_examples
from strategy.ruletable import (
    Comparison,
    Form,
    Instrument,
    Limit,
    Measure,
    Nature,
    Rounding,
    Row,
    Table,
    Volume,
)


@dataclass(frozen=True, kw_only=True)
class Example:
    """A table of another organisation, with what it is called and how sure we are of it."""

    key: str
    heading: str
    note: str
    table: Table


def examples(*, on: dt.date) -> tuple[Example, ...]:
    """Every example with its figures as they are on the day."""
    return tuple(_example(example) for example in policy_examples(on=on))


def example_named(key: str, *, on: dt.date) -> Example | None:
    return next((example for example in examples(on=on) if example.key == key), None)


def _example(example: PolicyExample) -> Example:
    table = Table(
        rows=tuple(_row(row) for row in example.rows),
        rounding=list(Rounding)[example.rounding],
        valid_from=example.valid_from,
        source=example.source,
    )
    return Example(key=example.key, heading=_words(example.headings), note=example.note, table=table)


def _row(row: ExampleRow) -> Row:
    return Row(
        name=_words(row.names),
        instrument=Instrument(row.instrument),
        natures=frozenset(Nature(nature) for nature in row.natures),
        forms=frozenset(Form(form) for form in row.forms),
        cpv_prefixes=row.cpv_prefixes,
        limits=tuple(
            Limit(Measure(measure), Comparison(comparison), Fraction(amount))
            for measure, comparison, amount in row.limits
        ),
        volume=_volume(row),
        reason=_words(row.reasons),
    )


def _volume(row: ExampleRow) -> Volume | None:
    if row.sek_per_place is None:
        return None
    return Volume(
        sek_per_place=row.sek_per_place,
        employment_months=row.employment_months,
        internship_months=row.internship_months,
    )


def _words(texts: dict[str, str]) -> str:
    return texts["en" if (get_language() or "").startswith("en") else "sv"]
