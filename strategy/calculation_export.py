"""A calculation as a table for CSV and XLSX: every entry of every actor, to the öre, with its workings."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from core.exports import Table
from core.templatetags.formats import exact
from strategy import calculation_names as names
from strategy.calculation_page import entry_row, levels, society_name
from strategy.calculator import ACTORS, Calculation


def table_of(calculations: Sequence[Calculation]) -> Table:
    """One row for each entry seen from each actor, and each actor's sum."""
    headings = [
        _("Calculation"), _("Actor"), _("Entry"), _("From or to"), _("When"), _("Amount, kr"),
        _("How we count"), _("Values"),
    ]  # fmt: skip
    names_of_levels = (_("Official model"), *levels())
    rows = [
        [level, *row, calculation.version]
        for level, calculation in zip(names_of_levels, calculations, strict=False)
        for row in _rows(calculation)
    ]
    return Table(headings, rows)


def _rows(calculation: Calculation) -> Iterable[list[object]]:
    for actor in ACTORS:
        name = str(names.PARTIES[actor])
        for entry in calculation.entries_of(actor):
            shown = entry_row(entry, actor)
            when = _("afterwards") if entry.is_afterwards else _("in the requirement period")
            amount = _ore(entry.for_party(actor))
            yield [name, shown.name, shown.counterpart, when, amount, "; ".join(shown.lines)]
        yield [name, _("Sum"), None, None, _ore(calculation.result_of(actor)), None]
    yield [society_name(), _("Sum"), None, None, _ore(calculation.society), None]


def _ore(value: Fraction) -> Decimal:
    return exact(value, 2)
