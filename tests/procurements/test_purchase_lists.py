"""Planned purchases from a file: every wrong cell told, nothing read in unconfirmed, undone."""

import datetime as dt
import io
import time

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core import clock
from core.models import StatusChange
from core.rules import RuleBroken
from organisations.models import Part
from organisations.permissions import Role
from procurements.actions import planning
from procurements.actions.purchase_lists import (
    order_entry,
    order_undoing,
    read_columns_as,
    take_in,
    why_not_undo,
    work_on,
)
from procurements.choices import WhyNone
from procurements.models import KnownPurchaseHeading, PlannedPurchase, PurchaseList
from procurements.states import ListState, PurchaseState
from strategy.rules import Verdict
from strategy.table_examples import example_named
from strategy.tabling import begin_table
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.procurements.purchase_books import BAD, HEADINGS, book, row, rows
from tests.reference.factories import CpvCodeFactory
from tests.strategy.factories import DecisionFactory, OfficialFactory, made

L = ListState
TITLE, UNIT, MONTH, NATURE, CPV, VALUE, MONTHS, SHARE, PERFORMERS = range(9)


@pytest.fixture
def ulla(db):
    parts = [Part.STRATEGY, Part.PROCUREMENT]
    member = OfficialFactory(organisation__parts=parts, roles=[Role.PROCURER, Role.DECISION_MAKER])
    decision = DecisionFactory(prepared_by=member, title="Krav i inköpen")
    decision.begin(by=member)
    start = example_named("trafikverket", on=clock.today()).table
    table = begin_table(made(decision), title="Våra regler", start=start, by=member)
    table.put_in_force(first_day=clock.today(), by=member)
    return member


def checked(lines, *, by, headings=HEADINGS, name="inkopsplan.xlsx") -> PurchaseList:
    """Uploaded, and checked by the worker."""
    row = take_in(name=name, content=book(lines, headings), authority=None, by=by)
    work_on(row.pk)
    row.refresh_from_db()
    return row


def entered(lines, *, by, **options) -> PurchaseList:
    row = checked(lines, by=by)
    order_entry(row, leaves_wrong_out=True, takes_repeated=options.get("takes_repeated", False), by=by)
    work_on(row.pk)
    row.refresh_from_db()
    return row


def changed(place: int, text: str) -> list[str]:
    line = row(1)
    line[place] = text
    return line


def told(row: PurchaseList) -> list[tuple[str, str]]:
    """Heading and sentence of each fault."""
    return [(row.headings[place], text) for _number, place, _field, text in row.faults]


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


class TestReadingIn:
    def test_all_are_read_in_and_judged(self, ulla):
        row_ = entered(rows(6), by=ulla)
        found = list(PlannedPurchase.objects.order_by("line"))

        assert (row_.state, row_.lines) == (L.ENTERED, [])
        assert [purchase.line for purchase in found] == [2, 3, 4, 5, 6, 7]
        verdicts = [purchase.verdict for purchase in found]
        assert verdicts == [Verdict.APPLIES, Verdict.OUTSIDE] * 3
        assert {purchase.judged_under for purchase in found} != {""}
        steps = StatusChange.objects.filter(to_state=PurchaseState.PLANNED, member=ulla)
        assert steps.filter(content_type__model="plannedpurchase").count() == 6

    def test_wrong_rows_stop_it_until_they_are_left_out(self, ulla):
        row_ = checked([changed(VALUE, "dyrt"), row(2)], by=ulla)
        with pytest.raises(RuleBroken, match="Rätta raderna"):
            order_entry(row_, leaves_wrong_out=False, takes_repeated=False, by=ulla)
        assert not PlannedPurchase.objects.exists()

        order_entry(row_, leaves_wrong_out=True, takes_repeated=False, by=ulla)
        work_on(row_.pk)
        assert [purchase.title for purchase in PlannedPurchase.objects.all()] == ["Inköp nummer 2"]

    def test_working_twice_reads_in_once(self, ulla):
        row_ = checked(rows(2), by=ulla)
        order_entry(row_, leaves_wrong_out=False, takes_repeated=False, by=ulla)
        work_on(row_.pk)
        work_on(row_.pk)

        assert PlannedPurchase.objects.count() == 2

    def test_a_held_list_is_left_alone(self, ulla):
        row_ = checked(rows(2), by=ulla)
        order_entry(row_, leaves_wrong_out=False, takes_repeated=False, by=ulla)
        held_until = clock.now() + dt.timedelta(seconds=30)
        PurchaseList.objects.update(claimed_until=held_until)
        work_on(row_.pk)

        assert not PlannedPurchase.objects.exists()

    def test_whoever_may_no_longer_plan_reads_nothing_in(self, ulla):
        row_ = checked(rows(2), by=ulla)
        order_entry(row_, leaves_wrong_out=False, takes_repeated=False, by=ulla)
        ulla.roles = [Role.ORDERER]
        ulla.save()
        work_on(row_.pk)
        row_.refresh_from_db()

        assert (row_.state, PlannedPurchase.objects.count()) == (L.DRAFT, 0)
        assert "får inte längre planera inköp" in row_.refusal


