"""Two users, three running contracts, one hour: a small municipality begins."""

import pytest
from django.core.management import call_command

from tests.organisations.factories import organisation_number
from tests.stories.conftest import deliver, link_in, make_documents

MOST_FIELDS = 40
PASSWORD = "snart-är-det-vår-igen"

CONTRACTS = [
    ("Skötsel av gator och parker", "Grönyta AB", "1 mars 2025", "28 februari 2029", "96"),
    ("Lokalvård i äldreboenden", "Rent & Klart AB", "1 september 2025", "31 augusti 2027", "24"),
    ("Fönsterputs i kommunens lokaler", "Klarglas AB", "1 januari 2026", "31 december 2027", "6"),
]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_start_in_one_hour(visit, still_clock):
    # Given an installation without anybody, the operator makes the municipality
    call_command(
        "start_organisation",
        name="Lillåns kommun",
        number="212000-1355",
        admin_email="anna@lillan.example",
        admin_name="Anna Administratör",
        admin_roles=["procurer", "contract_manager", "decision_maker"],
    )
    # When the administrator follows the link in her mail
    anna = visit()
    anna.go(link_in(deliver()[0]))
    anna.heading("Välkommen till Lillåns kommun")
    anna.fill("Välj ett lösenord", PASSWORD)
    anna.click("Skapa kontot")
    anna.heading("Hej Anna, ingenting väntar på dig")
    # and invites a colleague, who accepts by her own mail and is in
    invite(anna)
    ulla = accept(visit, link=link_in(deliver()[-1]))
    # and enters three contracts
    for number, contract in enumerate(CONTRACTS):
        enter(anna, contract, supplier_number=organisation_number(800 + number), with_done=number == 0)
    anna.click("Avtal")
    anna.sees("3 avtal")
    # and asks the supplier for its report
    anna.click("Skötsel av gator och parker")
    anna.click("Be om en första rapport nu")
    hanna = report_nothing_new(visit, link=link_in(deliver()[-1]))
    # then she can approve it
    deliver()
    anna.click("Hem")
    anna.heading("Hej Anna, en sak väntar på dig")
    anna.click("Granska rapporten för 1 juli 2026–22 november 2026")
    anna.click("Godkänn rapporten")
    anna.sees("Rapporten är godkänd.")
    # and has the result on one page
    anna.click("Resultat")
    anna.sees("30,5")
    anna.click("Skapa en sida för nämnden")
    make_documents()
    anna.click("Resultat")
    shown = anna.page.context
    with shown.expect_event("response", is_pdf), shown.expect_page() as tab:
        anna.page.locator("aside a").first.click(modifiers=["Control"])  # in a tab of its own
    assert "/dokument/" in tab.value.url
    # and her colleague sees the same contracts
    ulla.click("Avtal")
    ulla.sees("3 avtal")
    assert anna.fields + ulla.fields + hanna.fields < MOST_FIELDS


def is_pdf(answer) -> bool:
    """Also what the viewer of the browser is given, which alone says so for a tab of its own."""
    return answer.headers.get("content-type") == "application/pdf"


def invite(anna) -> None:
    anna.click("Medlemmar")
    anna.click("Bjud in en person")
    anna.fill("Namn", "Ulla Upphandlare")
    anna.fill("E-post", "ulla@lillan.example")
    anna.tick("Upphandlare")
    anna.click("Skicka inbjudan")
    anna.sees("ulla@lillan.example")


def accept(visit, *, link: str):
    """The second user chooses a password by the link in her mail, which logs her in."""
    ulla = visit()
    ulla.go(link)
    ulla.heading("Välkommen till Lillåns kommun")
    ulla.fill("Välj ett lösenord", PASSWORD)
    ulla.click("Skapa kontot")
    ulla.heading("Hej Ulla, ingenting väntar på dig")
    return ulla


def enter(anna, contract, *, supplier_number: str, with_done: bool) -> None:
    title, supplier, starts_on, ends_on, volume = contract
    anna.click("Hem")
    anna.click("Lägg in ett avtal")
    anna.fill("Vad gäller avtalet?", title)
    anna.page.get_by_label("Leverantör", exact=True).fill(supplier)
    anna.fill("Leverantörens organisationsnummer", supplier_number)
    anna.fill("Avtalets första dag", starts_on)
    anna.fill("Avtalets sista dag", ends_on)
    anna.fill("Omfattning under hela avtalet", volume)
    anna.fields += 1  # the supplier's name
    if with_done:
        anna.fill("Redan gjort", "30,5")
        anna.fill("Räknat till och med", "30 juni 2026")
        anna.fill("Varifrån uppgiften kommer", "Leverantörens lista från 30 juni")
    anna.fill("E-post till den som rapporterar", "hr@gronyta.example")
    anna.click("Lägg in avtalet")
    anna.heading(title)


def report_nothing_new(visit, *, link: str):
    """Three clicks from the mail: open it, nothing new, send."""
    hanna = visit(width=390)
    hanna.go(link)
    hanna.heading("Rapport för 1 juli 2026–22 november 2026")
    hanna.click("Inget nytt den här perioden")
    hanna.fill("Ditt namn", "Hanna HR")
    hanna.click("Skicka rapporten")
    hanna.heading("Rapporten är skickad")
    assert hanna.clicks == 2  # the third is the link in the mail
    return hanna
