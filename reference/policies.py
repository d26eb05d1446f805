"""Decision tables of other organisations to begin from: dated data with a source, never constants in code."""

import csv
import datetime as dt
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from reference.figures import legal_figure
from reference.files import DATA

FILE = "policy_examples.csv"


@dataclass(frozen=True, kw_only=True)
class ExampleRow:
    """One row of an example as the file has it; texts in Swedish and English."""

    names: dict[str, str]
    reasons: dict[str, str]
    instrument: str
    natures: tuple[str, ...]
    forms: tuple[str, ...]
    cpv_prefixes: tuple[str, ...]
    limits: tuple[tuple[str, str, Decimal], ...]
    sek_per_place: int | None
    employment_months: int | None
    internship_months: int | None


@dataclass(frozen=True, kw_only=True)
class PolicyExample:
    """A whole example. `rounding` is the place in the list down, nearest, up."""

    key: str
    headings: dict[str, str]
    valid_from: dt.date
    source: str
    note: str
    rounding: int
    rows: tuple[ExampleRow, ...]


@cache
def policy_examples(*, on: dt.date) -> tuple[PolicyExample, ...]:
    """Every example with its figures as they are on the day, in the order of the file."""
    with (DATA / FILE).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    keys = dict.fromkeys(row["example"] for row in rows)
    return tuple(_example(key, [row for row in rows if row["example"] == key], on) for key in keys)


def _example(key: str, rows: list[dict[str, str]], on: dt.date) -> PolicyExample:
    first = rows[0]
    return PolicyExample(
        key=key,
        headings=_languages(first, "heading"),
        valid_from=dt.date.fromisoformat(first["valid_from"]),
        source=first["source"],
        note=first["note"],
        rounding=_whole(first["rounding"], on) or 0,
        rows=tuple(_row(row, on) for row in rows),
    )


def _row(row: dict[str, str], on: dt.date) -> ExampleRow:
    limits = [text.split() for text in row["limits"].split(";") if text.strip()]
    return ExampleRow(
        names=_languages(row, "row"),
        reasons=_languages(row, "reason"),
        instrument=row["instrument"],
        natures=tuple(row["natures"].split()),
        forms=tuple(row["forms"].split()),
        cpv_prefixes=tuple(row["cpv_prefixes"].split()),
        limits=tuple((measure, comparison, _amount(amount, on)) for measure, comparison, amount in limits),
        sek_per_place=_whole(row["sek_per_place"], on),
        employment_months=_whole(row["employment_months"], on),
        internship_months=_whole(row["internship_months"], on),
    )


def _languages(row: dict[str, str], name: str) -> dict[str, str]:
    return {language: row[f"{name}_{language}"] for language in ("sv", "en")}


def _whole(text: str, on: dt.date) -> int | None:
    return int(_amount(text, on)) if text else None


def _amount(text: str, on: dt.date) -> Decimal:
    """A number, or the name of a legal figure, whose value of the day it then is."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return legal_figure(text, on=on).value
