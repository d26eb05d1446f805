"""Log-in, password, address, second factor: allauth's pages in our look, mails by our own queue."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import reverse

from core.delivery import send_due
from core.models import AuditRow, OutgoingMail
from organisations.models import Membership
from tests.organisations.factories import MembershipFactory

PASSWORD = "sju-gröna-granar-i-rad"
OTHER = "åtta-blå-bär-i-skogen"


@pytest.fixture
def person(db) -> Membership:
    """A member with a password and a confirmed address."""
    member = MembershipFactory(user__email="ulla@example.org", user__name="Ulla Upphandlare")
    member.user.set_password(PASSWORD)
    member.user.save()
    EmailAddress.objects.create(user=member.user, email=member.user.email, verified=True, primary=True)
    return member


def log_in(client, **wrong):
    sent = {"login": "ulla@example.org", "password": PASSWORD, **wrong}
    return client.post(reverse("account_login"), sent)


def link(pattern: str) -> str:
    send_due()
    return re.search(rf"https?://[^/\s]+({pattern}\S+)", mail.outbox[-1].body)[1]


def code(user) -> str:
    secret = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).wrap()
    from allauth.mfa.adapter import get_adapter

    plain = get_adapter().decrypt(secret.instance.data["secret"])
    return format_hotp_value(hotp_value(plain, next(iter(yield_hotp_counters_from_time()))))


def test_log_in_leads_home_in_the_persons_language(client, person):
    person.user.choose_language("en")

    answer = log_in(client)

    assert answer.url == reverse("home")
    assert answer.cookies["insteg_language"].value == "en"
    assert AuditRow.objects.get(action="logged_in").agent == f"account:{person.user_id}"


def test_the_address_may_be_written_in_capitals(client, person):
    assert log_in(client, login="Ulla@Example.ORG").url == reverse("home")


@pytest.mark.parametrize("wrong", [{"password": "fel"}, {"login": "okand@example.org"}])
def test_a_wrong_password_and_an_unknown_address_say_the_same(client, person, wrong):
    answer = log_in(client, **wrong)

    assert answer.status_code == 422
    assert "E-postadressen eller lösenordet är fel" in answer.content.decode()


def test_an_empty_form_is_refused(client, db):
    assert client.post(reverse("account_login"), {}).status_code == 422


def test_guessing_is_stopped(client, person):
    answers = [log_in(client, password=f"fel-{number}") for number in range(6)]

    assert "För många försök" in answers[-1].content.decode()
    assert log_in(client).status_code != 302


def test_nobody_signs_up_by_herself(client, db):
    answer = client.get(reverse("account_signup"))

    assert "Konton får man genom inbjudan" in answer.content.decode()
    client.post(
        reverse("account_signup"), {"email": "ny@example.org", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert not EmailAddress.objects.exists()


def test_a_forgotten_password_is_chosen_anew_by_a_link_that_is_not_in_the_queue(client, person):
    client.post(reverse("account_reset_password"), {"email": "ulla@example.org"})
    row = OutgoingMail.objects.get()
    assert (row.params, row.kind) == ({}, "organisations.password_reset")

    page = client.get(link("/konto/password/reset/key/"), follow=True)
    client.post(page.request["PATH_INFO"], {"password1": OTHER, "password2": OTHER})

    assert log_in(client, password=OTHER).url == reverse("home")
    send_due()
    assert "Ditt lösenord har bytts" in mail.outbox[-1].body


def test_an_unknown_address_gets_no_mail_and_the_page_does_not_tell(client, db):
    answer = client.post(reverse("account_reset_password"), {"email": "okand@example.org"})

    assert answer.url == reverse("account_reset_password_done")
    assert not OutgoingMail.objects.exists()


def test_a_used_link_says_so(client, person):
    client.post(reverse("account_reset_password"), {"email": "ulla@example.org"})
    address = link("/konto/password/reset/key/")
    page = client.get(address, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": OTHER, "password2": OTHER})

    assert "Länken fungerar inte" in client.get(address, follow=True).content.decode()


def test_a_new_address_is_used_when_confirmed(client, person):
    log_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("account_email"), {"action_add": "", "email": "ulla.ny@example.org"})
    person.user.refresh_from_db()
    assert person.user.email == "ulla@example.org"

    client.post(link("/konto/confirm-email/"))

    person.user.refresh_from_db()
    assert person.user.email == "ulla.ny@example.org"
    send_due()
    assert [mail.outbox[-1].to, "har bytts" in mail.outbox[-1].body] == [["ulla@example.org"], True]


def test_an_app_is_connected_and_then_asked_for(client, person, django_capture_on_commit_callbacks):
    log_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    now = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("mfa_activate_totp"), {"code": now})

    assert answer.url == reverse("mfa_view_recovery_codes")
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in stored
    client.post(reverse("account_logout"))
    assert log_in(client).url == reverse("mfa_authenticate")
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 422
    assert [AuditRow.objects.filter(action="second_factor_added").count(), len(code(person.user))] == [2, 6]


def test_a_recovery_code_stands_in_once(client, person):
    TOTP.activate(person.user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    one = RecoveryCodes.activate(person.user).get_unused_codes()[0]
    log_in(client)

    assert client.post(reverse("mfa_authenticate"), {"code": one}).url == reverse("home")
    client.post(reverse("account_logout"))
    log_in(client)
    assert client.post(reverse("mfa_authenticate"), {"code": one}).status_code == 422


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_reset_password",
        "account_reset_password_done",
        "account_inactive",
        "account_signup",
    ],
)
def test_pages_for_strangers_have_our_look(client, db, name):
    page = client.get(reverse(name)).content.decode()

    assert '<main id="main"' in page
    assert "UNDEFINED<" not in page
    assert "<script>" not in page


@pytest.mark.parametrize(
    "name",
    [
        "account_change_password",
        "account_email",
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "profile",
    ],
)
def test_pages_for_the_logged_in_have_our_look(client, person, name):
    log_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    page = client.get(reverse(name), follow=True)

    assert page.status_code == 200
    assert '<main id="main"' in page.content.decode()
    assert "UNDEFINED<" not in page.content.decode()


def test_one_without_membership_is_told_why(client, person):
    Membership.objects.all().delete()

    answer = log_in(client)

    assert answer.url == reverse("profile")
    assert "inte medlem i någon organisation" in client.get(answer.url).content.decode()


def test_the_profile_is_saved_and_the_log_has_no_values(client, person):
    log_in(client)

    answer = client.post(reverse("profile"), {"name": "Ulla Ny", "phone": "070-174 06 12", "language": "en"})

    assert answer.cookies["insteg_language"].value == "en"
    row = AuditRow.objects.get(action="edited")
    assert row.changes == {"name": "changed", "phone": "changed", "language": ["sv", "en"]}


def test_the_session_is_prolonged_by_a_post(client, person):
    log_in(client)

    answer = client.post(reverse("session"))

    assert answer.json() == {"seconds": 28800}
    assert answer.cookies["sessionid"]["max-age"] == 28800
    assert client.get(reverse("session")).status_code == 405


def test_what_was_typed_is_shown_when_the_form_was_too_old(person):
    strict = Client(enforce_csrf_checks=True)
    sent = {"reason": "En lång text som någon har skrivit", "password": "hemligt och långt nog ja"}

    answer = strict.post(reverse("profile"), sent)

    assert answer.status_code == 403
    page = answer.content.decode()
    assert "En lång text som någon har skrivit" in page
    assert "hemligt" not in page


def test_an_error_page_needs_nothing_from_the_request():
    from django.views.defaults import server_error

    page = server_error(RequestFactory().get("/")).content.decode()

    assert "Något gick fel" in page
    assert "UNDEFINED<" not in page


@pytest.mark.parametrize("way", ["expired", "cookie gone", "logged out elsewhere"])
def test_what_was_typed_is_shown_when_the_session_had_ended(client, person, way):
    log_in(client)
    if way == "expired":
        client.session.flush()
    elif way == "cookie gone":
        del client.cookies["sessionid"]
    else:
        client.post(reverse("account_logout"))
    sent = {
        "purpose": "En lång text som någon har skrivit",
        "title": "Parkskötsel",
        "password": "hemligt och långt nog ja",
    }

    answer = client.post(reverse("cooperation_new"), sent)

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "En lång text som någon har skrivit" in page
    assert "Parkskötsel" in page
    assert "hemligt" not in page
    assert reverse("account_login") in page


@pytest.mark.parametrize(
    "sent_by",
    [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elak.example"}, {"Origin": "null"}],
)
def test_what_another_site_sends_is_never_shown(client, db, sent_by):
    sent = {"purpose": "Ring 070-174 06 00 och uppge ditt lösenord"}

    answer = client.post(reverse("cooperation_new"), sent, headers=sent_by)
    refused = Client(enforce_csrf_checks=True).post(reverse("cooperation_new"), sent, headers=sent_by)

    assert answer.url.startswith(reverse("account_login"))
    assert refused.status_code == 403
    assert "070-174" not in refused.content.decode()


def test_our_own_page_is_known_by_its_origin(client, db):
    for sent_by in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}):
        answer = client.post(reverse("cooperation_new"), {"purpose": "Tack"}, headers=sent_by)
        assert "<li>Tack</li>" in answer.content.decode()


def test_no_more_is_shown_than_a_person_types(client, db):
    sent = {f"t{n}": f"{n} " + "ord " * 20_000 for n in range(4)}

    page = client.post(reverse("cooperation_new"), sent).content.decode()

    assert page.count("<textarea") == 2


def test_a_form_without_text_and_without_log_in_leads_to_the_log_in_page(client, person):
    log_in(client)
    client.session.flush()

    sent = {"confirm": "on", "row": "7"}
    assert client.post(reverse("part_list"), sent).url.startswith(reverse("account_login"))


def test_a_log_in_page_never_lands_inside_a_page(client, db):
    answer = client.get(
        reverse("member_list"),
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/medlemmar/"},
    )

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["HX-Redirect"] == f"{reverse('account_login')}?next=/medlemmar/"


def test_what_was_typed_is_shown_when_the_browser_has_thrown_the_sessions_cookie_away(client, person):
    log_in(client)
    client.get(reverse("profile"))
    del client.cookies[settings.SESSION_COOKIE_NAME]
    sent = {"purpose": "En lång text som någon har skrivit"}

    answer = client.post(reverse("cooperation_new"), sent)

    assert answer.status_code == 403
    assert "En lång text som någon har skrivit" in answer.content.decode()