class TestUndoing:
    def test_the_whole_list_is_undone(self, ulla):
        row_ = entered(rows(3), by=ulla)
        order_undoing(row_, by=ulla)
        work_on(row_.pk)
        row_.refresh_from_db()

        assert row_.state == L.UNDONE
        assert not PlannedPurchase.objects.visible_to(ulla).exists()
        assert not PlannedPurchase.objects.current().exists()
        assert entered(rows(3), by=ulla).purchases.count() == 3  # it can be read in anew

    @pytest.mark.parametrize("deed", ["answered", "dropped", "edited", "started"])
    def test_not_once_somebody_has_worked_with_it(self, ulla, deed):
        row_ = entered(rows(3), by=ulla)
        first = row_.purchases.order_by("line")[0]
        deeds = {
            "answered": lambda: planning.explain(first, reason=WhyNone.OTHER, text="Så är det.", by=ulla),
            "dropped": lambda: first.drop(reason="Budgeten", by=ulla),
            "edited": lambda: planning.change_purchase(first, {"unit": "Annan"}, by=ulla),
            "started": lambda: planning.start_purchase(first, {"title": "Nytt", "nature": "works"}, by=ulla),
        }
        assert why_not_undo(row_) == ""
        deeds[deed]()

        with pytest.raises(RuleBroken, match="kan inte längre ångras"):
            order_undoing(row_, by=ulla)
        assert row_.purchases.exclude(state=PurchaseState.UNDONE).count() == 3


