"""Figures that law, guidance or this product's rules decide:
dated data with a source, never constants in code."""

import csv
import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.rules import RuleBroken
from reference.files import DATA

NAMES = {
    "standstill_days_electronic": _("Standstill when everyone is told electronically"),
    "standstill_days_other": _("Standstill when someone is told in another way"),
    "extended_standstill_days": _("Standstill after a court's decision"),
    "direct_procurement_limit": _("Limit for direct procurement"),
    "direct_procurement_limit_special_services": _("Limit for direct procurement of special services"),
    "threshold_goods_services": _("Threshold for goods and services"),
    "threshold_goods_services_euro": _("Threshold for goods and services, in euro"),
    "threshold_works": _("Threshold for works"),
    "threshold_works_euro": _("Threshold for works, in euro"),
    "first_start_months": _("Time until the first start"),
    "early_end_share": _("Share done that is enough after an early end"),
    "places_by_value_sek_works": _("Value of works per place"),
    "places_by_value_sek_services": _("Value of services per place"),
    "places_by_value_employment_months": _("Months of employment in a place"),
    "places_by_value_internship_months": _("Months of internship in a place"),
    "places_by_value_minimum_months": _("Shortest contract that gets places by its value"),
    "places_by_value_minimum_performers": _("Fewest performers for places by the contract's value"),
    "places_by_value_rounding": _("What becomes of a part of a place"),
    "coverage_review_months": _("Time until a reason for no requirement is looked through"),
    "small_cell_limit": _("Smallest group shown in statistics about people"),
}


@dataclass(frozen=True)
class LegalFigure:
    """One value of one figure for a period, both days included; an empty end means without end."""

    key: str
    value: Decimal
    unit: str
    valid_from: dt.date | None
    valid_until: dt.date | None
    is_verified: bool
    checked_on: dt.date
    source: str
    note: str

    def holds_on(self, day: dt.date) -> bool:
        return (self.valid_from or day) <= day <= (self.valid_until or day)


def legal_figure(key: str, *, on: dt.date) -> LegalFigure:
    """The figure that holds on a day, with its unit and source.

    An unknown key is a programming error (KeyError). A day for which no value is recorded is refused as a
    rule: a wrong date typed by a person must not end in a value of another year.
    """
    for figure in legal_figures()[key]:
        if figure.holds_on(on):
            return figure
    refusal = gettext("No value is recorded for “{figure}” on {day}. Check the date.")
    raise RuleBroken(refusal.format(figure=NAMES[key], day=on.isoformat()))


@cache
def legal_figures() -> dict[str, tuple[LegalFigure, ...]]:
    """Every recorded figure by key, in the order of the file."""
    return _by_key("legal_figures.csv")


@cache
def calculation_figures() -> dict[str, tuple[LegalFigure, ...]]:
    """Every recorded parameter of the socio-economic calculation, by key (docs/calculation.md)."""
    return _by_key("calculation_parameters.csv")


def _by_key(name: str) -> dict[str, tuple[LegalFigure, ...]]:
    found: dict[str, tuple[LegalFigure, ...]] = {}
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["key"]] = (*found.get(row["key"], ()), _figure(row))
    return found


def _figure(row: dict[str, str]) -> LegalFigure:
    return LegalFigure(
        key=row["key"],
        value=Decimal(row["value"]),
        unit=row["unit"],
        valid_from=_day(row["valid_from"]),
        valid_until=_day(row["valid_until"]),
        is_verified=row["status"] == "verified",
        checked_on=dt.date.fromisoformat(row["checked_on"]),
        source=row["source"],
        note=row["note"],
    )


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
