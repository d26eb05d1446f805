"""The workbooks we give out: an empty one to fill in, and an uploaded list with its faults marked."""

import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from core.forms import SPACES, read_date
from core.importing.cells import Cell
from organisations.importing.columns import Column
from organisations.models import Authority
from procurements.choices import ReportEvery, RequirementKind
from suppliers.importing.checking import Check, Verdict
from suppliers.importing.columns import COLUMNS, LIMITS
from suppliers.models import ContractImport

DATE, NUMBER, TEXT = "yyyy-mm-dd", "0.##", "@"
FORMATS = {"date": DATE, "number": NUMBER}
TITLE_LENGTH, MESSAGE_LENGTH = 32, 255  # what a spreadsheet shows beside a cell
WRONG, REPEATED = {"bg_color": "#F9D7D4"}, {"bg_color": "#FBEFCF"}
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def empty_book(authorities: Sequence[Authority]) -> bytes:
    """A sheet with headings, date cells, lists to choose from and help; a second one that explains."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        sheet = book.add_worksheet(_("Contracts"))
        offered = [column for column in COLUMNS if column.field != "authority" or len(authorities) > 1]
        choices = _choices(book, authorities)
        for place, column in enumerate(offered):
            _add_column(book, sheet, place, column, choices.get(column.field, ""))
        sheet.freeze_panes(1, 1)
        _explain(book, offered)
    return file.getvalue()


def _choices(book: Any, authorities: Sequence[Authority]) -> dict[str, str]:
    """The lists to choose from, on a sheet of their own that is hidden; by field where each stands."""
    lists = {
        "kind": [str(label) for _value, label in RequirementKind.choices],
        "report_every": [str(label) for _value, label in ReportEvery.by_schedule()],
        "authority": [row.name for row in authorities],
    }
    name = _("Choices")
    sheet = book.add_worksheet(name)
    places = {}
    for place, (field, words) in enumerate(lists.items()):
        sheet.write_column(0, place, words)
        letter = "ABC"[place]
        places[field] = f"='{name}'!${letter}$1:${letter}${len(words)}"
    sheet.hide()
    return places


def _add_column(book: Any, sheet: Any, place: int, column: Column, choices: str) -> None:
    cells = book.add_format({"num_format": FORMATS.get(column.kind, TEXT)})
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
    sheet.set_column(place, place, 30 if column.kind == "text" else 18, cells)
    sheet.write_string(0, place, _heading(column), heading)
    help_beside = {
        "input_title": str(column.heading)[:TITLE_LENGTH],
        "input_message": str(column.asked)[:MESSAGE_LENGTH],
        "ignore_blank": True,
    }
    kinds = {
        "date": {"validate": "date", "criteria": ">", "value": _first_date()},
        "number": {"validate": "decimal", "criteria": ">=", "value": 0},
        "choice": {"validate": "list", "source": choices},
    }
    options = {**kinds.get(column.kind, {"validate": "any"}), **help_beside, "error_type": "warning"}
    sheet.data_validation(1, place, LIMITS.rows, place, options)


def _first_date() -> Any:
    return read_date("1990-01-01")


def _heading(column: Column) -> str:
    return f"{column.heading} *" if column.is_needed else str(column.heading)


def _explain(book: Any, offered: Iterable[Column]) -> None:
    sheet = book.add_worksheet(_("How to fill it in"))
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    lines = [
        _("One contract on each row, at most {limit} rows. Columns marked * must be filled in.").format(
            limit=LIMITS.rows
        ),
        _("Dates as 2026-03-01 or 1 mars 2026. Numbers as 24 or 24,5. Write values, not formulas."),
        _("Save as xlsx and upload the file in Insteg. You see everything before it is entered."),
    ]
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 70, wrapped)
    sheet.set_column(2, 2, 30, wrapped)
    for number, text in enumerate(lines):
        sheet.write_string(number, 0, text)
    first = len(lines) + 1
    for place, text in enumerate((_("Column"), _("What stands there"), _("Example"))):
        sheet.write_string(first, place, text, bold)
    for number, column in enumerate(offered, start=first + 1):
        for place, text in enumerate((_heading(column), str(column.asked), str(column.example))):
            sheet.write_string(number, place, text, wrapped)


def marked_book(row: ContractImport, check: Check) -> bytes:
    """The uploaded list, wrong cells coloured; in two last columns what to correct and which row it was."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        sheet = book.add_worksheet(_("Contracts"))
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
        for place, heading in enumerate([*row.headings, _("To correct"), _("Row in the file")]):
            sheet.write_string(0, place, heading, bold)
        sheet.set_column(0, len(row.headings) - 1, 20)
        sheet.set_column(len(row.headings), len(row.headings), 70)
        formats = _Formats(book)
        for number, verdict in enumerate(check.verdicts, start=1):
            _write_line(sheet, number, verdict, row.fields, formats)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(check.verdicts), len(row.headings) + 1)
    return file.getvalue()


class _Formats:
    """Each format of a book once."""

    def __init__(self, book: Any) -> None:
        self._book, self._made = book, dict[tuple[str, str], Any]()

    def of(self, kind: str, colour: dict[str, str]) -> Any:
        key = (kind, str(colour))
        if key not in self._made:
            self._made[key] = self._book.add_format({"num_format": FORMATS.get(kind, TEXT), **colour})
        return self._made[key]


def _write_line(sheet: Any, number: int, verdict: Verdict, fields: Sequence[str], formats: _Formats) -> None:
    wrong = {fault.column for fault in verdict.faults}
    for place, (cell, field) in enumerate(zip(verdict.line.cells, fields, strict=True)):
        kind = COLUMNS.by_field[field].kind if field else "text"
        colour = WRONG if place in wrong else REPEATED if verdict.is_duplicate else {}
        _write_cell(sheet, number, place, value_of(cell, kind), formats.of(kind, colour))
    sheet.write_string(number, len(fields), " ".join(what_to_do(verdict)))
    sheet.write_number(number, len(fields) + 1, verdict.number)


def _write_cell(sheet: Any, number: int, place: int, value: Any, cells: Any) -> None:
    """Text is written as text, whatever it begins with."""
    if isinstance(value, str):
        sheet.write_string(number, place, value, cells)
    elif isinstance(value, Decimal):
        sheet.write_number(number, place, float(value), cells)
    else:
        sheet.write_datetime(number, place, value, cells)


def value_of(cell: Cell, kind: str) -> Any:
    """A date or a number where the cell holds one, else its text."""
    if cell.is_formula or not cell.text:
        return cell.text
    try:
        if kind == "date":
            return read_date(cell.text)
        if kind == "number":
            number = Decimal(SPACES.sub("", cell.text).replace(",", "."))
            return number if number.is_finite() else cell.text
    except (ValueError, InvalidOperation):
        return cell.text
    return cell.text


def what_to_do(verdict: Verdict) -> Iterator[str]:
    """One sentence for each fault of the line, or that it repeats another."""
    for fault in verdict.faults:
        yield f"{fault.heading}: {fault.text}"
    if verdict.is_duplicate:
        yield _("Seems to be the same contract as {other}.").format(other=verdict.same_as)
