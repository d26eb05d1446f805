"""One contract through the whole chain: from the leadership's decision to a verified hire, in four roles.

Each numbered line is a step that a person takes in her browser. The clock moves between the steps; nobody
waits for a standstill or a season.
"""

import datetime as dt

import pytest

from matching.models import Candidate, Proposal, RequirementProfile
from organisations.models import Organisation, Part
from organisations.permissions import Role
from procurements.models import Commitment, Procurement
from strategy.choices import Delegable
from suppliers.tasks import open_due_reports
from tests.organisations.factories import (
    AuthorityFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
    organisation_number,
)
from tests.reference.factories import CpvCodeFactory
from tests.stories.conftest import make_documents
from tests.strategy.factories import DelegationItemFactory

WINNER = organisation_number(900_001)
QUESTIONS = [
    "fits_the_type", "is_longer_than_a_year", "is_labour_intensive", "is_mostly_staff_cost",
    "is_done_by_several", "has_suppliers_in_region", "has_other_buyers", "has_labour_law_terms",
]  # fmt: skip


def person_at(name: str, organisation, roles, **more):
    user = UserFactory(name=name, email=f"{name.split(maxsplit=1)[0].lower()}@ekhamn.example")
    return MembershipFactory(user=user, organisation=organisation, roles=roles, **more)


@pytest.fixture
def town(transactional_db):
    """A municipality with a buying committee and a labour-market unit, and its people."""
    parts = [Part.PROCUREMENT, Part.STRATEGY, Part.MATCHING, Part.FIGURES]
    town = OrganisationFactory(name="Ekhamns kommun", parts=parts)
    board = AuthorityFactory(organisation=town, name="Servicenämnden")
    unit = AuthorityFactory(organisation=town, name="Arbetsmarknadsnämnden")
    person_at("Ulla Upphandlare", town, [Role.PROCURER, Role.CONTRACT_MANAGER], authority=board)
    person_at("Ines Inköpschef", town, [Role.DECISION_MAKER], authority=board, title="Inköpschef")
    person_at("Mats Matchare", town, [Role.MATCHING_OFFICER], authority=unit)
    DelegationItemFactory(authority=board, what=Delegable.GO, function="Inköpschef")
    CpvCodeFactory(code="77310000", check_digit="6", label_sv="Plantering och skötsel av grönområden")
    return town


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_from_a_decision_to_a_verified_hire(town, visit, still_clock):
    everyone = visit()
    leadership_decides(everyone)
    case = procurer_prepares(everyone)
    requirement_is_written(everyone, case)
    still_clock.move_to(dt.datetime(2027, 2, 1, 8, tzinfo=dt.UTC))
    contract_is_signed(everyone, case, still_clock)
    the_supplier_gets_an_account()
    profile = profile_is_agreed(everyone, case)
    somebody_is_proposed_and_chosen(everyone, profile)
    still_clock.move_to(dt.datetime(2027, 7, 5, 8, tzinfo=dt.UTC))
    open_due_reports()
    report_is_verified(everyone)
    leadership_sees_what_it_gave(everyone)
    assert everyone.clicks >= 40


def leadership_decides(person) -> None:
    person.becomes("Ines Inköpschef")  # 1
    person.go("/beslut/")
    person.click("Nytt beslut")  # 2
    person.put(
        title="Sysselsättningskrav i kommunens inköp",
        kind="general",
        aim="Fler långtidsarbetslösa i arbete.",
        target_groups=["long_term_unemployed", "newly_arrived"],
        natures=["services"],
        valid_from="23 november 2026",
    )
    person.click("Spara utkastet")  # 3
    person.click("Skicka till nämnden")  # 4
    person.put(body="Servicenämnden", meeting_on="23 november 2026")
    person.click("Skicka till nämnden")  # 5
    make_documents()
    person.click("Registrera nämndens beslut")  # 6
    person.put(body="Servicenämnden", decided_on="23 november 2026", paragraph="98")
    person.click("Registrera beslutet")  # 7
    person.sees("§ 98")


