"""Tables as CSV and XLSX: real dates, real numbers, no formula ever run."""

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils.functional import Promise

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A cell that begins so would be run as a formula by a spreadsheet that opens a CSV file.
RISKY = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Table:
    """Headings and rows; cells are text, dates, numbers or None."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]


def answer(table: Table, *, kind: str, name: str) -> HttpResponse:
    """The table as a download: `kind` xlsx, anything else gives CSV."""
    if kind == "xlsx":
        response = HttpResponse(as_xlsx(table), content_type=XLSX)
    else:
        kind = "csv"
        response = HttpResponse(as_csv(table), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def as_csv(table: Table) -> bytes:
    """Semicolons and a byte-order mark, as Swedish spreadsheets expect."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.headings)
    writer.writerows([_csv_cell(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(table: Table) -> bytes:
    """One sheet with a frozen heading row, a filter and true date cells."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, {**options, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [str(heading) for heading in table.headings], book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(table.rows, start=1):
            for column, cell in enumerate(row):
                sheet.write(number, column, _number(cell))
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.headings) - 1)
        sheet.autofit()
    return file.getvalue()


def _csv_cell(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, int | float | Decimal | Fraction):
        return str(_number(cell)).replace(".", ",")
    text = str(cell)
    return f"'{text}" if text.startswith(RISKY) else text


def _number(cell: Any) -> Any:
    if isinstance(cell, Decimal | Fraction):
        return round(float(cell), 4)
    return str(cell) if isinstance(cell, Promise) else cell
