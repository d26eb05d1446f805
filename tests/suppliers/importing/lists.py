"""Lists of contracts as people have them: workbooks and CSV files made on the spot."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl

from tests.organisations.factories import organisation_number

HEADINGS = ("Avtal", "Dnr", "Leverantör", "Orgnr", "Startdatum", "Slutdatum", "Heltidsmånader")


def a_row(**other: Any) -> dict[str, Any]:
    """One contract that can be entered, as the cells of HEADINGS; `other` replaces some of them."""
    told = {
        "title": "Skötsel av parker",
        "diary_number": "TN 2024/17",
        "supplier_name": "Grönyta AB",
        "supplier_number": organisation_number(7001),
        "starts_on": "2024-04-01",
        "ends_on": "31 mars 2028",
        "full_time_months": "96",
    }
    return told | other


def cells(**other: Any) -> list[Any]:
    return list(a_row(**other).values())


def csv_of(
    *rows: Sequence[Any], headings: Sequence[str] = HEADINGS, sign: str = ";", coding: str = "utf-8"
) -> bytes:
    lines = [sign.join(str(cell) for cell in row) for row in (headings, *rows)]
    return "\r\n".join(lines).encode(coding)


def xlsx_of(*rows: Sequence[Any], headings: Sequence[str] = HEADINGS, above: Sequence[Any] = ()) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (*([above] if above else []), headings, *rows):
        sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read_back(content: bytes, sheet: int = 0) -> list[list[Any]]:
    """The values of a workbook that we gave out; formulas stay as they are written."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [[cell.value for cell in row] for row in book.worksheets[sheet].iter_rows()]
