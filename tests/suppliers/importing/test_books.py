"""The empty workbook is filled in and read back; the marked one shows what is wrong and is used again."""

import datetime as dt
import io

import openpyxl
import pytest

from organisations.permissions import Role
from suppliers.actions.importing import take_in
from suppliers.importing.books import empty_book, marked_book
from suppliers.importing.checking import authorities_of, check_import
from suppliers.importing.columns import COLUMNS
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.suppliers.importing.lists import HEADINGS, a_row, cells, csv_of, read_back, xlsx_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    authority = AuthorityFactory(name="Tekniska nämnden")
    return MembershipFactory(
        organisation=authority.organisation, authority=authority, roles=[Role.CONTRACT_MANAGER]
    )


def test_the_empty_workbook_helps_and_what_is_filled_in_is_read(manager):
    book = openpyxl.load_workbook(io.BytesIO(empty_book(authorities_of(manager))))
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert headings[:4] == ["Avtal *", "Diarienummer", "Leverantör *", "Organisationsnummer *"]
    assert "Myndighet" not in headings
    assert {rules[f"{letter}2:{letter}501"].type for letter in "EF"} == {"date"}
    assert rules["G2:G501"].formula1.startswith("'Val'!$A$1")
    assert rules["E2:E501"].prompt == "Avtalets första dag."
    assert sheet.column_dimensions["E"].number_format == "yyyy-mm-dd"
    assert [s.sheet_state for s in book.worksheets] == ["visible", "hidden", "visible"]
    told = a_row(starts_on=dt.date(2024, 4, 1), ends_on=dt.date(2028, 3, 31), full_time_months=96)
    for field, value in told.items():
        place = next(
            n
            for n, h in enumerate(headings, start=1)
            if h.rstrip(" *") == str(COLUMNS.by_field[field].heading)
        )
        sheet.cell(2, place, value)
    file = io.BytesIO()
    book.save(file)

    row = take_in(name="mall.xlsx", content=file.getvalue(), authority=None, by=manager)
    check = check_import(row, manager)
    assert [v.contract.full_time_months for v in check.ready] == [96]
    assert not check.wrong


def test_who_works_for_several_authorities_chooses_among_them(manager):
    manager.authorities.add(AuthorityFactory(organisation=manager.organisation, name="Skolnämnden"))
    manager.forget()
    content = empty_book(authorities_of(manager))

    assert "Myndighet" in read_back(content)[0]
    assert [row[2] for row in read_back(content, 1)][:2] == ["Skolnämnden", "Tekniska nämnden"]


def test_the_marked_list_shows_what_to_do_and_is_good_for_uploading_again(manager):
    rows = [cells(), cells(diary_number="2", starts_on="i våras", title="=1+1"), cells()]
    content = xlsx_of(*rows, above=["Våra avtal"])
    check = check_import(take_in(name="a.xlsx", content=content, authority=None, by=manager), manager)
    row = take_in(name="a.xlsx", content=content, authority=None, by=manager)
    marked = marked_book(row, check)

    book = openpyxl.load_workbook(io.BytesIO(marked))
    sheet = book.active
    assert [cell.value for cell in sheet[1]] == [*HEADINGS, "Att rätta", "Rad i filen"]
    assert [sheet.cell(n, 9).value for n in (2, 3, 4)] == [3, 4, 5]
    assert sheet["H2"].value is None or sheet["H2"].value == ""
    assert "Startdatum: Skriv datumet" in sheet["H3"].value
    assert "formel" in sheet["H3"].value
    assert sheet["H4"].value == "Verkar vara samma avtal som rad 3."
    assert sheet["E3"].fill.fgColor.rgb == "FFF9D7D4"
    assert sheet["B3"].fill.fgColor.rgb != "FFF9D7D4"
    assert sheet["E2"].value == dt.datetime(2024, 4, 1)
    assert (sheet["A3"].value, sheet["A3"].data_type) == ("=1+1", "s")

    sheet["A3"], sheet["E3"] = "Parker", dt.date(2024, 5, 1)
    file = io.BytesIO()
    book.save(file)
    again = check_import(take_in(name="b.xlsx", content=file.getvalue(), authority=None, by=manager), manager)
    assert not again.wrong
    assert len(again.ready) == 2


def test_text_that_a_spreadsheet_would_run_is_written_as_text(manager):
    risky = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)"]
    row = take_in(
        name="a.csv",
        content=csv_of(*[cells(title=text.replace('"', "'"), supplier_number="1") for text in risky]),
        authority=None,
        by=manager,
    )
    book = openpyxl.load_workbook(io.BytesIO(marked_book(row, check_import(row, manager))))

    assert [(c.value, c.data_type) for c in book.active["A"][1:]] == [
        (t.replace('"', "'"), "s") for t in risky
    ]
