"""Occupation places as what is bought: described, reserved or open, and owed once the contract is signed."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import clock
from core.rules import RuleBroken
from procurements.actions import drafting
from procurements.actions.signing import Signed, sign_contract
from procurements.choices import Purpose
from procurements.clauses import text_of
from procurements.forms.requirement import RequirementForm
from procurements.models import Assessment, MarketPicture, Requirement
from procurements.policies import why_not_write
from reference.regimes import Regime
from tests.procurements.factories import AwardFactory, CaseFactory, RequirementFactory, procurer_of

pytestmark = pytest.mark.django_db
WANTED = {"places": "4", "place_hours": "20", "full_time_months": "", "yearly_average": ""}


@pytest.fixture
def case():
    return CaseFactory(state="procure", purpose=Purpose.PURCHASED_PLACES, regime=Regime.DIRECT)


@pytest.fixture
def draft(case):
    return drafting.begin_requirement(case, by=procurer_of(case))


def typed(requirement, **changed) -> RequirementForm:
    asked = RequirementForm(requirement=requirement)
    sent = {bound.html_name: bound.value() for bound in asked}
    return RequirementForm({**sent, **changed}, requirement=requirement)


def written(draft, **changed):
    """The draft with what the form sends."""
    form = typed(draft, target_groups=["disability"], **{**WANTED, **changed})
    assert form.is_valid(), form.errors
    return drafting.save_draft(draft, form.content, **form.marks, by=draft.prepared_by)


def test_the_case_asks_for_the_places(case, as_member):
    client = as_member(procurer_of(case))
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Beskriv platserna som ska köpas" in page
    client.post(reverse("procurements:requirement_start", args=[case.pk]))
    page = client.get(reverse("procurements:requirement", args=[case.pk])).content.decode()
    assert "Vem får lämna anbud?" in page
    assert "Timmar i veckan per plats" in page
    assert Requirement.objects.get().kind == "reserved"


def test_a_draft_begins_with_what_was_found_possible(case):
    by = procurer_of(case)
    MarketPicture.write(case, by=by, places_possible=5)
    Assessment.write(case, by=by, proposal="go", kind="numeric")
    row = drafting.begin_requirement(case, by=by)
    assert (row.places, row.kind) == (5, "numeric")


def test_number_hours_and_ground_stand_in_the_text(draft):
    text = text_of(written(draft)).plain
    assert text.startswith("Det som köps: sysselsättningsplatser\n")
    assert "reserverat enligt 4 kap. 18 § LOU" in text
    assert "Det som köps är 4 platser" in text
    assert "En plats omfattar 20 timmar i veckan." in text
    assert "väljer själv sin väg att rekrytera" not in text


def test_open_to_all_there_is_no_reservation(draft):
    row = written(draft, kind="numeric", full_time_months="24")
    text = text_of(row).plain
    assert "reserverat" not in text
    assert "Platserna ska sammanlagt omfatta minst 24,0 heltidsmånader" in text


def test_the_number_of_places_is_asked_for(draft):
    draft.places, draft.target_groups, draft.routes = None, ["disability"], []
    assert draft.missing() == ["omfattning"]


@pytest.mark.parametrize("hours", ["0", "41", "halvtid"])
def test_hours_that_no_week_has_are_refused(draft, hours):
    assert set(typed(draft, **{**WANTED, "place_hours": hours}).errors) == {"place_hours"}


def test_a_kind_that_has_no_places_cannot_be_chosen(draft):
    assert "kind" in typed(draft, **{**WANTED, "kind": "dialogue"}).errors


@pytest.mark.parametrize("law", ["LOV", "LUFS"])
def test_no_reservation_where_the_act_knows_none(case, law):
    case.law = law
    case.save()
    row = drafting.begin_requirement(case, by=procurer_of(case))
    assert row.kind == "numeric"
    assert law in str(typed(row, **{**WANTED, "kind": "reserved"}).errors["kind"])


def test_signing_makes_the_commitment_and_is_refused_without_a_description():
    day = clock.today()
    award = AwardFactory(case__regime=Regime.DIRECT, case__purpose=Purpose.PURCHASED_PLACES, decided_on=day)
    case = award.lot.procurement
    signed = Signed(signed_on=day, starts_on=day, ends_on=day + dt.timedelta(days=729))
    by = procurer_of(case)
    with pytest.raises(RuleBroken, match="Platserna är inte beskrivna"):
        sign_contract(award, signed, by=by)
    row = written(drafting.begin_requirement(case, by=by))
    commitment = sign_contract(award, signed, by=by).commitments.get()
    assert (commitment.places, commitment.place_hours, commitment.kind) == (4, 20, "reserved")
    row.refresh_from_db()
    assert row.state == "locked"
    assert why_not_write(row, by)


def test_the_hours_are_frozen_once_they_are_sent_in(draft):
    row = written(draft)
    row.submit(text=text_of(row).plain, by=row.prepared_by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Requirement.objects.filter(pk=row.pk).update(place_hours=30)


def test_a_reserved_contract_in_another_purchase_may_have_a_volume():
    row = RequirementFactory(kind="reserved", full_time_months=24, places=3)
    text = text_of(row).plain
    assert "reserverat enligt 4 kap. 18 § LOU" in text
    assert "24,0 heltidsmånader" in text
    assert "Minst 3 platser ska tillsättas." in text
    assert "full_time_months" not in RequirementForm(requirement=row).beside_the_point
    row.full_time_months = row.places = None
    assert "heltidsmånader" not in text_of(row).plain.split("2. ")[0]
