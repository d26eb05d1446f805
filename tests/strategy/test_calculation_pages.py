"""The calculator's pages: happy, refused, foreign; and what is frozen stays as it was."""

import io
import json
from dataclasses import replace
from urllib.parse import urlencode

import openpyxl
import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from core.documents import render
from core.models import IssuedDocument
from organisations.models import Part
from organisations.permissions import Role
from strategy import parameters
from strategy.calculation_document import CALCULATION, content_of, order_calculation, specimen
from strategy.calculator import as_json, calculate
from strategy.calculator.storing import inputs_from_json
from strategy.forms.calculation import Asked, CalculationForm, published_example
from strategy.freezing import digest_of, find_subject, freeze_calculation
from strategy.models import FrozenCalculation
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.strategy.calculator.cases import EXAMPLE, RULES
from tests.strategy.factories import DecisionFactory, OfficialFactory

pytestmark = pytest.mark.django_db
QUERIES = 9  # session, user, member, savepoint twice, count, rows, decisions, unread messages


@pytest.fixture
def official():
    return OfficialFactory()


@pytest.fixture
def client(official, as_member):
    return as_member(official)


@pytest.fixture
def decision(official):
    return DecisionFactory(prepared_by=official)


@pytest.fixture
def frozen(official, decision):
    return frozen_by(official, decision)


def frozen_by(member, decision):
    subject = find_subject(member, f"decision-{decision.pk}")
    return freeze_calculation(Asked(EXAMPLE, RULES, None), subject, title="Ett års anställning", by=member)


def question(**changed):
    return published_example() | changed


def page(name, *args):
    return reverse(f"strategy:{name}", args=args)


def test_the_empty_form_calculates_nothing(client):
    answer = client.get(page("calculator"))

    assert answer.status_code == 200
    assert answer.context["result"] is None
    assert 'id="result"' not in answer.content.decode()


def test_the_published_example_on_the_page(client):
    answer = client.get(page("calculator"), question())

    assert [row.amount for row in answer.context["result"].results][-1] == "+200\xa0209\xa0kr"
    assert "Så räknar vi" in answer.content.decode()
    assert FrozenCalculation.objects.count() == 0


def test_low_mid_and_high_are_off_until_they_are_asked_for(client):
    plain = client.get(page("calculator"), question()).context["result"]
    shares = {f"{name}_{level}": "10" for name in ("deadweight", "displacement", "retained") for level in
              ("low", "mid", "high")}  # fmt: skip
    ranged = client.get(page("calculator"), question(outside="on", retained_months="12", **shares))

    assert plain.levels == ()
    assert ranged.context["result"].levels == ("Låg", "Mellan", "Hög")
    assert "Utanför den officiella modellen" in ranged.content.decode()
    assert ranged.context["result"].results[0].amount == plain.results[0].amount


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"on": "1 maj 2023"}, "on", "Det finns inga fullständiga värden för 1\xa0maj\xa02023"),
        ({"is_newly_arrived": "", "unemployed": "6_11"}, "support", "Nystartsjobb kräver tolv månader"),
        (
            {"occupation": "internship", "support": "none"},
            "intern_production",
            "Skriv vad en praktikant hinner",
        ),
        (
            {"occupation": "internship", "intern_production": "8 000"},
            "support",
            "En praktikant har ingen lön",
        ),
        ({"gross_wage": ""}, "gross_wage", "Skriv bruttolönen"),
        ({"production_factor": ""}, "production_factor", "Skriv produktionsfaktorn"),
        ({"support": "wage_grant"}, "support_share", "Skriv den andel som ersätts"),
        ({"scope": "120"}, "scope", "100"),
        ({"posts": "-1"}, "posts", "0"),
    ],
)
def test_what_cannot_be_calculated_is_said_at_its_field(client, changed, field, words):
    answer = client.get(page("calculator"), question(**changed))

    assert list(answer.context["form"].errors) == [field]
    assert words in answer.context["form"].errors[field][0]
    assert answer.context["result"] is None


