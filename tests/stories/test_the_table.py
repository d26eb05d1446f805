"""A limit of the policy is changed in the browser, without a programmer, and what it does is seen first."""

import pytest
from django.urls import reverse

from core import clock
from organisations.models import Part
from organisations.permissions import Role
from procurements.choices import Nature
from strategy.models import PolicyTable
from strategy.states import TableState
from tests.procurements.factories import CaseFactory
from tests.strategy.factories import DecisionFactory, OfficialFactory, made

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MILLION = 1_000_000


@pytest.fixture
def official():
    parts = [Part.STRATEGY, Part.PROCUREMENT]
    return OfficialFactory(organisation__parts=parts, roles=[Role.PROCURER, Role.DECISION_MAKER])


@pytest.mark.parametrize(
    ("width", "script"),
    [
        pytest.param(1280, True, marks=pytest.mark.slow),
        (390, True),
        pytest.param(1280, False, marks=pytest.mark.slow),
    ],
)
def test_from_an_example_to_a_table_in_force(visit, client, official, shots, width, script):
    decision = DecisionFactory(prepared_by=official, title="Krav i kommunens inköp")
    decision.begin(by=official)
    made(decision)
    known = {"authority": decision.authority, "performers": 12, "base_months": 36}
    CaseFactory(title="Städning av skolor", nature=Nature.SERVICES, value_sek=18 * MILLION, **known)
    CaseFactory(title="Ombyggnad av torget", nature=Nature.WORKS, value_sek=100 * MILLION, **known)
    client.force_login(official.user)
    eva = visit(width, script=script)
    eva.enters_as(client)

    def look(name):
        if shots and script:
            eva.page.screenshot(path=shots / f"table-{name}-{width}.png", full_page=True)

    eva.go(reverse("strategy:table_list"))
    eva.click("Ny tabell")
    look("new")
    eva.put(decision=decision.title, start="trafikverket", title="Våra regler")
    eva.presses("Börja tabellen")
    eva.heading("Våra regler")
    look("draft")
    eva.is_let_in()
    eva.click("Tjänster")
    eva.put(sek_per_place="6 000 000")
    eva.presses("Visa vad som skulle ändras")
    eva.sees("Inget är sparat än")
    eva.sees("Skarpt krav, 3 platser (36 månader anställning eller 18 månader praktik)")
    look("row")
    eva.is_let_in()
    eva.presses("Spara raden")
    eva.heading("Våra regler")
    eva.click("Sätt i kraft")
    look("force")
    eva.presses("Sätt i kraft")
    eva.sees("Tabellen är satt i kraft")
    look("held")

    table = PolicyTable.objects.get()
    assert (table.state, table.in_force_from) == (TableState.IN_FORCE, clock.today())
    assert table.table.rows[5].volume.sek_per_place == 6 * MILLION
