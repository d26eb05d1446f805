"""One contract through the whole chain: from the leadership's decision to a verified hire, in four roles.

Each numbered line is a step that a person takes in her browser. The clock moves between the steps; nobody
waits for a standstill or a season.
"""

import datetime as dt

import pytest

from matching.models import Candidate
from organisations.models import Part
from organisations.permissions import Role
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
from tests.stories.conftest import deliver, link_in, make_documents
from tests.strategy.factories import DelegationItemFactory

CASE = "Drift och skötsel av gator och parker"
JOB = "Säsongsarbetare, park och gata"
WEIGHED = {"in_favour": "Långt avtal.", "against": "Vintern.", "motive": "Fyra platser ryms."}
PASSWORD = "snart-är-det-vår-igen"
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
    procurer_prepares(everyone)
    requirement_is_written(everyone)
    still_clock.move_to(dt.datetime(2027, 2, 1, 8, tzinfo=dt.UTC))
    contract_is_signed(everyone, still_clock)
    supplier_is_let_in(everyone)
    profile_is_agreed(everyone)
    somebody_is_proposed_and_chosen(everyone)
    still_clock.move_to(dt.datetime(2027, 7, 5, 8, tzinfo=dt.UTC))
    open_due_reports()
    report_is_verified(everyone)
    leadership_sees_what_it_gave(everyone)
    assert everyone.clicks >= 40


def leadership_decides(person) -> None:
    person.becomes("Ines Inköpschef")  # 1
    person.click("Beslut")
    person.click("Nytt beslut")  # 2
    person.answers(
        "Spara utkastet",  # 3
        title="Sysselsättningskrav i kommunens inköp",
        kind="general",
        aim="Fler långtidsarbetslösa i arbete.",
        target_groups=["long_term_unemployed", "newly_arrived"],
        natures=["services"],
        valid_from="23 november 2026",
    )
    person.click("Skicka till nämnden")  # 4
    person.answers("Skicka till nämnden", body="Servicenämnden", meeting_on="23 november 2026")  # 5
    make_documents()
    person.click("Registrera nämndens beslut")  # 6
    decided = {"body": "Servicenämnden", "decided_on": "23 november 2026", "paragraph": "98"}
    person.answers("Registrera beslutet", **decided)  # 7
    person.sees("§ 98")