def test_the_form_reads_what_people_write():
    form = CalculationForm(question(gross_wage="20 500,00", scope="100"))

    assert form.is_valid(), form.errors
    assert form.asked.inputs == EXAMPLE


def test_export_to_the_ore(client):
    answer = client.get(page("calculator_export", "xlsx"), question())
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(min_row=2, values_only=True))

    assert rows[-1][1:3] == ("Samhället", "Summa")
    assert rows[-1][5] == pytest.approx(200_208.50, abs=0.5)
    sums = [row[5] for row in rows if row[2] == "Summa"]
    assert sum(sums[:-1]) == pytest.approx(sums[-1], abs=0.05)


def test_nothing_to_export_without_a_whole_question(client):
    assert client.get(page("calculator_export", "csv")).status_code == 404
    assert client.get(page("calculator_export", "pdf"), question()).status_code == 404


def test_freezing_ties_it_to_a_decision(client, official, decision):
    address = f"{page('freezing')}?{urlencode(question())}"
    shown = client.get(address)
    answer = client.post(address, {"title": "Parkskötsel", "subject": f"decision-{decision.pk}"})

    row = FrozenCalculation.objects.get()
    assert f"decision-{decision.pk}" in shown.content.decode()
    assert answer["Location"] == row.get_absolute_url()
    assert (row.subject, row.authority, row.member) == (decision, decision.authority, official)
    assert row.parameter_version == RULES.version
    assert row.digest == digest_of({name: getattr(row, name) for name in ("inputs", "parameters", "results")})


def test_freezing_needs_a_title_and_a_subject_of_ones_own(client, official, decision):
    foreign = DecisionFactory()
    address = f"{page('freezing')}?{urlencode(question())}"

    answer = client.post(address, {"title": "", "subject": f"decision-{foreign.pk}"})

    assert answer.status_code == 422
    assert sorted(answer.context["form"].errors) == ["subject", "title"]
    assert FrozenCalculation.objects.count() == 0


def test_freezing_without_a_question_leads_to_the_calculator(client):
    assert client.get(page("freezing")).headers["Location"] == page("calculator")


def test_a_changed_parameter_leaves_what_is_frozen_untouched(client, frozen, monkeypatch):
    """Taxes change and the example is calculated anew: the frozen one shows what it showed."""
    before = client.get(frozen.get_absolute_url()).context["result"]
    figures = parameters.calculation_figures()
    changed = {
        key: tuple(replace(row, value=row.value * 2) if key == "municipal_tax" else row for row in rows)
        for key, rows in figures.items()
    }
    monkeypatch.setattr(parameters, "calculation_figures", lambda: changed)

    live = client.get(page("calculator"), question()).context["result"]
    after = client.get(frozen.get_absolute_url()).context["result"]

    assert after == before
    assert live.results != before.results
    assert live.version != before.version


def test_a_frozen_calculation_made_again_from_what_it_holds_is_the_same(frozen):
    frozen.refresh_from_db()
    again = calculate(inputs_from_json(frozen.inputs), frozen.parameter_set)

    assert json.dumps(as_json(again), sort_keys=True) == json.dumps(frozen.results[0], sort_keys=True)


@pytest.mark.parametrize("change", ["UPDATE strategy_frozencalculation SET title = 'x'",
                                    "DELETE FROM strategy_frozencalculation"])  # fmt: skip