def procurer_prepares(person) -> str:
    person.becomes("Ulla Upphandlare")  # 8
    person.go("/upphandlingar/")
    person.click("Starta en upphandling")  # 9
    person.put(
        title="Drift och skötsel av gator och parker",
        diary_number="SEN 2026/0412",
        procedure="open",
        value_sek="60 000 000",
        base_months="48",
        staff_cost_share="60",
        performers="25",
        matching_officer="Mats Matchare",
        cpv_q="77310000",
        cpv="77310000",
    )
    person.click("Starta upphandlingen")  # 10
    case = f"/upphandlingar/{Procurement.objects.get().pk}/"
    person.sees("Sysselsättningskrav i kommunens inköp")  # the decision is seen to apply
    yes = dict.fromkeys(["has_decision", "orderer_wants_it", "has_officer", "has_network"], "yes")
    person.saves(case + "startfragor/", "Spara", **yes)  # 11
    person.saves(case + "plan/", "Spara", scope="Gator och parker.", award_on="1 februari 2027")  # 12
    person.steps_on(case)  # 13
    person.saves(case + "kartlaggning/", "Spara", places_possible="4", competence_needed="Säsongsarbetare.")
    person.steps_on(case)  # 15
    proposal = {"proposal": "go", "kind": "numeric", "full_time_months": "96", "in_favour": "Långt avtal."}
    person.saves(case + "analys/", "Spara", **dict.fromkeys(QUESTIONS, "yes"), **proposal)  # 16
    person.go(case + "beslut/")
    person.click("Skapa beslutsunderlaget")  # 17
    make_documents()
    meeting = {"body": "Servicenämnden", "meeting_on": "23 november 2026"}
    person.saves(case + "beslut/namnd/", "Skicka till nämnden", **meeting)  # 18
    decided = {
        "body": "Servicenämnden",
        "decided_on": "23 november 2026",
        "paragraph": "118",
        "outcome": "go",
    }
    person.saves(case + "beslut/protokoll/", "Registrera beslutet", **decided)  # 19
    person.steps_on(case)  # 20
    return case


def requirement_is_written(person, case: str) -> None:
    person.go(case + "krav/")
    person.click("Börja skriva kravet")  # 21
    person.put(
        target_groups=["long_term_unemployed", "newly_arrived"],
        types=["employment", "trainee"],
        yearly_average="24",
        routes=["employment_service", "municipal", "private", "own"],
        report_every="quarter",
        sanction="penalty",
    )
    person.sees("24,0 heltidsmånader per avtalsår")  # saved while one writes
    person.click("Spara utkastet")  # 22
    person.saves(case + "krav/inskick/", "Skicka på godkännande")  # 23
    person.becomes("Ines Inköpschef")  # 24
    person.saves(case + "krav/godkannande/", "Godkänn kravet")  # 25
    person.becomes("Ulla Upphandlare")
    notice = {"published_on": "23 november 2026", "url": "https://upphandling.example/412"}
    person.saves(case + "krav/annons/", "Registrera annonsen", **notice)  # 26


def contract_is_signed(person, case: str, clock) -> None:
    person.becomes("Ulla Upphandlare")
    decided = {"supplier_name": "Grönyta AB", "supplier_number": WINNER, "decided_on": "1 februari 2027"}
    person.saves(case + "tilldelning/", "Registrera beslutet", **decided)  # 27
    person.saves(case + "anbud/", "Anteckna anbudet", bidder="Grönyta AB", price_sek="58 000 000")  # 28
    told = {"sent_on": "1 februari 2027", "is_electronic": "yes"}
    person.saves(case + "tilldelning/underrattelse/", "Registrera underrättelsen", **told)  # 29
    clock.move_to(dt.datetime(2027, 2, 15, 8, tzinfo=dt.UTC))
    person.becomes("Ulla Upphandlare")
    signed = {
        "signed_on": "15 februari 2027",
        "starts_on": "1 april 2027",
        "ends_on": "31 mars 2031",
        "contact_name": "Hanna HR",
        "contact_email": "hanna@gronyta.example",
    }
    person.saves(case + "avtal/", "Registrera avtalet", **signed)  # 30
    person.saves(case + "startmote/bokning/", "Spara dagen", booked_for="22 februari 2027")  # 31
    clock.move_to(dt.datetime(2027, 2, 22, 12, tzinfo=dt.UTC))
    person.becomes("Ulla Upphandlare")
    held = {
        "held_on": "22 februari 2027",
        "participants": "Ulla, Hanna, Mats",
        "notes": "Fyra platser i april.",
    }
    person.saves(case + "startmote/", "Registrera att mötet hölls", **held)  # 32


