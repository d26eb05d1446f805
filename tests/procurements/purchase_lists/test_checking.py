"""What the worker finds in a list: columns, wrong cells, what is in the plan already."""

import io

import openpyxl
import pytest

from core.rules import RuleBroken
from procurements.actions.purchase_lists import (
    read_columns_as,
    take_in,
    work_on,
)
from procurements.models import KnownPurchaseHeading, PlannedPurchase
from tests.organisations.factories import AuthorityFactory
from tests.procurements.purchase_books import HEADINGS, book, row
from tests.procurements.purchase_lists.lists import (
    CPV,
    MONTH,
    MONTHS,
    NATURE,
    PERFORMERS,
    SHARE,
    TITLE,
    VALUE,
    L,
    changed,
    checked,
    entered,
    told,
)
from tests.reference.factories import CpvCodeFactory


class TestChecking:
    def test_columns_are_recognised(self, ulla):
        row_ = checked([row(1)], by=ulla)

        assert row_.fields == [
            "title", "unit", "planned_for", "nature", "cpv", "value_sek", "months", "staff_cost_share",
            "performers", "",
        ]  # fmt: skip
        assert (row_.state, row_.right_lines, row_.flagged) == (L.DRAFT, 1, 1)
        assert not PlannedPurchase.objects.exists()

    @pytest.mark.parametrize(
        ("place", "text", "sentence"),
        [
            (TITLE, "", "Fyll i ”Vad som ska köpas”."),
            (TITLE, "x" * 201, "Skriv högst 200 tecken. Nu är det 201."),
            (MONTH, "i vår", "Skriv månad och år, till exempel april 2027."),
            (NATURE, "blandat", "Skriv något av: Tjänster, Byggentreprenader, Varor, Koncession."),
            (CPV, "12", "Det finns ingen sådan CPV-kod. Skriv åtta siffror, till exempel 90911200."),
            (VALUE, "dyrt", "Skriv ett belopp, till exempel 12 000 000 eller 12 miljoner."),
            (MONTHS, "länge", "Skriv antal månader, till exempel 24, eller 2 år."),
            (MONTHS, "700", "Skriv ett tal som är högst 600."),
            (SHARE, "140", "Skriv ett tal som är högst 100."),
            (PERFORMERS, "många", "Skriv ett heltal med siffror, till exempel 4."),
        ],
    )
    def test_each_wrong_cell_is_told_in_words(self, ulla, place, text, sentence):
        row_ = checked([changed(place, text), row(2)], by=ulla)

        assert told(row_) == [(HEADINGS[place], sentence)]
        assert (row_.wrong_lines, row_.right_lines) == (1, 1)

    @pytest.mark.parametrize(
        ("place", "text", "column", "value"),
        [
            (MONTH, "april 2027", "planned_for", "2027-04-01"),
            (MONTH, "Q2 2027", "planned_for", "2027-04-01"),
            (MONTH, "", "planned_for", "None"),
            (NATURE, "Entreprenader", "nature", "works"),
            (NATURE, "services", "nature", "services"),
            (VALUE, "12,5 mkr", "value_sek", "12500000"),
            (VALUE, "800 tkr", "value_sek", "800000"),
            (MONTHS, "3 år", "months", "36"),
            (SHARE, "60 %", "staff_cost_share", "0.60"),
            (CPV, "90911200-8", "cpv_id", "90911200"),
            (CPV, "90911200 Städning", "cpv_id", "90911200"),
        ],
    )
    def test_cells_are_read_as_people_write_them(self, ulla, place, text, column, value):
        CpvCodeFactory(code="90911200")
        entered([changed(place, text)], by=ulla)

        assert str(getattr(PlannedPurchase.objects.get(), column)) == value

    def test_a_formula_is_a_fault(self, ulla):
        file = io.BytesIO()
        made_ = openpyxl.Workbook()
        made_.active.append(list(HEADINGS))
        made_.active.append([*row(1)[:VALUE], "=A1*2", "36", "60", "12", ""])
        made_.save(file)
        row_ = take_in(name="plan.xlsx", content=file.getvalue(), authority=None, by=ulla)
        work_on(row_.pk)
        row_.refresh_from_db()

        assert told(row_) == [
            (HEADINGS[VALUE], "Cellen innehåller en formel. Kopiera kolumnen och klistra in den som värden.")
        ]

    def test_what_is_in_the_plan_already_is_pointed_out(self, ulla):
        entered([row(1)], by=ulla)
        row_ = checked([row(1), row(2), row(2)], by=ulla)

        assert row_.repeated == [2, 4]
        assert row_.right_lines == 1

    def test_a_list_without_the_needed_column_asks_for_it_and_remembers(self, ulla):
        headings = ["Sak", *HEADINGS[1:]]
        row_ = take_in(name="plan.xlsx", content=book([row(1)], headings), authority=None, by=ulla)
        assert (row_.state, row_.fields[0]) == (L.DRAFT, "")
        read_columns_as(row_, ["title", *row_.fields[1:]], authority=None, by=ulla)
        assert KnownPurchaseHeading.of(ulla.organisation)["sak"] == "title"

        again = take_in(name="plan.xlsx", content=book([row(1)], headings), authority=None, by=ulla)
        assert again.fields[0] == "title"

    def test_where_one_works_for_several_the_authority_must_be_told(self, ulla):
        other = AuthorityFactory(organisation=ulla.organisation, name="Kulturnämnden")
        ulla.authorities.add(other)
        headings = [*HEADINGS[:9], "Nämnd"]
        lines = [[*row(1)[:9], "Kulturnämnden"], [*row(2)[:9], "Okänd"], [*row(3)[:9], ""]]
        row_ = checked(lines, by=ulla, headings=headings)

        assert [number for number, *_rest in row_.faults] == [3, 4]
        assert all("Skriv något av:" in text for _heading, text in told(row_))

    def test_too_many_rows_are_refused(self, ulla):
        with pytest.raises(RuleBroken, match="fler än 5000 rader"):
            take_in(name="plan.csv", content=_csv(5_001), authority=None, by=ulla)


def _csv(count: int) -> bytes:
    return "\n".join(["Upphandling;Enhet", *(f"Inköp {n};A" for n in range(count))]).encode()