def test_the_database_refuses_to_change_it(frozen, change):
    with (
        pytest.raises((IntegrityError, ProgrammingError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_the_frozen_page_names_its_decision_and_version(client, frozen, decision):
    text = client.get(frozen.get_absolute_url()).content.decode()

    assert decision.get_absolute_url() in text
    assert RULES.version in text


def test_frozen_exports(client, frozen):
    answer = client.get(page("calculation_export", frozen.pk, "csv"))

    assert "Kommunalskatt;från individen" in answer.content.decode("utf-8-sig")
    assert client.get(page("calculation_export", frozen.pk, "pdf")).status_code == 404


def test_a_document_is_ordered_and_rendered(client, frozen, rendered):
    answer = client.post(page("calculation_document", frozen.pk))
    document = rendered(frozen)

    assert answer["Location"] == frozen.get_absolute_url()
    assert document.is_issued
    assert document.kind == CALCULATION.key
    shown = client.get(frozen.get_absolute_url()).content.decode()
    assert reverse("document", args=[document.pk]) in shown


def test_the_document_says_what_is_assumed_and_outside_the_model(frozen):
    content = content_of(frozen)

    assert content.figures[0].value == "+200\xa0209\xa0kr"
    assert len(content.figures) == 3  # more run over the edge of the page
    assert [row.head for row in content.sections[1].grid.rows] == [
        "Individen", "Kommunen", "Regionen", "Staten", "Arbetsgivaren", "Samhället",
    ]  # fmt: skip
    assert "antaganden" in content.sections[0].paragraphs[1]
    assert "Så räknar vi" in [section.heading for section in content.sections]
    assert isinstance(specimen(), type(content))


def test_the_same_document_twice_says_the_same(official, frozen, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    first = order_calculation(frozen, by=official)
    assert order_calculation(frozen, by=official) == first  # while it is being made
    render(first.pk)
    second = order_calculation(frozen, by=official)

    assert first.context == second.context
    assert IssuedDocument.objects.about(frozen).count() == 2


def test_the_list_shows_what_is_saved(client, frozen):
    answer = client.get(page("calculation_list"))

    assert [row.society for row in answer.context["rows"]] == ["+200\xa0209\xa0kr"]


@pytest.mark.parametrize("role", [Role.DECISION_MAKER, Role.PROCURER, Role.COORDINATOR, Role.ECONOMIST])
def test_who_may_calculate(role, official, as_member):
    member = MembershipFactory(organisation=official.organisation, roles=[role])

    assert as_member(member).get(page("calculator")).status_code == 200


@pytest.mark.parametrize("role", [Role.MATCHING_OFFICER, Role.ADMINISTRATOR, Role.COMMUNICATOR])
def test_who_may_not(role, official, as_member):
    member = MembershipFactory(organisation=official.organisation, roles=[role])

    assert as_member(member).get(page("calculator")).status_code == 403


@pytest.mark.parametrize("name", ["calculation", "calculation_export", "calculation_document"])
def test_another_organisation_finds_nothing(name, frozen, as_member):
    other = as_member(OfficialFactory())
    args = [frozen.pk, "csv"] if name == "calculation_export" else [frozen.pk]
    ask = other.post if name == "calculation_document" else other.get

    assert ask(page(name, *args)).status_code == 404


def test_another_authority_finds_nothing(frozen, official, as_member):
    elsewhere = AuthorityFactory(organisation=official.organisation)
    colleague = OfficialFactory(organisation=official.organisation, authority=elsewhere)

    assert as_member(colleague).get(frozen.get_absolute_url()).status_code == 404


def test_there_is_no_such_page_while_the_parts_are_off(official, as_member):
    official.organisation.parts = [Part.FIGURES]
    official.organisation.save()

    assert as_member(official).get(page("calculator")).status_code == 404


def test_the_decision_shows_its_calculations_and_the_way_to_calculate(client, frozen, decision):
    text = client.get(decision.get_absolute_url()).content.decode()

    assert frozen.get_absolute_url() in text
    assert f"{page('calculator')}?subject=decision-{decision.pk}" in text


@pytest.mark.parametrize("saved", [1, 3])
def test_the_list_asks_as_often_for_three_as_for_one(client, official, decision, saved,
                                                      django_assert_num_queries):  # fmt: skip
    for _ in range(saved):
        frozen_by(official, decision)

    with django_assert_num_queries(QUERIES):
        answer = client.get(page("calculation_list"))

    assert len(answer.context["rows"]) == saved
