"""The pages of the register of purchases: who may, what stands there, and what a plain client gets."""

import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse

from core import clock
from organisations.models import Part
from organisations.permissions import Role
from procurements.actions import planning
from procurements.choices import Nature, WhyNone
from procurements.models import PlannedPurchase, Procurement
from procurements.register.figures import figures as coverage_figures
from procurements.states import PurchaseState, RequirementState
from strategy.table_examples import example_named
from strategy.tabling import begin_table
from tests.inquiries import told_by
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.procurements.factories import CaseFactory, RequirementFactory
from tests.reference.factories import CpvCodeFactory
from tests.strategy.factories import DecisionFactory, OfficialFactory, made

MILLION = 1_000_000
APRIL = dt.date(2027, 4, 1)
LARGE = {"nature": Nature.WORKS, "value_sek": 100 * MILLION, "months": 24, "performers": 30}
SAID = {"reason": WhyNone.NO_LABOUR, "text": "Det är bara licenser."}


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


def planned(member, **values) -> PlannedPurchase:
    given = {"authority": member.authorities.get(), "title": "Nytt badhus", "planned_for": APRIL}
    return planning.plan_purchase({**given, **LARGE, **values}, by=member)


def at(name, *args) -> str:
    return reverse(f"procurements:{name}", args=args)


def colleague(member, *roles) -> MembershipFactory:
    authority = member.authorities.get()
    until = clock.today() + dt.timedelta(days=30) if Role.AUDITOR in roles else None
    return MembershipFactory(
        organisation=member.organisation, authority=authority, roles=list(roles), valid_until=until
    )


def test_a_purchase_is_typed_in_and_judged_at_once(ulla, as_member):
    code = CpvCodeFactory(code="45212212")
    told = {
        "authority": ulla.authorities.get().pk, "title": "Nytt badhus", "unit": "Kultur och fritid",
        "planned_for": "april 2027", "nature": "works", "value_sek": "100 mkr", "months": "2 år",
        "staff_cost_share": "40 %", "performers": "30", "cpv": code.pk,
    }  # fmt: skip
    answer = as_member(ulla).post(at("new_purchase"), told, follow=True)
    row = PlannedPurchase.objects.get()

    assert (row.planned_for, row.value_sek, row.months, row.performers) == (APRIL, 100 * MILLION, 24, 30)
    assert (str(row.staff_cost_share), row.cpv) == ("0.40", code)
    page = answer.content.decode()
    assert "”Våra regler” rekommenderar här: Skarpt krav, 2 platser" in page
    assert "Behöver svar" in page


def test_a_small_municipality_understands_the_empty_page(ulla, as_member):
    page = as_member(ulla).get(at("purchase_list")).content.decode()

    assert "Inget är planerat än" in page
    assert "Lägg till ett inköp" in page
    assert "Ingen regel gäller" not in page


def test_without_rules_the_page_says_so(as_member, db):
    member = OfficialFactory(organisation__parts=[Part.STRATEGY, Part.PROCUREMENT])
    assert "Ingen regel gäller i dag." in as_member(member).get(at("purchase_list")).content.decode()


def test_tabs_count_and_lead_to_their_rows(ulla, as_member):
    waits, small = planned(ulla), planned(ulla, title="Kopiatorer", months=2)
    planning.explain(planned(ulla, title="Programvara"), **SAID, by=ulla)
    client = as_member(ulla)
    page = client.get(at("purchase_list"))

    tabs = {str(tab.label): tab.count for tab in page.context["tabs"]}
    assert tabs == {"Alla": 3, "Behöver svar": 1, "Nej, med skäl": 1, "Inget krav rekommenderas": 1}
    for show, title in (("waiting", waits.title), ("explained", "Programvara"), ("not_asked", small.title)):
        rows = client.get(at("purchase_list"), {"show": show}).context["rows"]
        assert [row.title for row in rows] == [title]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, ["Asfalt", "Badhus", "Cykelväg"]),
        ({"order": "value"}, ["Cykelväg", "Badhus", "Asfalt"]),
        ({"order": "title"}, ["Asfalt", "Badhus", "Cykelväg"]),
        ({"q": "gatu"}, ["Asfalt"]),
        ({"year": "2028"}, ["Badhus"]),
        ({"nature": "services"}, ["Cykelväg"]),
        ({"unit": "Fritid"}, ["Badhus"]),
        ({"year": "inget år"}, ["Asfalt", "Badhus", "Cykelväg"]),
    ],
)
def test_the_list_is_filtered_and_ordered(ulla, as_member, query, titles):
    planned(ulla, title="Cykelväg", planned_for=None, nature="services", value_sek=900 * MILLION)
    planned(ulla, title="Asfalt", unit="Gatuenheten", value_sek=60 * MILLION)
    planned(ulla, title="Badhus", unit="Fritid", planned_for=dt.date(2028, 1, 1))

    page = as_member(ulla).get(at("purchase_list"), query)
    assert [row.title for row in page.context["rows"]] == titles


