"""The dated data of the calculation (`reference`) as the set that the calculator is given."""

import datetime as dt
from fractions import Fraction

from django.utils.translation import gettext as _

from core.rules import RuleBroken
from core.templatetags.formats import date_words
from reference.figures import LegalFigure, calculation_figures
from strategy.calculator import Parameter, ParameterSet, Unit, all_keys, of_day

EFFECTS = ("deadweight", "displacement", "retained")
UNITS = {
    "SEK": Unit.SEK,
    "SEK_per_month": Unit.SEK_PER_MONTH,
    "SEK_per_year": Unit.SEK_PER_YEAR,
    "SEK_per_day": Unit.SEK_PER_DAY,
    "share": Unit.SHARE,
    "months": Unit.MONTHS,
    "days": Unit.DAYS,
    "times": Unit.TIMES,
}


def parameters_of(day: dt.date) -> ParameterSet:
    """Every value that holds on the day. A day for which something is not recorded is refused."""
    figures = (figure for rows in calculation_figures().values() for figure in rows)
    found = of_day((_parameter(figure) for figure in figures), on=day)
    if set(all_keys()) - set(found.by_key):
        text = _("There are no complete figures for {day}. Choose a day in 2019, or from 1 January 2026 on.")
        raise RuleBroken(text.format(day=date_words(day)))
    return found


def starting_effects(day: dt.date) -> dict[str, Fraction]:
    """What the form begins with outside the official model: shares, and months afterwards."""
    names = (f"{name}_{level}" for name in EFFECTS for level in ("low", "mid", "high"))
    figures = calculation_figures()
    wanted = {name: figures[name] for name in (*names, "retained_months")}
    return {key: Fraction(row.value) for key, rows in wanted.items() for row in rows if row.holds_on(day)}


def _parameter(figure: LegalFigure) -> Parameter:
    return Parameter(
        key=figure.key,
        value=Fraction(figure.value),
        unit=UNITS[figure.unit],
        valid_from=figure.valid_from,
        valid_until=figure.valid_until,
        is_verified=figure.is_verified,
        checked_on=figure.checked_on,
        source=figure.source,
        note=figure.note,
    )