def procurer_prepares(person) -> None:
    person.becomes("Ulla Upphandlare")  # 8
    person.click("Upphandlingar")
    person.click("Starta en upphandling")  # 9
    person.answers(
        "Starta upphandlingen",  # 10
        title=CASE,
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
    person.sees("Sysselsättningskrav i kommunens inköp")  # the decision is seen to apply
    person.click("Svara på de fyra startfrågorna")  # 11
    yes = dict.fromkeys(["has_decision", "orderer_wants_it", "has_officer", "has_network"], "yes")
    person.answers("Spara", **yes)
    person.click("Skriv omfattning, intressenter och tidplan")  # 12
    person.answers("Spara", scope="Gator och parker.", award_on="1 februari 2027")
    person.steps_on()  # 13
    person.click("Kartlägg vad som är möjligt")  # 14
    person.answers("Spara", places_possible="4", competence_needed="Säsongsarbetare.")
    person.steps_on()  # 15
    person.click("Bedöm om ett krav passar")  # 16
    proposal = {"proposal": "go", "kind": "numeric", "full_time_months": "96", **WEIGHED}
    person.answers("Spara", **dict.fromkeys(QUESTIONS, "yes"), **proposal)
    person.click("Skapa beslutsunderlaget")  # 17
    person.presses("Skapa beslutsunderlaget")
    make_documents()
    person.click("Skicka till nämnden")  # 18
    person.answers("Skicka till nämnden", body="Servicenämnden", meeting_on="23 november 2026")
    person.click("Registrera nämndens beslut")  # 19
    decided = {"body": "Servicenämnden", "decided_on": "23 november 2026", "paragraph": "118"}
    person.answers("Registrera beslutet", outcome="go", **decided)
    person.up_to(CASE)
    person.steps_on()  # 20


def requirement_is_written(person) -> None:
    person.click("Skriv kravet")
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
    person.click("Skicka på godkännande")  # 23
    person.answers("Skicka på godkännande")
    person.becomes("Ines Inköpschef")  # 24
    person.click("Godkänn kravet")
    person.answers("Godkänn kravet")  # 25
    person.becomes("Ulla Upphandlare")
    person.click("Registrera annonsen")  # 26
    notice = {"published_on": "23 november 2026", "url": "https://upphandling.example/412"}
    person.answers("Registrera annonsen", **notice)


def contract_is_signed(person, clock) -> None:
    person.becomes("Ulla Upphandlare")
    person.click("Registrera tilldelningsbeslutet")  # 27
    decided = {"supplier_name": "Grönyta AB", "supplier_number": WINNER, "decided_on": "1 februari 2027"}
    person.answers("Registrera beslutet", **decided)
    person.click("Anbud")  # 28
    person.answers("Anteckna anbudet", bidder="Grönyta AB", price_sek="58 000 000")
    person.up_to(CASE)
    person.click("Skicka underrättelse om beslut")  # 29
    person.answers("Registrera underrättelsen", sent_on="1 februari 2027", is_electronic="yes")
    clock.move_to(dt.datetime(2027, 2, 15, 8, tzinfo=dt.UTC))
    person.becomes("Ulla Upphandlare")
    person.click("Teckna avtalet")  # 30
    person.answers(
        "Registrera avtalet",
        signed_on="15 februari 2027",
        starts_on="1 april 2027",
        ends_on="31 mars 2031",
        contact_name="Hanna HR",
        contact_email="hanna@gronyta.example",
    )
    person.click("Håll startmötet")  # 31
    person.click("Boka mötet")
    person.answers("Spara dagen", booked_for="22 februari 2027")
    clock.move_to(dt.datetime(2027, 2, 22, 12, tzinfo=dt.UTC))
    person.becomes("Ulla Upphandlare")
    person.click("Håll startmötet")  # 32
    held = {"held_on": "22 februari 2027", "participants": "Ulla, Hanna, Mats"}
    person.answers("Registrera att mötet hölls", notes="Fyra platser i april.", **held)


def supplier_is_let_in(person) -> None:
    """By the link in her mail, she chooses a password and is in."""
    person.click("Avtal")
    person.click(CASE)
    person.click("Låt leverantören logga in")  # 33
    person.answers("Skicka inbjudan")
    person.page.context.clear_cookies()
    person.go(link_in(deliver()[-1]))
    person.fill("Välj ett lösenord", PASSWORD)
    person.click("Skapa kontot")  # 34
    person.heading("Hej Hanna")


def profile_is_agreed(person) -> None:
    person.becomes("Mats Matchare")
    person.click("Skriv kravprofilen")  # 35
    person.answers(
        "Spara utkastet",
        title=JOB,
        tasks="Klippa gräs, hålla rent.",
        must="Kan arbeta utomhus",
        percent="100",
        starts_on="1 april 2027",
        ends_on="30 september 2027",
        places="4",
    )
    person.click("Skicka till leverantören")  # 36
    person.becomes("Hanna HR")
    person.click("Godkänn kravprofilen")  # 37
    person.answers("Godkänn kravprofilen")


def somebody_is_proposed_and_chosen(person) -> None:
    person.becomes("Mats Matchare")
    person.click("Kandidater")
    person.click("Registrera en kandidat")  # 38
    known = {"name": "Kim Kandidat", "phone": "070-174 06 99", "competences": "Kan arbeta utomhus"}
    person.answers("Registrera", **known)
    person.click("Bekräfta målgruppen")  # 39
    person.answers("Spara", belongs="yes")
    person.click("Hem")
    person.click(f"Fråga kandidater till {JOB}")  # 40
    person.page.locator('[name="pick"]').check()
    person.click("Anteckna att du frågar dem")
    person.click("Hem")
    reference = Candidate.objects.get().reference
    person.click(f"Anteckna svaret från {reference}")  # 41
    person.click("Anteckna personens svar")
    person.answers("Spara svaret", says="yes", through="phone")
    person.click("Gör sekretessprövningen")  # 42
    test = {"legal_ground": "no_harm", "why_no_harm": "Bara kompetens, och personen har sagt ja."}
    person.answers("Spara prövningen och lämna ut", fields_passed_on=["competences"], **test)
    person.becomes("Hanna HR")
    person.click(f"Svara om {reference}")  # 43
    assert "Kim Kandidat" not in person.page.content()
    person.answers("Skicka svaret", choosing="chosen")
    person.becomes("Mats Matchare")
    person.click(f"Anteckna starten för {reference}")  # 44
    person.click("Anteckna starten")
    why = {"attribution": "direct_requirement", "attribution_reason": "Platsen kom till för kravet."}
    started = {"type": "employment", "form": "seasonal", "starts_on": "1 april 2027", "percent": "100"}
    person.answers("Anteckna starten", **started, **why)


def report_is_verified(person) -> None:
    person.becomes("Hanna HR")
    person.click("Rapportera kvartal 2 2027")  # 45
    person.click("Inget nytt den här perioden")  # 46
    person.fill("Ditt namn", "Hanna HR")
    person.click("Skicka rapporten")  # 47
    person.becomes("Ulla Upphandlare")
    person.click("Granska rapporten för kvartal 2 2027")  # 48
    person.click("Godkänn rapporten")  # 49
    person.sees("Rapporten är godkänd.")


def leadership_sees_what_it_gave(person) -> None:
    """April, May, June and five days of July at full time: 3 + 5/31 full-time months, by one person."""
    person.becomes("Ines Inköpschef")
    person.click("Översikt")  # 50
    assert person.figures() == {
        "upphandlingar med krav": "100 %",
        "person i sysselsättning, alla": "1",
        "person som direkt följd av kravet": "1",
        "heltidsmånader gjorda": "3,2",
        "avtal efter plan": "1",  # 96 in four years would be six by now
    }
    person.click("person som direkt följd av kravet")  # 51
    person.sees("1 person i 1 sysselsättning")