def test_what_has_its_requirement_stands_last(ulla, as_member):
    done, later = planned(ulla, title="Klart"), planned(ulla, title="Senare", planned_for=dt.date(2029, 1, 1))
    case = planning.start_purchase(done, {"title": "Klart", "nature": "works", **_as_case()}, by=ulla)
    RequirementFactory(case=case, member=ulla, state=RequirementState.APPROVED)

    rows = as_member(ulla).get(at("purchase_list")).context["rows"]
    assert [(row.title, row.label) for row in rows] == [
        (later.title, "Behöver svar"), ("Klart", "Ja, med krav"),
    ]  # fmt: skip


def test_the_export_holds_what_the_list_shows(ulla, as_member):
    planning.explain(planned(ulla), **SAID, by=ulla)
    planned(ulla, title="Kopiatorer", months=2)
    query = {"show": "explained", "format": "xlsx"}
    content = as_member(ulla).get(at("purchase_export"), query).content
    head, *rows = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)

    assert len(rows) == 1
    told = dict(zip(head, rows[0], strict=True))
    assert told["Vad som ska köpas"] == "Nytt badhus"
    assert told["Svar"] == "Nej, med skäl"
    assert told["Skälet med egna ord"] == SAID["text"]
    assert told["Beräknat värde"] == 100 * MILLION


def test_the_page_leads_from_the_row_to_a_procurement_with_everything_filled_in(ulla, as_member):
    row, client = planned(ulla, staff_cost_share="0.4", unit="Fritid"), as_member(ulla)
    form = client.get(at("purchase_start", row.pk)).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    assert (sent["title"], sent["value_sek"], sent["base_months"]) == (
        "Nytt badhus",
        "100\xa0000\xa0000",
        "24",
    )
    assert (sent["staff_cost_share"], sent["orderer"], sent["nature"]) == ("40", "Fritid", "works")

    told = {name: value for name, value in sent.items() if value not in (None, False)}
    client.post(at("purchase_start", row.pk), told)
    row.refresh_from_db()
    case = Procurement.objects.get()
    assert (row.state, row.procurement) == (PurchaseState.STARTED, case)
    assert (case.title, case.value_sek, case.base_months, case.performers) == (
        "Nytt badhus", 100 * MILLION, 24, 30,
    )  # fmt: skip


def test_no_is_a_reason_with_who_and_when(ulla, as_member):
    row, client = planned(ulla), as_member(ulla)
    refused = client.post(at("purchase_reason", row.pk), {"reason": "no_labour", "text": ""})
    assert refused.status_code == 422
    assert row.explanation is None

    page = client.post(at("purchase_reason", row.pk), SAID, follow=True).content.decode()
    assert "Nästan inget arbete utförs i avtalet" in page
    assert SAID["text"] in page
    assert f"{ulla.user.name}, " in page

    client.post(at("purchase_reason_end", row.pk))
    assert row.explanation is None


def test_an_existing_procurement_is_linked(ulla, as_member):
    row = planned(ulla)
    case = CaseFactory(authority=row.authority, title="Simhallen")
    other = CaseFactory(authority=AuthorityFactory(organisation=ulla.organisation))
    client = as_member(ulla)
    offered = client.get(at("purchase_link", row.pk)).context["form"].fields["procurement"].queryset
    assert list(offered) == [case]
    assert other not in offered

    client.post(at("purchase_link", row.pk), {"procurement": case.pk})
    row.refresh_from_db()
    assert row.procurement == case


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ORDERER, Role.CONTRACT_MANAGER])
def test_others_read_and_change_nothing(ulla, as_member, role):
    row, reader = planned(ulla), colleague(ulla, role)
    client = as_member(reader)
    page = client.get(at("purchase", row.pk)).content.decode()

    assert "rekommenderar här" in page
    assert at("purchase_reason", row.pk) not in page
    assert at("new_purchase") not in client.get(at("purchase_list")).content.decode()
    for name in ("purchase_reason", "purchase_facts", "purchase_dropping", "purchase_link"):
        assert client.post(at(name, row.pk), SAID).status_code == 403
    assert row.explanation is None


@pytest.mark.parametrize("role", [Role.PROCURER, Role.COORDINATOR, Role.DECISION_MAKER])
def test_those_who_keep_the_register_answer(ulla, as_member, role):
    row = planned(ulla)
    as_member(colleague(ulla, role)).post(at("purchase_reason", row.pk), SAID)
    assert row.explanation.text == SAID["text"]


