"""Workbooks read cell by cell: values as text, formulas as written. Foreign XML, read within bounds."""

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, TypeVar

import openpyxl
from django.utils.translation import gettext as _

from core.importing.cells import Cell, tidied
from core.rules import RuleBroken

MOST_SHEETS = 20
MOST_UNPACKED = 20 * 1024 * 1024  # bytes; what takes more than seconds to read is no list of 500 rows
LAST_ROW = 1_048_576  # of any workbook; a row numbered higher is made up
FORMULA = "f"
Taken = TypeVar("Taken")


def from_sheets(content: bytes, take: Callable[[Iterable[Sequence[Cell]]], Taken]) -> list[Taken]:
    """What `take` makes of the rows of each sheet that is not hidden."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(member.file_size for member in packed.infolist()) > MOST_UNPACKED:
            raise RuleBroken(_("There is too much in the workbook. Copy the list alone to a new one."))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they are about styles and extensions, which are not read
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        try:
            shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            return [take(_rows(sheet)) for sheet in shown[:MOST_SHEETS]]
        finally:
            book.close()


def _rows(sheet: Any) -> Iterator[Sequence[Cell]]:
    sheet.reset_dimensions()  # those that a sheet states of itself are not to be trusted
    for row in sheet.iter_rows(max_row=LAST_ROW):
        yield [_cell(cell) for cell in row]


def _cell(cell: Any) -> Cell:
    if cell.value is None:
        return Cell()
    if cell.data_type == FORMULA:
        return Cell(tidied(str(getattr(cell.value, "text", cell.value))), is_formula=True)
    return Cell(tidied(worded(cell.value)))


def worded(value: Any) -> str:
    """A value of a cell as somebody would write it: 2026-03-01, 12.5, 5560360793."""
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    return str(value)