def the_supplier_gets_an_account() -> None:
    supplier = Organisation.objects.get(number=WINNER)
    person_at("Hanna HR", supplier, [Role.SUPPLIER_REPRESENTATIVE])


def profile_is_agreed(person, case: str) -> str:
    person.becomes("Mats Matchare")
    person.go("/matchning/kravprofiler/ny/")
    person.put(
        commitment=str(Commitment.objects.get().pk),
        title="Säsongsarbetare, park och gata",
        tasks="Klippa gräs, hålla rent.",
        must="Kan arbeta utomhus",
        percent="100",
        starts_on="1 april 2027",
        ends_on="30 september 2027",
        places="4",
    )
    person.click("Spara utkastet")  # 33
    profile = RequirementProfile.objects.get()
    person.click("Skicka till leverantören")  # 34
    person.becomes("Hanna HR")
    person.go(f"/profiler/{profile.pk}/")
    person.click("Godkänn kravprofilen")  # 35
    return f"/matchning/kravprofiler/{profile.pk}/"


def somebody_is_proposed_and_chosen(person, profile: str) -> None:
    person.becomes("Mats Matchare")
    known = {"name": "Kim Kandidat", "phone": "070-174 06 99", "competences": "Kan arbeta utomhus"}
    person.saves("/matchning/kandidater/ny/", "Registrera", **known)  # 36
    candidate = Candidate.objects.get()
    person.saves(f"/matchning/kandidater/{candidate.pk}/malgrupp/", "Spara", belongs="yes")
    person.go(profile)
    person.page.locator('[name="pick"]').check()
    person.click("Fråga de valda om de vill")  # 37
    proposal = f"/matchning/forslag/{Proposal.objects.get().pk}/"
    person.saves(proposal + "besked/", "Spara svaret", says="yes", through="phone")  # 38
    test = {
        "fields_passed_on": ["competences"],
        "legal_ground": "consent",
        "why_no_harm": "Bara kompetens, och personen har sagt ja.",
    }
    person.saves(proposal + "sekretessprovning/", "Spara prövningen och lämna ut", **test)  # 39
    person.becomes("Hanna HR")
    person.go(f"/forslag/{Proposal.objects.get().pk}/")
    assert "Kim Kandidat" not in person.page.content()
    person.put(choosing="chosen")
    person.click("Skicka svaret")  # 40
    person.becomes("Mats Matchare")
    why = {"attribution": "direct_requirement", "attribution_reason": "Platsen kom till för kravet."}
    started = {"type": "employment", "form": "seasonal", "starts_on": "1 april 2027", "percent": "100"}
    person.saves(proposal + "start/", "Anteckna starten", **started, **why)  # 41


def report_is_verified(person) -> None:
    person.becomes("Hanna HR")
    person.click("Rapportera kvartal 2 2027")  # 42
    person.click("Inget nytt den här perioden")  # 43
    person.fill("Ditt namn", "Hanna HR")
    person.click("Skicka rapporten")  # 44
    person.becomes("Ulla Upphandlare")
    person.click("Granska rapporten för kvartal 2 2027")  # 45
    person.click("Godkänn rapporten")  # 46
    person.sees("Rapporten är godkänd.")


def leadership_sees_what_it_gave(person) -> None:
    """April, May and June at full time are three full-time months, by one person, as a direct consequence."""
    person.becomes("Ines Inköpschef")
    person.click("Läget")  # 47
    figures = person.page.locator("main").inner_text()
    assert "1\npersoner i sysselsättning, alla" in figures.replace("\n\n", "\n")
    assert "1\npersoner som direkt följd av kravet" in figures.replace("\n\n", "\n")
    assert "3,2" in figures  # up to 5 July: three months and five days of thirty-one
    person.click("personer som direkt följd av kravet")  # 48
    person.sees("1 person på 1 platser")
