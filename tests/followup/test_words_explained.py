"""A word that a new reader does not know is explained where she first meets it."""

import pytest
from django.urls import reverse

from followup.actions.hearing import relieve
from organisations.models import Part
from organisations.permissions import Role
from procurements.choices import KINDS_IN_WORDS, RequirementKind
from procurements.forms.requirement import RequirementForm
from procurements.forms.sheets import AssessmentForm
from suppliers.forms.contract import ContractFacts
from tests.followup.conftest import at
from tests.procurements.factories import CommitmentFactory

MONTH = "En heltidsmånad är en månad på 100 %."
DIALOGUE = "Ett dialogkrav har ingen volym: parterna träffas"
FREED = "Myndigheten har släppt det som återstår."


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_contract_says_what_a_full_time_month_is_or_that_a_dialogue_has_no_volume(
    commitment, manager, as_member, still_clock
):
    talked_about = CommitmentFactory(authority=commitment.authority, kind="dialogue", full_time_months=None)
    counted = page(as_member(manager), commitment.get_absolute_url())
    talked = page(as_member(manager), talked_about.get_absolute_url())

    assert (MONTH in counted, DIALOGUE in counted) == (True, False)
    assert (MONTH in talked, DIALOGUE in talked) == (False, True)


def test_a_supplier_that_is_freed_reads_what_that_means(
    commitment, manager, supplier, as_member, still_clock
):
    assert FREED not in page(as_member(supplier), commitment.get_absolute_url())

    relieve(commitment, ground="no_candidate", text="Ingen kandidat på två år.", by=manager)

    told = page(as_member(supplier), commitment.get_absolute_url())
    assert FREED in told
    assert "Befriad från kravet" in told


def test_the_result_explains_the_words_of_its_rows_and_no_others(commitment, as_member, still_clock):
    leader = at(commitment, Role.DECISION_MAKER)
    before = page(as_member(leader), reverse("followup:result"))
    CommitmentFactory(authority=commitment.authority, kind="dialogue", full_time_months=None)
    after = page(as_member(leader), reverse("followup:result"))

    assert (MONTH in before, DIALOGUE in before) == (True, False)
    assert (MONTH in after, DIALOGUE in after) == (True, True)


def test_the_leaderships_page_says_what_a_full_time_month_is(commitment, as_member, still_clock):
    organisation = commitment.authority.organisation
    organisation.parts = [Part.FIGURES]
    organisation.save()

    assert MONTH in page(as_member(at(commitment, Role.DECISION_MAKER)), reverse("followup:dashboard"))


@pytest.mark.parametrize("form", [RequirementForm, AssessmentForm, ContractFacts])
def test_each_kind_of_requirement_is_told_in_words_wherever_it_is_chosen(form):
    widget = form.base_fields["kind"].widget

    assert set(KINDS_IN_WORDS) == set(RequirementKind.values)
    assert widget.helps == KINDS_IN_WORDS


def test_the_support_contact_is_explained_beside_its_field():
    assert str(RequirementForm.base_fields["support_contact"].help_text).startswith(
        "Den som leverantören kan be om hjälp"
    )
