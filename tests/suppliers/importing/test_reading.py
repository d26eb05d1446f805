"""Files as people have them become a grid of plain cells, or are refused with what to do."""

import datetime as dt
import io
import random
import zipfile

import pytest

from core.importing.cells import Cell, tidied
from core.importing.reading import MOST_COLUMNS, read_sheet
from core.rules import RuleBroken
from suppliers.importing.columns import COLUMNS, LIMITS
from tests.suppliers.importing.lists import HEADINGS, cells, csv_of, xlsx_of

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def read(content: bytes, name: str = "avtal.csv"):
    return read_sheet(content, name=name, knows=COLUMNS.knows, limits=LIMITS)


def texts(sheet, line: int = 0) -> list[str]:
    return [cell.text for cell in sheet.lines[line].cells]


@pytest.mark.parametrize("sign", [";", ",", "\t"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_file_is_read_whatever_stands_between_its_cells_and_however_it_is_coded(sign, coding):
    sheet = read(csv_of(cells(title="Skötsel av åbrinkar"), sign=sign, coding=coding))

    assert sheet.headings == HEADINGS
    assert texts(sheet) == [str(cell) for cell in cells(title="Skötsel av åbrinkar")]


def test_decimal_commas_are_no_signs_between_cells():
    sheet = read(csv_of(cells(full_time_months="12,5"), cells(full_time_months="1,5")))

    assert [texts(sheet, line)[-1] for line in (0, 1)] == ["12,5", "1,5"]


def test_quoted_cells_may_hold_the_sign_and_line_breaks():
    sheet = read(csv_of(cells(title='"Parker; gator\r\noch torg"'), sign=";"))

    assert texts(sheet)[0] == "Parker; gator och torg"


def test_the_line_that_excel_puts_first_is_skipped_and_rows_keep_their_numbers():
    sheet = read(b"sep=;\r\n" + csv_of(cells(), cells()))

    assert [line.number for line in sheet.lines] == [3, 4]


def test_a_workbook_gives_dates_numbers_and_text_as_one_would_write_them():
    row = cells(starts_on=dt.datetime(2024, 4, 1), ends_on=dt.date(2028, 3, 31), full_time_months=96.0)
    sheet = read(xlsx_of([*row, 5560360793, 0.25, True]), "avtal.xlsx")

    assert texts(sheet)[4:] == ["2024-04-01", "2028-03-31", "96", "5560360793", "0.25", "True"]


def test_titles_above_the_headings_and_empty_rows_are_passed_over():
    sheet = read(xlsx_of([], cells(), [], cells(), above=["Avtalslista 2026"]), "avtal.xlsx")

    assert sheet.headings == HEADINGS
    assert [line.number for line in sheet.lines] == [4, 6]


def test_the_sheet_that_looks_like_a_list_of_contracts_is_read():
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Om listan", "Uppdaterad", "Av"])
    book.active.append(["Hela kommunen", "2026-01-01", "Anna"])
    for row in (HEADINGS, cells()):
        book.create_sheet("Alla").append(list(row)) if "Alla" not in book.sheetnames else book["Alla"].append(
            row
        )
    hidden = book.create_sheet("Gömd")
    hidden.append([*HEADINGS, "Kravtyp"])
    hidden.append(cells(title="Gammalt"))
    hidden.sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)

    assert texts(read(file.getvalue(), "avtal.xlsx"))[0] == "Skötsel av parker"


def test_a_formula_is_kept_as_written_and_text_that_looks_like_one_is_text():
    import openpyxl

    content = xlsx_of(cells(title="=1+1"), cells(title="x"))
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.active["A3"].value, book.active["A3"].data_type = "=1+1", "s"
    file = io.BytesIO()
    book.save(file)
    sheet = read(file.getvalue(), "avtal.xlsx")

    assert [line.cells[0] for line in sheet.lines] == [Cell("=1+1", is_formula=True), Cell("=1+1")]
    assert read(csv_of(cells(title="=1+1"))).lines[0].cells[0] == Cell("=1+1")


def test_invisible_signs_and_very_long_text_are_tidied():
    assert tidied("  Park\u00a0\u200boch\ttorg\r\n\x0bnu ") == "Park och torg nu"
    assert tidied("a" * 100_000) == "a" * 1_000
    assert tidied("\ud800x") == "x"


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "avtal.csv", "tom"),
        (b"x" * (LIMITS.most_bytes + 1), "avtal.csv", "för stor. Högst 2 MB"),
        (b"%PDF-1.7 ...", "avtal.xlsx", "Excelfil"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "avtal.xls", "gammalt Office-format"),
        (b"\x00\x01\x02\x03", "avtal.csv", "kan inte laddas upp"),
        (b"PK\x03\x04 not really", "avtal.xlsx", "skadad"),
        (csv_of(), "avtal.csv", "inga rader"),
        (csv_of(*[cells()] * (LIMITS.rows + 1)), "avtal.csv", "fler än 500 rader"),
    ],
    ids=["empty", "large", "pdf", "old excel", "binary", "broken", "only headings", "many rows"],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(content, name, words):
    with pytest.raises(RuleBroken, match=words):
        read(content, name)


def test_as_many_rows_as_are_allowed_are_read():
    assert len(read(csv_of(*[cells()] * LIMITS.rows)).lines) == LIMITS.rows


def test_a_workbook_that_lies_about_itself_is_refused_and_takes_no_time():
    plain = xlsx_of(cells())
    entities = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    )
    cell = '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'
    far_row = f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{cell}</sheetData></worksheet>'
    for xml in (entities, far_row, "<worksheet", " " * 1000):
        with pytest.raises(RuleBroken):
            read(_with_sheet(plain, xml.encode()), "avtal.xlsx")


def test_a_workbook_that_unpacks_to_very_much_is_refused():
    block = random.Random(7).randbytes(15_000).hex().encode()
    noise = b"<!--" + block * 750 + b"-->"
    packed = _with_sheet(xlsx_of(cells()), b"<worksheet/>" + noise)

    assert len(packed) < LIMITS.most_bytes
    with pytest.raises(RuleBroken, match="mycket"):
        read(packed, "avtal.xlsx")


def test_columns_far_to_the_right_are_not_read():
    sheet = read(csv_of([*cells(), *["x"] * 200]))

    assert len(sheet.headings) == MOST_COLUMNS
    assert sheet.headings[7] == "Kolumn 8"


def _with_sheet(content: bytes, xml: bytes) -> bytes:
    """The workbook with another first sheet."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return file.getvalue()
