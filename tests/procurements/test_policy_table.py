"""The organisation's decision table tells, in each case, what is recommended and why."""

import pytest
from django.urls import reverse

from core import clock
from organisations.models import Part
from organisations.permissions import Role
from procurements.choices import Nature
from procurements.policy_answer import answer_for
from procurements.suggesting import suggestion_for
from strategy.rules import Verdict
from strategy.ruletable import Form
from strategy.table_examples import example_named
from strategy.tabling import begin_table
from tests.procurements.factories import CaseFactory
from tests.strategy.factories import DecisionFactory, OfficialFactory, made

MILLION = 1_000_000


@pytest.fixture
def official(db):
    parts = [Part.STRATEGY, Part.PROCUREMENT]
    return OfficialFactory(organisation__parts=parts, roles=[Role.PROCURER, Role.DECISION_MAKER])


@pytest.fixture
def table(official):
    decision = DecisionFactory(prepared_by=official, title="Krav i inköpen")
    decision.begin(by=official)
    made(decision)
    start = example_named("trafikverket", on=clock.today()).table
    row = begin_table(decision, title="Våra regler", start=start, by=official)
    row.put_in_force(first_day=clock.today(), by=official)
    return row


def case_of(table, **values):
    known = {"nature": Nature.WORKS, "value_sek": 100 * MILLION, "base_months": 24, "performers": 30}
    return CaseFactory(authority=table.authority, handler=table.prepared_by, **known | values)


@pytest.mark.parametrize(
    ("change", "verdict", "row", "places"),
    [
        ({}, Verdict.APPLIES, 5, 2),
        ({"value_sek": 49_999_999}, Verdict.OUTSIDE, 5, None),
        ({"base_months": 5}, Verdict.OUTSIDE, 3, None),
        ({"base_months": 5, "option_months": 1}, Verdict.APPLIES, 5, 2),
        ({"performers": 4}, Verdict.OUTSIDE, 4, None),
        ({"performers": None}, Verdict.UNCLEAR, 5, None),
        ({"is_framework": True}, Verdict.OUTSIDE, 1, None),
        ({"nature": Nature.GOODS}, Verdict.OUTSIDE, 2, None),
    ],
)
def test_the_table_in_force_answers_for_the_case(table, change, verdict, row, places):
    answered = answer_for(case_of(table, **change))

    assert (answered.verdict, answered.table, answered.decision) == (verdict, table, table.decision)
    assert answered.recommendation.deciding.number == row
    assert answered.recommendation.advice.places == places
    assert len(answered.earlier) == row - 1


def test_a_framework_bought_directly_is_both(table):
    case = case_of(table, is_framework=True, regime="direct")
    found = answer_for(case).recommendation

    assert found.deciding.row.forms == {Form.FRAMEWORK, Form.DIRECT, Form.CALL_OFF}


def test_the_page_says_what_how_much_why_and_which_row(client, table, official):
    client.force_login(official.user)
    case = case_of(table)

    shown = client.get(case.get_absolute_url()).content.decode()

    assert "”Våra regler” rekommenderar här: Skarpt krav, 2 platser" in shown
    assert "Rad 5 avgör: Entreprenader. Antalet platser följer avtalets värde." in shown
    assert "Rad 3, Korta avtal: Avtalstid mindre än 6 månader: nej, 24 månader." in shown
    assert f'href="{table.get_absolute_url()}"' in shown


def test_the_entry_questions_begin_with_it(client, table, official):
    client.force_login(official.user)

    shown = client.get(reverse("procurements:entry_check", args=[case_of(table).pk])).content.decode()

    assert "Vad beslutstabellen rekommenderar" in shown
    assert "2 platser (24 månader anställning eller 12 månader praktik)" in shown


def test_the_own_table_is_told_in_place_of_the_model(table):
    found = suggestion_for(case_of(table))

    assert found.count == 2
    assert found.text.startswith("”Våra regler” rekommenderar här")


def test_while_the_part_is_off_nothing_is_told_of_it(client, table, official):
    official.organisation.switch_part(Part.STRATEGY, on=False, by=official)
    client.force_login(official.user)
    case = case_of(table)
    case.refresh_from_db()

    shown = client.get(case.get_absolute_url()).content.decode()

    assert "Våra regler" not in shown
    assert table.get_absolute_url() not in shown
    assert client.get(table.get_absolute_url()).status_code == 404
