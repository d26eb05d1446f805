"""The number of places that the value gives: a suggestion with its source, taken over by a button."""

import datetime as dt
from pathlib import Path

import pytest
import yaml
from django.urls import reverse

from organisations.permissions import Role
from procurements.choices import Nature, Purpose
from procurements.models import Requirement
from procurements.sizing import Exemption, Purchase, size
from procurements.sizing import Nature as Sized
from procurements.suggesting import EXEMPT, rule_on, suggestion_for
from reference.regimes import Regime
from tests.procurements.factories import CaseFactory, RequirementFactory, member_of

MILLION = 1_000_000
WORKS = {"nature": Nature.WORKS, "value_sek": 100 * MILLION, "base_months": 24, "performers": 30}


def test_the_demo_s_road_works_have_the_places_that_the_rule_gives():
    told = yaml.safe_load(Path("demo/road-works.yaml").read_text(encoding="utf-8"))
    works = told["procurement"]
    purchase = Purchase(
        nature=Sized(works["nature"]),
        value_sek=works["value_sek"],
        months=works["contract"]["months"],
        performers=works["performers"],
    )

    assert size(purchase, rule_on(dt.date(2025, 4, 1))).places == told["requirement"]["places"] == 2


def test_the_suggestion_names_rule_value_and_source(db):
    found = suggestion_for(CaseFactory(**WORKS))

    assert found.count == 2
    assert "2 platser" in found.text
    assert "50\xa0000\xa0000 kronor" in found.text
    assert "TDOK 2017:0444" in found.text


@pytest.mark.parametrize(
    ("value", "told"),
    [(100 * MILLION, "Det blir 24,0 heltidsmånader."), (10 * MILLION, "föreslås mindre än en plats: en per")],
)
def test_the_assessment_has_the_suggestion_beside_its_volume(db, as_member, value, told):
    case = CaseFactory(state="analyse", **WORKS | {"value_sek": value})
    client = as_member(member_of(case, Role.PROCURER))

    page = client.get(reverse("procurements:assessment", args=[case.pk])).content.decode()

    assert told in page.replace("\xa0", " ").replace("&nbsp;", " ")
    assert "0 platser" not in page.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"is_framework": True}, Exemption.FRAMEWORK),
        ({"regime": Regime.DIRECT}, Exemption.DIRECT_AWARD),
        ({"regime": Regime.CALL_OFF}, Exemption.CALL_OFF),
        ({"nature": Nature.GOODS}, Exemption.NATURE),
        ({"base_months": 5}, Exemption.TOO_SHORT),
        ({"performers": 4}, Exemption.TOO_FEW_PERFORMERS),
    ],
)
def test_where_the_model_gives_none_it_says_why(db, change, why):
    found = suggestion_for(CaseFactory(**WORKS | change))

    assert found.count == 0
    assert EXEMPT[why]() in found.text


@pytest.mark.parametrize(
    "change", [{"value_sek": None}, {"base_months": None}, {"purpose": Purpose.PURCHASED_PLACES}]
)
def test_nothing_is_suggested_before_value_and_term_are_known_nor_for_bought_places(db, change):
    assert suggestion_for(CaseFactory(**WORKS | change)) is None


def test_one_button_saves_what_is_typed_with_the_suggested_places(db, as_member):
    row = RequirementFactory(case__state="procure", **{f"case__{key}": told for key, told in WORKS.items()})
    client = as_member(member_of(row.lot.procurement, Role.PROCURER))
    page = client.get(reverse("procurements:requirement", args=[row.lot.procurement_id]))
    form = page.context["form"]
    typed = {
        name: form[name].value() for name in form.fields if form[name].value() not in (None, "", False)
    } | {"own_passage": "Arbetskläder ingår.", "early_end_share": "75"}

    text = page.content.decode()
    assert 'name="take_over"' in text
    assert "Ta över förslaget: 2 platser" in text
    answer = client.post(page.request["PATH_INFO"], typed | {"take_over": "places"})

    row = Requirement.objects.get(pk=row.pk)
    assert answer.status_code == 302
    assert (row.places, row.own_passage) == (2, "Arbetskläder ingår.")