def test_a_coordinator_starts_no_procurement(ulla, as_member):
    row, client = planned(ulla), as_member(colleague(ulla, Role.COORDINATOR))
    assert at("purchase_start", row.pk) not in client.get(at("purchase", row.pk)).content.decode()
    assert client.get(at("purchase_start", row.pk)).status_code == 403


def test_another_authority_finds_nothing(ulla, as_member):
    row = planned(ulla)
    elsewhere = AuthorityFactory(organisation=ulla.organisation)
    stranger = MembershipFactory(organisation=ulla.organisation, authority=elsewhere, roles=[Role.PROCURER])
    client = as_member(stranger)

    assert client.get(at("purchase", row.pk)).status_code == 404
    assert client.get(at("purchase_list")).context["rows"] == []


def test_what_is_typed_for_another_authority_is_refused(ulla, as_member):
    elsewhere = AuthorityFactory(organisation=ulla.organisation)
    stranger = MembershipFactory(organisation=ulla.organisation, authority=elsewhere, roles=[Role.PROCURER])
    told = {"authority": ulla.authorities.get().pk, "title": "Smyg"}
    assert as_member(stranger).post(at("new_purchase"), told).status_code == 422
    assert not PlannedPurchase.objects.exists()


class TestFigures:
    def cells(self, row) -> list[str]:
        return [cell.value for cell in row.cells]

    @pytest.fixture
    def mixed(self, ulla):
        """Of five, four are recommended a requirement: one waits, one is started, two have a reason."""
        planned(ulla, title="Väntar", unit="Gatuenheten")
        started = planned(ulla, title="Ja", unit="Gatuenheten")
        planning.start_purchase(started, {"title": "Ja", "nature": "works", **_as_case()}, by=ulla)
        for title in ("Nej", "Nej igen"):
            row = planned(ulla, title=title, unit="Fritid", planned_for=dt.date(2028, 2, 1))
            planning.explain(row, **SAID, by=ulla)
        planned(ulla, title="Liten", months=2, planned_for=None)
        return ulla

    def test_figures_by_year_unit_and_category_add_up(self, mixed, as_member):
        page = as_member(mixed).get(at("purchase_coverage")).context["page"]

        assert (self.cells(page.whole), page.whole.answered) == (["5", "4", "1", "2", "1"], "75\xa0%")
        years, units, categories = page.tables
        assert {row.label: self.cells(row) for row in years.rows} == {
            "2027": ["2", "2", "1", "0", "1"],
            "2028": ["2", "2", "0", "2", "0"],
            "Ingen månad angiven": ["1", "0", "0", "0", "0"],
        }
        assert [row.answered for row in years.rows] == ["50\xa0%", "100\xa0%", "–"]
        assert [row.label for row in units.rows] == ["Fritid", "Gatuenheten", "Ingen enhet angiven"]
        assert [row.label for row in categories.rows] == ["Ingen CPV-kod vald"]
        assert [(label, cell.value) for label, cell in page.reasons] == [
            ("Nästan inget arbete utförs i avtalet", "2")
        ]

    def test_each_figure_leads_to_just_its_rows(self, mixed, as_member):
        client = as_member(mixed)
        page = client.get(at("purchase_coverage")).context["page"]
        rows = [page.whole, *(row for table in page.tables for row in table.rows)]
        cells = [cell for row in rows for cell in row.cells] + [cell for _label, cell in page.reasons]

        assert sum(bool(cell.url) for cell in cells) > 10
        for cell in cells:
            if cell.url:
                assert client.get(cell.url).context["page"].paginator.count == int(cell.value)

    def test_they_are_limited_to_a_year_and_exported(self, mixed, as_member):
        client = as_member(mixed)
        page = client.get(at("purchase_coverage"), {"year": "2028"}).context["page"]
        assert self.cells(page.whole) == ["2", "2", "0", "2", "0"]

        content = client.get(at("purchase_coverage_export"), {"format": "xlsx", "year": "2028"}).content
        lines = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
        assert lines[1][1:] == ("Alla", 2, 2, 0, 2, 0, "100\xa0%")

    def test_the_leader_reads_it_on_her_overview(self, mixed, as_member):
        head = colleague(mixed, Role.DECISION_MAKER)
        found = [(figure.value, figure.label) for figure in told_by(coverage_figures, head)]

        assert found == [("3", "av 4 rekommenderade inköp besvarade")]
        assert told_by(coverage_figures, mixed) == []  # she runs procurements: it stands in her to-do list


def _as_case():
    return {"value_sek": 100 * MILLION, "base_months": 24, "performers": 30}
