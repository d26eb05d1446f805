"""Calculations in a case: the panel in step Analyse, and what a calculation may be tied to."""

import pytest
from django.urls import reverse

from organisations.models import Part
from organisations.permissions import Role
from strategy.forms.calculation import Asked
from strategy.freezing import find_subject, freeze_calculation, subjects_of
from tests.procurements.factories import CaseFactory, RequirementFactory, member_of, procurer_of
from tests.strategy.calculator.cases import EXAMPLE, RULES

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return CaseFactory(title="Parkskötsel 2027", state="analyse")


@pytest.fixture
def procurer(case):
    member = procurer_of(case)
    member.organisation.parts = [Part.PROCUREMENT]
    member.organisation.save()
    return member


def frozen_by(member, case):
    subject = find_subject(member, f"case-{case.pk}")
    return freeze_calculation(Asked(EXAMPLE, RULES, None), subject, title="Två platser", by=member)


def panels(client, case, step="analyse"):
    answer = client.get(f"{case.get_absolute_url()}?step={step}")
    return [panel for panel in answer.context["page"].panels if "pengar" in panel.title]


def test_step_analyse_leads_to_the_calculator(case, procurer, as_member):
    [panel] = panels(as_member(procurer), case)

    assert panel.url == f"{reverse('strategy:calculator')}?subject=case-{case.pk}"
    assert panels(as_member(procurer), case, step="plan") == []


def test_the_calculator_has_a_way_back_to_the_case(case, procurer, as_member):
    client, calculator = as_member(procurer), reverse("strategy:calculator")
    stranger = CaseFactory(title="Främmande")

    def ways(**query):
        return [(link.label, link.url) for link in client.get(calculator, query).context["crumbs"]][1:]

    back = ("Upphandling: Parkskötsel 2027", case.get_absolute_url())
    assert ways(subject=f"case-{case.pk}") == [back]
    assert ways(subject=f"case-{case.pk}", calculate="1") == [back]
    assert ways() == ways(subject=f"case-{stranger.pk}") == []


def test_step_analyse_shows_what_was_saved(case, procurer, as_member):
    frozen = frozen_by(procurer, case)
    [panel] = panels(as_member(procurer), case)

    assert [(fact.url, fact.value) for fact in panel.facts] == [
        (frozen.get_absolute_url(), "Två platser: +200\xa0209\xa0kr")
    ]


def test_who_may_not_calculate_is_not_led_there(case, procurer, as_member):
    orderer = member_of(case, Role.ORDERER)

    assert panels(as_member(orderer), case) == []
    frozen_by(procurer, case)
    assert [panel.url for panel in panels(as_member(orderer), case)] == [""]


def test_the_form_begins_with_the_places_that_the_requirement_asks_for(case, procurer, as_member):
    RequirementFactory(lot=case.only_lot, places=3)

    answer = as_member(procurer).get(reverse("strategy:calculator"), {"subject": f"case-{case.pk}"})

    assert answer.context["form"]["posts"].value() == "3"
    assert answer.context["form"]["subject"].value() == f"case-{case.pk}"


def test_only_cases_of_ones_own_can_be_chosen(case, procurer):
    foreign = CaseFactory()

    assert [subject.key for subject in subjects_of(procurer)] == [f"case-{case.pk}"]
    assert find_subject(procurer, f"case-{foreign.pk}") is None


@pytest.mark.parametrize("key", ["", "case-", "case-x", "nothing-1", "case-99999999999999999999"])
def test_a_key_that_names_nothing_finds_nothing(key, procurer):
    assert find_subject(procurer, key) is None
