"""Passkeys with Chromium's virtual authenticator, and a session that ends while somebody writes."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from core.models import AuditRow
from organisations.models import Membership
from tests.organisations.factories import MembershipFactory

PASSWORD = "sju-gröna-granar-i-rad"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ulla() -> Membership:
    member = MembershipFactory(user__email="ulla@example.org", user__name="Ulla Upphandlare")
    member.user.set_password(PASSWORD)
    member.user.save()
    EmailAddress.objects.create(user=member.user, email=member.user.email, verified=True, primary=True)
    return member


def log_in(person, *, path: str = "/profil/") -> None:
    person.go(f"{reverse('account_login')}?next={path}")
    person.fill("E-post", "ulla@example.org")
    person.page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    person.page.locator("main").get_by_role("button", name="Logga in", exact=True).click()


def with_authenticator(person, *, verified: bool = True):
    """A telephone or computer that answers for its owner, or does not recognise her."""
    session = person.context.new_cdp_session(person.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": verified,
        "automaticPresenceSimulation": True,
    }
    key = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    return lambda known: session.send(
        "WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": known}
    )


def add_passkey(person) -> None:
    person.click("Tvåstegsverifiering")
    person.click("Inloggningsnyckel")
    person.heading("Bekräfta att det är du")
    person.is_let_in()
    person.page.get_by_label("Ditt lösenord").fill(PASSWORD)
    person.click("Bekräfta")
    person.heading("Lägg till en inloggningsnyckel")
    person.is_let_in()
    person.fill("Nyckelns namn", "Datorn på jobbet")
    person.click("Lägg till nyckeln")
    person.heading("Reservkoder")


def log_out(person) -> None:
    person.page.locator("summary", has_text="Ulla Upphandlare").click()
    person.click("Logga ut")
    person.page.wait_for_url(person.address + "/")


def test_a_passkey_is_added_logs_in_and_is_fresh_enough_to_sign(ulla, visit):
    # Given somebody with a password only
    person = visit()
    with_authenticator(person)
    log_in(person)
    # When she adds a passkey and logs out
    add_passkey(person)
    log_out(person)
    # Then it logs her in without a password
    person.go(reverse("account_login"))
    person.click("Logga in med inloggningsnyckel")
    person.page.wait_for_url(person.address + reverse("home"))
    # and counts as a second factor just used
    person.go(f"{reverse('second_factor')}?next=/profil/")
    person.heading("Mina inställningar")
    person.go(reverse("mfa_list_webauthn"))
    person.sees("Datorn på jobbet")
    assert AuditRow.objects.get(action="second_factor_added", changes__method="webauthn").agent == (
        f"account:{ulla.user_id}"
    )


def test_a_passkey_stands_beside_the_password(ulla, visit):
    person = visit()
    with_authenticator(person)
    log_in(person)
    add_passkey(person)
    log_out(person)
    # When she logs in with the password
    log_in(person)
    # Then the passkey is asked for
    person.heading("Bekräfta att det är du")
    person.is_let_in()
    person.click("Använd inloggningsnyckeln")
    person.heading("Mina inställningar")


def test_a_stranger_at_the_computer_is_told_and_not_let_in(ulla, visit):
    person = visit()
    recognise = with_authenticator(person)
    log_in(person)
    add_passkey(person)
    log_out(person)
    recognise(False)

    person.go(reverse("account_login"))
    person.click("Logga in med inloggningsnyckel")

    person.sees("Inloggningsnyckeln kunde inte användas")
    person.heading("Logga in")


def test_a_session_about_to_end_is_prolonged(ulla, visit):
    person = visit()
    person.page.clock.install()
    log_in(person)
    person.heading("Mina inställningar")
    dialog = person.page.get_by_role("dialog")
    expect(dialog).to_be_hidden()
    person.page.wait_for_load_state("networkidle")

    person.page.clock.fast_forward("07:56:00")
    expect(dialog).to_contain_text("Är du kvar?")
    person.is_let_in()
    with person.page.expect_response("**/session/") as answer:
        person.click("Fortsätt vara inloggad")

    assert answer.value.status == 200
    expect(dialog).to_be_hidden()


def test_what_was_typed_when_the_session_ended_comes_back(ulla, visit):
    person = visit()
    person.page.clock.install()
    log_in(person)
    person.page.wait_for_load_state("networkidle")
    person.fill("Telefon", "070-174 06 12")
    # When the session ends, on the server and by the clock
    Session.objects.all().delete()
    person.page.clock.fast_forward("08:01:00")
    # Then she is told, logs in, and her text is there
    dialog = person.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Du har loggats ut")
    person.is_let_in()
    dialog.get_by_role("link", name="Logga in").click()
    log_in(person)
    person.heading("Mina inställningar")
    person.sees("Det du skrev innan du loggades ut är tillbaka")
    expect(person.page.get_by_label("Telefon")).to_have_value("070-174 06 12")
    assert ulla.user.phone == ""


def test_logging_out_in_one_window_keeps_what_is_typed_in_another(ulla, visit):
    person = visit()
    log_in(person)
    person.page.wait_for_load_state("networkidle")
    person.fill("Telefon", "070-174 06 12")
    # When she logs out in another window of the same browser
    other = person.context.new_page()
    other.goto(person.page.url)
    other.locator("summary", has_text="Ulla Upphandlare").click()
    other.get_by_role("button", name="Logga ut").click()
    other.wait_for_url(person.address + "/")
    # Then the first window says so, and her text is there when she has logged in
    dialog = person.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Du har loggats ut")
    person.is_let_in()
    dialog.get_by_role("link", name="Logga in").click()
    log_in(person)
    person.heading("Mina inställningar")
    expect(person.page.get_by_label("Telefon")).to_have_value("070-174 06 12")
    other.close()
