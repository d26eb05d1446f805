"""What a form demands with a choice is never called optional, and nothing is demanded that no rule needs."""

import pytest
from django.template import Context, Template
from django.urls import reverse
from lxml.html import fromstring

from followup.forms.dialogue import DialogueForm
from matching.forms.proposal import ChoosingForm, EndForm, OutsideForm, SecrecyForm, StartForm
from matching.models import SecrecyTest
from organisations.models import Organisation
from suppliers.forms.contact import ContactForm
from suppliers.forms.earlier import EarlierPersonForm
from suppliers.forms.report import PersonForm
from tests.matching.factories import proposal_in

FIELD = Template("{% load parts_forms %}{% field bound %}")


def shown(form, name):
    return fromstring(FIELD.render(Context({"bound": form[name]})))


@pytest.fixture
def forms(commitment, officer, profile):
    proposal = proposal_in("chosen", officer=officer, profile=profile)
    return {
        "start": StartForm(None, proposal=proposal),
        "secrecy": SecrecyForm(None, proposal=proposal),
        "choosing": ChoosingForm(None),
        "end": EndForm(None),
        "outside": OutsideForm(None, suppliers=Organisation.objects.none()),
        "person": PersonForm(None, terms=commitment),
        "earlier": EarlierPersonForm(None, terms=commitment),
        "contact": ContactForm(None, sides={"supplier"}),
        "dialogue": DialogueForm(commitment=commitment),
    }


@pytest.mark.parametrize(
    ("form", "name", "words"),
    [
        ("start", "form", "(om anställning)"),
        ("start", "attribution_reason", "(om du har bedömt kopplingen)"),
        ("outside", "form", "(om anställning)"),
        ("person", "form", "(om anställning)"),
        ("earlier", "form", "(om anställning)"),
        ("earlier", "because", "(om den har slutat)"),
        ("secrecy", "why_no_harm", "(om prövningen visar att det inte skadar)"),
        ("choosing", "because", "(om nej)"),
        ("end", "reason", "(om du rättar en sista dag)"),
        ("contact", "email", "(behövs för den som rapporterar)"),
        ("dialogue", "next_on", "(behövs om mötet skjuts upp)"),
    ],
)
def test_the_label_says_when_the_field_is_needed(forms, form, name, words):
    text = " ".join(shown(forms[form], name).text_content().split())

    assert words in text
    assert "(valfritt)" not in text


@pytest.mark.parametrize(
    ("form", "choice", "values", "revealed"),
    [
        ("start", "type", {"employment"}, "form"),
        (
            "start",
            "attribution",
            {"direct_requirement", "relation_spillover", "would_have_been_hired"},
            "attribution_reason",
        ),
        ("secrecy", "legal_ground", {"no_harm"}, "why_no_harm"),
        ("person", "type", {"employment"}, "form"),
    ],
)
def test_the_choice_brings_the_field_forth(forms, form, choice, values, revealed):
    inputs = shown(forms[form], choice).xpath("//input[@data-reveals]")

    assert {one.get("value") for one in inputs} == values
    assert {one.get("data-reveals") for one in inputs} == {f"revealed_{revealed}"}
    assert shown(forms[form], revealed).get("id") == f"revealed_{revealed}"


@pytest.mark.parametrize("ground", ["consent", "no_secrecy"])
def test_who_has_consent_needs_no_word_on_harm(client, officer, profile, ground):
    proposal = proposal_in("willing", officer=officer, profile=profile)
    told = {"fields_passed_on": ["competences"], "legal_ground": ground, "why_no_harm": ""}

    answer = client.post(reverse("matching:secrecy_test", args=[proposal.pk]), told)

    assert answer.status_code == 302
    assert SecrecyTest.objects.get().why_no_harm == ""


def test_a_test_of_harm_needs_its_word(client, officer, profile):
    proposal = proposal_in("willing", officer=officer, profile=profile)
    told = {"fields_passed_on": ["competences"], "legal_ground": "no_harm", "why_no_harm": " "}

    answer = client.post(reverse("matching:secrecy_test", args=[proposal.pk]), told)

    assert answer.status_code == 422
    assert "inte skadar" in answer.content.decode()
