"""What is written of a procurement is read by all who see it: on its page, in the basis, in the export."""

from decimal import Decimal

import pytest
from django.urls import reverse
from lxml import html

from organisations.permissions import Role
from procurements.basis import write_basis
from procurements.models import Participant
from procurements.states import CaseState
from tests.organisations.factories import AuthorityFactory
from tests.procurements.factories import CaseFactory, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    case = CaseFactory(
        authority__name="Servicenämnden",
        procedure="open",
        is_framework=True,
        value_sek=12_000_000,
        base_months=24,
        option_months=12,
        staff_cost_share=Decimal("0.6"),
        performers=14,
        place="Hela kommunen",
        orderer="Olle Beställare",
        tendering_system="Mercell",
        tendering_number="UH-2026-77",
    )
    Participant.objects.filter(procurement=case).update(share=Decimal("0.6"))
    other = AuthorityFactory(name="Vård- och omsorgsnämnden")
    Participant.objects.create(procurement=case, authority=other, share=Decimal("0.4"))
    return case


TOLD = {
    "Förfarande": "Öppet förfarande",
    "Ramavtal": "Ja",
    "Beräknat värde": "12\xa0000\xa0000\xa0kr exklusive moms, optioner inräknade",
    "Avtalstid": "24 månader",
    "Optioner att förlänga": "12 månader",
    "Plats för utförandet": "Hela kommunen",
    "Servicenämnden": "Genomför upphandlingen, 60\xa0%",
    "Vård- och omsorgsnämnden": "Deltar, 40\xa0%",
    "Upphandlingssystem": "Mercell",
    "Nummer där": "UH-2026-77",
}


def facts_on(page) -> dict[str, str]:
    tree = html.fromstring(page.content.decode())
    return {
        row.findtext("dt"): " ".join(row.find("dd").text_content().split(" ")).strip()
        for row in tree.iterfind(".//main//dl/div")
    }


@pytest.mark.parametrize("role", [Role.DECISION_MAKER, Role.PROCURER, Role.AUDITOR])
@pytest.mark.parametrize("state", [CaseState.PLAN, CaseState.CLOSED, CaseState.CANCELLED])
def test_whoever_sees_the_case_reads_its_particulars(case, as_member, role, state):
    type(case).objects.update(state=state)
    until = {"valid_until": "2030-01-01"} if role is Role.AUDITOR else {}
    client = as_member(member_of(case, role, **until))
    shown = client.get(case.get_absolute_url()).content.decode()
    url = reverse("procurements:particulars", args=[case.pk])

    assert url in shown
    assert facts_on(client.get(url)).items() >= TOLD.items()
    changes = reverse("procurements:facts", args=[case.pk]) in client.get(url).content.decode()
    assert changes == (role is Role.PROCURER and state == CaseState.PLAN)


def test_the_tendering_system_is_named_without_a_link(case, as_member):
    shown = as_member(member_of(case, Role.ORDERER)).get(case.get_absolute_url()).content.decode()

    assert "Mercell" in shown
    assert "UH-2026-77" in shown


def test_the_decision_basis_says_the_same(case):
    (section,) = [s for s in write_basis(case).sections if s.heading == "Upphandlingen"]

    assert {row.head: row.cells[0] for row in section.grid.rows}.items() >= TOLD.items()


def test_the_export_has_a_column_for_each(case, as_member):
    client = as_member(member_of(case, Role.ORDERER))
    lines = (
        client.get(reverse("procurements:case_export") + "?format=csv")
        .content.decode("utf-8-sig")
        .splitlines()
    )

    row = dict(zip(lines[0].split(";"), lines[1].split(";"), strict=True))
    assert (row["Förfarande"], row["Ramavtal"], row["Plats för utförandet"]) == (
        "Öppet förfarande",
        "Ja",
        "Hela kommunen",
    )
    assert (row["Upphandlingssystem"], row["Nummer där"], row["Beställare"]) == (
        "Mercell",
        "UH-2026-77",
        "Olle Beställare",
    )
