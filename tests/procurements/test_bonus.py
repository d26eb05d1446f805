"""Bonus, early end and shortage of work: from the form to the text, to versions and to what was signed."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from procurements.actions.drafting import keep_version
from procurements.actions.signing import Signed, sign_contract
from procurements.bonus import bonus_of
from procurements.clauses import render, text_of
from procurements.forms.requirement import RequirementForm
from procurements.models import Requirement
from procurements.wording import bonus_words
from reference.regimes import Regime
from tests.procurements.factories import AwardFactory, RequirementFactory

pytestmark = pytest.mark.django_db
PAID = {"sek_per_month": {"employment": "20000"}, "max_places": 2, "cap_sek": 400_000}


@pytest.fixture
def requirement():
    return RequirementFactory()


def typed(requirement, **changed) -> RequirementForm:
    """The form as the page sends it, with what was changed."""
    asked = RequirementForm(requirement=requirement)
    sent = {bound.html_name: bound.value() for bound in asked}
    return RequirementForm({**sent, **changed}, requirement=requirement)


def test_nothing_typed_is_no_bonus_and_no_clause(requirement):
    form = typed(requirement)
    assert form.is_valid(), form.errors
    assert form.content["bonus"] is None
    assert not form.bonus_is_open
    assert "bonus" not in render(requirement).plain.lower()


def test_what_is_typed_is_stored_shown_again_and_written(requirement):
    form = typed(requirement, bonus_employment="20 000", bonus_max_places="2", bonus_cap_sek="400 000")
    assert form.is_valid(), form.errors
    assert form.content["bonus"] == PAID
    row = requirement.edit(revision=1, by=requirement.prepared_by, **form.content)
    again = RequirementForm(requirement=row)
    assert again["bonus_employment"].value() == "20\xa0000"
    assert again.bonus_is_open
    text = text_of(row).plain
    assert "en bonus på 20\xa0000 kronor för anställning per heltidsmånad" in text
    assert "högst 2 platser samtidigt" in text
    assert "högst 400\xa0000 kronor sammanlagt" in text


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("bonus_employment", "mycket", "siffror"),
        ("bonus_employment", "-5", "1"),
        ("bonus_internship", "10 000", "Praktik räknas inte i det här kravet"),
        ("early_end_share", "120", "100"),
        ("early_end_basis", "annat", "annat"),
    ],
)
def test_bad_input_is_told_beside_its_field(requirement, name, value, told):
    form = typed(requirement, **{name: value})
    assert told in str(form.errors[name])
    assert set(form.errors) == {name}


def test_a_limit_without_an_amount_is_missing_until_it_is_sent_in(requirement):
    requirement.bonus = {"sek_per_month": {}, "max_places": 2, "cap_sek": None}
    assert requirement.missing() == ["bonus per månad"]
    assert "en bonus på … per heltidsmånad" in render(requirement).plain


@pytest.mark.parametrize("kind", ["dialogue", "reserved"])
def test_a_kind_without_a_base_pays_no_bonus_whatever_was_typed_before(requirement, kind):
    requirement.kind, requirement.bonus = kind, PAID
    assert bonus_of(requirement) is None
    assert "bonus" not in render(requirement).plain.lower()
    assert requirement.missing() == []
    form = typed(requirement, bonus_internship="10 000")
    assert form.is_valid(), form.errors
    assert "bonus_employment" in form.beside_the_point


def test_early_end_is_written_as_it_was_chosen(requirement):
    text = render(requirement).plain
    assert "den sysselsättningen om minst 75" in text
    assert "Arbetsbrist räknas som ett sådant skäl." in text
    form = typed(requirement, early_end_basis="total", shortage_is_objective_ground="")
    assert form.is_valid(), form.errors
    row = requirement.edit(revision=1, by=requirement.prepared_by, **form.content)
    text = text_of(row).plain
    assert "alla sysselsättningar tillsammans om minst 75" in text
    assert "Arbetsbrist räknas inte som ett sådant skäl." in text


def test_two_writers_see_both_bonuses(requirement, client, as_member):
    by = requirement.prepared_by
    requirement.edit(revision=1, page="a", typing=1, bonus=PAID, by=by)
    client = as_member(by)
    sent = {bound.html_name: bound.value() or "" for bound in RequirementForm(requirement=requirement)}
    url = reverse("procurements:requirement", args=[requirement.lot.procurement_id])
    answer = client.post(url, {**sent, "revision": 1, "page_token": "b", "bonus_employment": "15 000"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "20\xa0000 kronor för anställning per heltidsmånad" in page
    assert "15\xa0000 kronor för anställning per heltidsmånad" in page


def test_versions_keep_them_and_the_signed_contract_carries_them():
    day = clock.today()
    award = AwardFactory(case__regime=Regime.DIRECT, decided_on=day)
    requirement = RequirementFactory(
        case=award.lot.procurement,
        bonus=PAID,
        early_end_basis="total",
        shortage_is_objective_ground=False,
    )
    by = requirement.prepared_by
    version = keep_version(requirement, name="Till beställaren", by=by)
    assert (version.terms["bonus"], version.terms["early_end_basis"]) == (PAID, "total")
    signed = Signed(signed_on=day, starts_on=day, ends_on=day + dt.timedelta(days=729))
    commitment = sign_contract(award, signed, by=by).commitments.get()
    assert (commitment.bonus, commitment.early_end_basis) == (PAID, "total")
    assert not commitment.shortage_is_objective_ground
    assert Requirement.objects.get().state == "locked"


def test_the_bonus_in_one_line(requirement):
    requirement.bonus = PAID
    assert bonus_words(bonus_of(requirement)).split(", ") == [
        "20\xa0000 kronor för anställning per heltidsmånad",
        "högst 2 platser",
        "högst 400\xa0000 kronor sammanlagt",
    ]
    assert bonus_words(None) == "Ingen bonus"