class TestPages:
    def at(self, name, *args):
        return reverse(f"procurements:{name}", args=args)

    def upload(self, client, lines):
        file = SimpleUploadedFile("inkopsplan.xlsx", book(lines))
        return client.post(self.at("purchase_uploads"), {"file": file}, follow=True)

    def test_from_upload_to_plan(self, ulla, as_member):
        client = as_member(ulla)
        shown = self.upload(client, [changed(VALUE, "dyrt"), *rows(3)]).content.decode()
        assert "Listan kontrolleras" in shown
        assert "0 av 4 rader" in shown

        row_ = PurchaseList.objects.get()
        work_on(row_.pk)
        trial = client.get(row_.get_absolute_url()).content.decode()
        assert "Det här är en provläsning" in trial
        assert "Rad 2, Kontraktsvärde (kr)" in trial
        assert "Skriv ett belopp" in trial
        assert not PlannedPurchase.objects.exists()

        assert client.post(row_.get_absolute_url(), {}).status_code == 422
        assert (
            "läses in"
            in client.post(row_.get_absolute_url(), {"leaves_wrong_out": "on"}, follow=True).content.decode()
        )
        work_on(row_.pk)
        assert "är i planen" in client.get(row_.get_absolute_url()).content.decode()

        client.post(self.at("purchase_undoing", row_.pk))
        work_on(row_.pk)
        assert "Listan är ångrad" in client.get(row_.get_absolute_url()).content.decode()

    def test_the_wrong_rows_come_back_as_a_workbook(self, ulla, as_member):
        row_ = checked([row(1), changed(VALUE, "dyrt")], by=ulla)
        content = as_member(ulla).get(self.at("purchase_marked", row_.pk)).content
        head, *lines = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)

        assert len(lines) == 1
        assert head[-2:] == ("Att rätta", "Rad i filen")
        assert lines[0][VALUE] == "dyrt"
        assert lines[0][-2].startswith("Kontraktsvärde (kr): Skriv ett belopp")

    def test_a_stranger_finds_no_list(self, ulla, as_member):
        row_ = checked([row(1)], by=ulla)
        stranger = MembershipFactory(organisation__parts=[Part.PROCUREMENT], roles=[Role.PROCURER])

        assert as_member(stranger).get(row_.get_absolute_url()).status_code == 404

    def test_throwing_it_away_empties_it(self, ulla, as_member):
        row_ = checked([row(1)], by=ulla)
        as_member(ulla).post(self.at("purchase_upload_removal", row_.pk))
        row_.refresh_from_db()

        assert (row_.state, row_.lines) == (L.DISCARDED, [])


def bad_cells(count: int, bad: int) -> set[tuple[int, int]]:
    """Line and place of every cell that cannot be read."""
    lines = rows(count, bad=bad)
    return {
        (number, place)
        for number, line in enumerate(lines, start=2)
        for place, text in BAD.items()
        if line[place] == text
    }


def walk_through(ulla, client, *, count: int, bad: int) -> None:
    """Every bad cell told, nothing changed until confirmed, progress shown, and undone."""
    row_ = take_in(name="plan.xlsx", content=book(rows(count, bad=bad)), authority=None, by=ulla)
    assert f"av {count:,}".replace(",", "\xa0") in client.get(row_.get_absolute_url()).content.decode()
    work_on(row_.pk)
    row_.refresh_from_db()
    assert {(number, place) for number, place, *_rest in row_.faults} == bad_cells(count, bad)
    assert len(row_.faults) == bad
    assert not PlannedPurchase.objects.exists()

    order_entry(row_, leaves_wrong_out=True, takes_repeated=False, by=ulla)
    work_on(row_.pk)
    assert PlannedPurchase.objects.current().count() == count - row_.wrong_lines

    page = client.get(reverse("procurements:purchase_list"))
    assert page.context["page"].paginator.count == count - row_.wrong_lines
    row_.refresh_from_db()
    order_undoing(row_, by=ulla)
    work_on(row_.pk)
    assert not PlannedPurchase.objects.current().exists()


def test_two_hundred_rows_with_twelve_bad_cells(ulla, as_member):
    walk_through(ulla, as_member(ulla), count=200, bad=12)


@pytest.mark.slow
def test_five_thousand_rows_with_three_hundred_bad_cells(ulla, as_member):
    began = time.monotonic()
    walk_through(ulla, as_member(ulla), count=5_000, bad=300)
    assert time.monotonic() - began < 240  # a minute on an idle machine


def test_progress_is_told_while_the_list_is_checked(ulla, monkeypatch):
    seen = []
    original = PurchaseList.finish_check

    def finish(self, *given, **options):
        seen.append(PurchaseList.objects.get(pk=self.pk).checked)
        original(self, *given, **options)

    monkeypatch.setattr(PurchaseList, "finish_check", finish)
    checked(rows(300), by=ulla)
    assert seen == [300]


def _csv(count: int) -> bytes:
    return "\n".join(["Upphandling;Enhet", *(f"Inköp {n};A" for n in range(count))]).encode()
