"""One story through the client, in Swedish: from the first question to the signed contract
and its commitment."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from core import clock
from organisations.models import Part
from organisations.permissions import Role
from procurements.models import Commitment, Procurement
from procurements.signals import contract_signed
from procurements.states import CaseState
from strategy.choices import Delegable
from tests.organisations.factories import (
    AuthorityFactory,
    MembershipFactory,
    OrganisationFactory,
    organisation_number,
)
from tests.reference.factories import CpvCodeFactory
from tests.strategy.factories import DelegationItemFactory

MONDAY = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)


@pytest.fixture
def town(db, still_clock):
    """A municipality with one authority, a procurer and a head who decides."""
    with clock.frozen(MONDAY):  # so that they are in office then, whatever day the tests are run
        organisation = OrganisationFactory(parts=[Part.PROCUREMENT, Part.STRATEGY], name="Ekhamns kommun")
        authority = AuthorityFactory(organisation=organisation, name="Servicenämnden")
        procurer = MembershipFactory(organisation=organisation, authority=authority, roles=[Role.PROCURER])
        head = MembershipFactory(
            organisation=organisation, authority=authority, roles=[Role.DECISION_MAKER], title="Inköpschef"
        )
    DelegationItemFactory(authority=authority, what=Delegable.GO, function="Inköpschef")
    CpvCodeFactory(code="77310000", check_digit="6", label_sv="Plantering och skötsel av grönområden")
    return authority, procurer, head


def post(client, name: str, pk: int, /, *more, **values):
    """Send a form and expect to be led onward."""
    answer = client.post(reverse(f"procurements:{name}", args=[pk, *more]), values)
    errors = getattr(answer.context and answer.context.get("form"), "errors", "") if answer.context else ""
    assert answer.status_code == 302, (name, answer.status_code, errors)
    return answer


def page(client, name: str, pk: int) -> str:
    answer = client.get(reverse(f"procurements:{name}", args=[pk]))
    assert answer.status_code == 200, (name, answer.status_code)
    text = answer.content.decode()
    assert "UNDEFINED" not in text
    return text


def test_from_plan_to_commitment(town, as_member, django_capture_on_commit_callbacks):
    _authority, procurer, head = town
    ulla, ines = as_member(procurer), as_member(head)
    with clock.frozen(MONDAY):
        case = started(ulla, procurer)
        planned(ulla, ines, case)
        mapped_and_analysed(ulla, procurer, case)
        drafted(ulla, ines, case)
        told = awarded(ulla, case)
    with clock.frozen(MONDAY + dt.timedelta(days=11)):
        heard = []
        contract_signed.connect(listener := lambda **news: heard.append(news["commitment"]))
        with django_capture_on_commit_callbacks(execute=True):
            signed(ulla, case)
        contract_signed.disconnect(listener)
        held(ulla, case)
    commitment = Commitment.objects.get()
    assert heard == [commitment]
    assert (commitment.yearly_average, commitment.contract_manager) == (24, procurer)
    assert (commitment.bonus["cap_sek"], commitment.early_end_basis) == (400_000, "total")
    assert list(commitment.target_groups) == ["long_term_unemployed", "newly_arrived"]
    assert "Avtalsspärren" in told
    case.refresh_from_db()
    assert case.state == CaseState.MANAGE


def started(ulla, procurer) -> Procurement:
    empty = ulla.get(reverse("procurements:case_list")).content.decode()
    assert "Inga upphandlingar än" in empty
    answer = ulla.post(
        reverse("procurements:new_case"),
        {
            "authority": procurer.authorities.get().pk,
            "title": "Drift och skötsel av gator och parker",
            "diary_number": "SEN 2026/0412",
            "purpose": "side_condition",
            "law": "LOU",
            "regime": "above_threshold",
            "procedure": "open",
            "nature": "services",
            "cpv": "77310000",
            "value_sek": "60 miljoner",
            "base_months": "4 år",
            "staff_cost_share": "60",
            "performers": "25",
            "handler": procurer.pk,
        },
    )
    assert answer.status_code == 302, answer.context["form"].errors
    case = Procurement.objects.get()
    assert (case.value_sek, case.staff_cost_share, case.cpv_id) == (
        60_000_000,
        dt and case.staff_cost_share,
        "77310000",
    )
    return case


def planned(ulla, ines, case):
    text = page(ulla, "case", case.pk)
    assert "Steg 1: Planera" in text
    assert "Svara på de fyra startfrågorna" in text
    yes = {"orderer_wants_it": "yes", "has_officer": "yes", "has_network": "yes"}
    refused = ulla.post(reverse("procurements:entry_check", args=[case.pk]), {"has_decision": "no", **yes})
    assert refused.status_code == 422
    post(ulla, "entry_check", case.pk, has_decision="no", has_decision_reason="Beslut väntas i mars.", **yes)
    post(ulla, "step", case.pk, to="map")
    case.refresh_from_db()
    assert case.state == CaseState.PLAN  # consent is missing
    assert "Beslut väntas i mars." in page(ines, "entry_consent", case.pk)
    post(ines, "entry_consent", case.pk, note="Gå vidare.")
    post(ulla, "plan", case.pk, scope="Gator och parker, inte vinterväghållning.", award_on="1 mars 2027")
    post(ulla, "step", case.pk, to="map")


def mapped_and_analysed(ulla, procurer, case):
    post(ulla, "market", case.pk, places_possible="4", competence_needed="Säsongsarbetare.")
    post(ulla, "step", case.pk, to="analyse")
    questions = [
        "fits_the_type", "is_longer_than_a_year", "is_labour_intensive", "is_mostly_staff_cost",
        "is_done_by_several", "has_suppliers_in_region", "has_other_buyers", "has_labour_law_terms",
    ]  # fmt: skip
    answers = dict.fromkeys(questions, "yes")
    proposal = {"proposal": "go", "kind": "numeric", "full_time_months": "96", "in_favour": "Långt avtal."}
    proposal |= {"against": "Inget känt.", "motive": "Lång tid, många händer."}
    post(ulla, "assessment", case.pk, **answers, **proposal)
    post(ulla, "decision_basis", case.pk)
    assert "Version 1" in page(ulla, "go_decision", case.pk)
    post(ulla, "referral", case.pk, body="Servicenämnden", meeting_on="2026-11-23")
    assert "Servicenämnden" in page(ulla, "go_decision", case.pk)
    post(
        ulla,
        "body_decision",
        case.pk,
        body="Servicenämnden",
        decided_on="2026-11-23",
        paragraph="§ 118",
        outcome="go",
    )
    post(ulla, "step", case.pk, to="procure")


def drafted(ulla, ines, case):
    assert "Inget krav är skrivet än" in page(ulla, "requirement", case.pk)
    post(ulla, "requirement_start", case.pk)
    text = page(ulla, "requirement", case.pk)
    assert "96,0 heltidsmånader" in text
    revision = re.search(r'name="revision" value="(\d+)"', text).group(1)
    post(ulla, "requirement", case.pk, **parameters(revision=revision))
    text = page(ulla, "requirement", case.pk)
    assert "24,0 heltidsmånader per avtalsår" in text
    assert "långtidsarbetslösa eller nyanlända" in text
    post(ulla, "submission", case.pk)
    assert "Godkänn kravet" in page(ines, "approval", case.pk)
    post(ines, "approval", case.pk)
    assert "24,0 heltidsmånader per avtalsår" in page(ulla, "requirement_text", case.pk)
    assert "bonus på 20\xa0000 kronor för anställning" in page(ulla, "requirement_text", case.pk)
    docx = ulla.get(reverse("procurements:requirement_docx", args=[case.pk]))
    assert docx.content[:2] == b"PK"
    post(ulla, "publication", case.pk, published_on="2026-11-23", url="https://upphandling.example/412")


def parameters(**changed):
    return {
        "kind": "numeric",
        "target_groups": ["long_term_unemployed", "newly_arrived"],
        "types": ["employment", "trainee"],
        "yearly_average": "24",
        "first_start_within_months": "6",
        "dialogue_first_within_months": "1",
        "dialogue_called_by": "buyer",
        "routes": ["employment_service", "municipal", "private", "own"],
        "report_every": "quarter",
        "report_days": "14",
        "sanction": "penalty",
        "early_end_share": "75",
        "early_end_basis": "total",
        "bonus_employment": "20 000",
        "bonus_max_places": "2",
        "bonus_cap_sek": "400 000",
        **changed,
    }


def awarded(ulla, case) -> str:
    winner = organisation_number(900_001)
    post(ulla, "award", case.pk, supplier_name="Grönyta AB", supplier_number=winner, decided_on="2026-11-23")
    post(ulla, "bids", case.pk, bidder="Grönyta AB", price_sek="58 000 000")
    assert "58\xa0000\xa0000\xa0kr" in page(ulla, "bids", case.pk)
    post(ulla, "notification", case.pk, sent_on="2026-11-23", is_electronic="yes")
    refused = ulla.post(reverse("procurements:contract", args=[case.pk]), contract())
    assert refused.status_code == 422
    return page(ulla, "award", case.pk)


def contract(**changed):
    return {"signed_on": "2026-11-23", "starts_on": "2027-04-01", "ends_on": "2031-03-31", **changed}


def signed(ulla, case):
    who = {"contact_name": "Lars Leverantör", "contact_email": "lars@gronyta.example"}
    post(ulla, "contract", case.pk, **contract(signed_on="2026-12-04"), **who)


def held(ulla, case):
    assert "Håll startmötet" in page(ulla, "case", case.pk)
    post(ulla, "meeting_booking", case.pk, booked_for="2026-12-10")
    post(
        ulla,
        "start_meeting",
        case.pk,
        held_on="2026-12-04",
        participants="Ulla, Lars och Mats",
        notes="Först ut i maj.",
    )
    post(ulla, "step", case.pk, to="manage")
