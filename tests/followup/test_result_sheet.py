"""The committee's page on paper: one page for a small municipality, and no word broken without need."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.utils import translation
from pypdf import PdfReader

from core.documents.pages import compose
from core.documents.parts import KeyFigure, Row
from core.documents.specimen import CODE, MOMENT, frame
from core.models import IssuedDocument
from followup.documents import RESULT_SHEET, specimen

TYPES = "5 anställningar, 3 praktikplatser, 1 traineeplats, 1 lärlingsplats och 4 utbildningar"
FIGURES = (
    KeyFigure(value="54,3", text="heltidsmånader gjorda av 62,0 enligt avtalen; darutöver 14,3 utan antal"),
    KeyFigure(value="13", text=f"personer i sysselsättning, alla: {TYPES}"),
    KeyFigure(value="13", text="av dem som direkt följd av kravet"),
    KeyFigure(value="1", text="av 9 avtal efter plan"),
)
PLACES = (
    "Sysselsättningsplatser i butik och verkstad för återbruk",
    ("Stiftelsen Andra Varvet", "4 platser", "3 av 4 platser; 10,3 heltidsmånader", "4", "Enligt plan"),
)
MONTHS = (
    "Städning av kommunens skolor och förskolor",
    (
        "Rent & Klart i Ekhamn AB",
        "30,0 heltidsmånader",
        "27,0 av 30,0 heltidsmånader",
        "2",
        "Ingen uppgift än",
    ),
)


def sheet(count: int) -> list[str]:
    """The text of each page of a sheet of `count` contracts with long names."""
    rows = tuple(Row(head=head, cells=cells) for head, cells in (PLACES, MONTHS) * count)[:count]
    empty = specimen()
    contracts = replace(empty.contracts, grid=replace(empty.contracts.grid, rows=rows))
    document = IssuedDocument(
        kind=RESULT_SHEET.key,
        title="Resultat av sysselsättningskraven 30 november 2026",
        language="sv",
        check_code=CODE,
        ordered_at=MOMENT,
    )
    content = replace(empty, figures=FIGURES, contracts=contracts)
    pdf = compose(RESULT_SHEET, content, frame(), document=document)
    return [page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages]


@pytest.fixture(autouse=True)
def in_swedish():
    with translation.override("sv"):
        yield


@pytest.mark.parametrize("count", [3, 9])
def test_a_small_municipality_gets_one_page(count):
    [page] = sheet(count)

    assert "Direkt följd är uppskattat" in page


def test_full_time_months_are_not_broken():
    text = " ".join(sheet(9))

    assert "heltidsmånader" in text
    assert "heltidsmå-" not in text


def test_no_line_of_how_it_is_counted_stands_alone_on_a_second_page():
    pages = next(found for count in range(10, 16) if len(found := sheet(count)) == 2)

    for line in ("Så räknar vi", "De som är en direkt följd", "Direkt följd är uppskattat"):
        assert (line in pages[0], line in pages[1]) == (False, True)
