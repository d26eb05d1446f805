"""The prefix of an authority's diary stands ready where a new number is written."""

import pytest
from django.urls import reverse
from lxml import html

from organisations.models import Authority, Part
from organisations.permissions import Role
from procurements.models import Procurement
from tests.organisations.factories import AuthorityFactory, MembershipFactory

FORMS = ("procurements:new_case", "suppliers:running_contract", "strategy:new_decision")


@pytest.fixture
def procurer(db):
    member = MembershipFactory(roles=[Role.PROCURER], organisation__parts=list(Part.values))
    Authority.objects.update(diary_prefix="SEN", controller="Serviceförvaltningen")
    return member


@pytest.mark.parametrize("name", FORMS)
def test_a_new_number_begins_with_the_prefix(procurer, as_member, name):
    page = html.fromstring(as_member(procurer).get(reverse(name)).content)

    (field,) = page.xpath("//input[@name='diary_number']")
    assert field.get("value") == "SEN "


def test_the_prefix_alone_is_no_number(procurer, as_member):
    client = as_member(procurer)
    typed = {
        "authority": procurer.authorities.get().pk, "title": "Parkskötsel", "purpose": "side_condition",
        "regime": "above_threshold", "law": "LOU", "nature": "services", "handler": procurer.pk,
    }  # fmt: skip

    for number in ("SEN ", "SEN 2026/7"):
        answer = client.post(reverse("procurements:new_case"), {**typed, "diary_number": number})
        assert answer.status_code == 302, answer.context["form"].errors

    assert set(Procurement.objects.values_list("diary_number", flat=True)) == {"", "SEN 2026/7"}


def test_the_prefix_stands_ready_again_after_an_error(procurer, as_member):
    answer = as_member(procurer).post(reverse("procurements:new_case"), {"diary_number": "SEN "})

    assert answer.status_code == 422
    (field,) = html.fromstring(answer.content).xpath("//input[@name='diary_number']")
    assert field.get("value") == "SEN "


def test_who_works_for_two_authorities_begins_with_nothing(procurer, as_member):
    procurer.authorities.add(AuthorityFactory(organisation=procurer.organisation, diary_prefix="KS"))

    form = as_member(procurer).get(reverse("procurements:new_case")).context["form"]

    assert not form["diary_number"].value()
