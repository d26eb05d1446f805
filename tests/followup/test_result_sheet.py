"""The committee's page on paper: one page for a small municipality, and no word broken without need."""

from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.utils import translation
from pypdf import PdfReader

from core.components import Status
from core.documents.pages import compose
from core.documents.parts import KeyFigure
from core.documents.specimen import CODE, MOMENT, frame
from core.models import IssuedDocument
from followup.documents import RESULT_SHEET, nothing, sheet_of
from followup.results import ResultRow
from organisations.models import Organisation
from procurements.models import Commitment
from procurements.models.contract import Contract

TYPES = "5 anställningar, 3 praktikplatser, 1 traineeplats, 1 lärlingsplats och 4 utbildningar"
FIGURES = (
    KeyFigure(value="54,3", text="heltidsmånader gjorda av 62,0 enligt avtalen; darutöver 14,3 utan antal"),
    KeyFigure(value="13", text=f"personer i sysselsättning, alla: {TYPES}"),
    KeyFigure(value="13", text="av dem som direkt följd av kravet"),
    KeyFigure(value="1", text="av 9 avtal efter plan"),
)
PLACES = (
    "Sysselsättningsplatser i butik och verkstad för återbruk",
    "Stiftelsen Andra Varvet",
    ("4 platser", "3 av 4 platser", Status.RUNNING, "Enligt plan"),
)
MONTHS = (
    "Städning av kommunens skolor och förskolor",
    "Rent & Klart i Ekhamn AB",
    ("30,0 heltidsmånader", "27,0 av 30,0 heltidsmånader", Status.RUNNING, "Enligt plan"),
)
MORE = (
    "Drift och övervakning av parkeringsanläggningar i centrum",
    "P-tjänst i Mellanbygden Aktiebolag",
    (
        "112,0 heltidsmånader",
        "125,0 heltidsmånader, mer än kravet på 112,0",
        Status.DONE,
        "Uppfyllt",
    ),
)
LONG = (
    "Ramavtal om entreprenadarbeten, skötsel och underhåll av gator, vägar, parker och lekplatser i hela "
    "kommunen med möjlighet till förlängning",
    "Nordöstra Mellanbygdens Anläggning, Skötsel och Underhåll i Ekhamn Aktiebolag",
    ("30,0 heltidsmånader", "127,0 av 130,0 heltidsmånader", Status.WAITING, "Befriad från kravet"),
)


def row_of(title: str, supplier: str, told, *, persons: int = 4) -> ResultRow:
    requirement, done, status, label = told
    detail = SimpleNamespace(nothing_is_known=False, placements=())
    standing = SimpleNamespace(
        outcome=SimpleNamespace(detail=detail, persons_all=persons),
        required=Fraction(4),
        done=Fraction(5) if "mer än" in done else Fraction(3),
        share=Fraction(9, 10),
        elapsed=Fraction(3, 4),
        status=status,
        status_label=label,
    )
    contract = Contract(supplier=Organisation(name=supplier))
    return ResultRow(Commitment(title=title, contract=contract), standing, requirement, done)


def pdf_of(rows: list[ResultRow]) -> PdfReader:
    told = sheet_of(
        nothing(),
        rows,
        about="2026, Kommunstyrelsens förvaltning i Ekhamn",
        note="Personerna är de som har börjat under 2026. Avtalen är de som löpte under 2026, räknade från "
        "sin första dag till i dag.",
        address="insteg.example.org/resultat/",
    )
    content = replace(told, figures=FIGURES)
    document = IssuedDocument(
        kind=RESULT_SHEET.key,
        title="Resultat av sysselsättningskraven 30 november 2026",
        language="sv",
        check_code=CODE,
        ordered_at=MOMENT,
    )
    return PdfReader(BytesIO(compose(RESULT_SHEET, content, frame(), document=document).content))


def sheet(count: int, *kinds) -> list[str]:
    """The text of each page of a sheet of `count` contracts with long names."""
    told = [row_of(*kind) for kind in (kinds or (PLACES, MONTHS)) * count][:count]
    return [page.extract_text() for page in pdf_of(told).pages]


@pytest.fixture(autouse=True)
def in_swedish():
    with translation.override("sv"):
        yield


@pytest.mark.parametrize("count", [3, 10, 12])
def test_a_municipality_with_a_dozen_contracts_gets_one_page(count):
    [page] = sheet(count)

    assert "Direkt följd är uppskattat" in page
    assert page.count("Ekhamn AB") + page.count("Andra Varvet") == count


@pytest.mark.parametrize("kind", [LONG, MORE])
@pytest.mark.parametrize("count", [12, 40])
def test_neither_many_contracts_nor_the_longest_names_need_a_second_page(count, kind):
    [page] = sheet(count, kind)

    assert "Direkt följd är uppskattat" in page


def test_full_time_months_are_not_broken():
    text = " ".join(sheet(9))

    assert "heltidsmånader" in text
    assert "heltidsmå-" not in text


def test_a_page_that_has_not_room_for_all_says_so_and_where_all_are():
    [page] = sheet(14)

    assert "12 av 14 avtal" in page
    assert "Alla 14 avtal: insteg.example.org/resultat/" in page.replace("\n", " ")
    assert "av 14 avtal" not in sheet(12)[0]


def test_what_is_behind_plan_is_shown_before_those_with_most_persons():
    many = [row_of(*MONTHS, persons=number) for number in range(2, 15)]
    behind = row_of(
        "Skolskjuts", "Bussbolaget", (*MONTHS[2][:2], Status.ACTION_NEEDED, "Efter plan"), persons=0
    )

    heads = [row.head for row in sheet_of(nothing(), [*many, behind]).contracts.grid.rows]
    persons = [row.cells[2] for row in sheet_of(nothing(), [*many, behind]).contracts.grid.rows]

    assert heads[0] == "Skolskjuts"
    assert persons == ["0", *(str(number) for number in range(14, 3, -1))]


def test_the_bar_says_the_same_to_those_who_do_not_see_it():
    root = pdf_of([row_of(*MONTHS)]).trailer["/Root"]["/StructTreeRoot"]

    assert [str(figure["/Alt"]) for figure in found(root, "/Figure")] == [
        "90 % är gjort, 75 % av tiden har gått"
    ]


def test_more_than_required_has_no_bar():
    root = pdf_of([row_of(*MORE)]).trailer["/Root"]["/StructTreeRoot"]

    assert list(found(root, "/Figure")) == []


def found(element, kind: str):
    """The elements of a kind in the tree of tags, in reading order."""
    element = element.get_object()
    if not isinstance(element, dict):
        return
    if element.get("/S") == kind:
        yield element
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        yield from found(child, kind)
