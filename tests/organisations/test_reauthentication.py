"""A second factor not older than five minutes, and the way there and back."""

import datetime as dt
import time

import pytest
import time_machine
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.totp.internal.auth import TOTP
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from core import clock
from organisations.models import Membership
from organisations.reauthentication import (
    has_fresh_second_factor,
    requires_second_factor,
    second_factor_age,
)


@requires_second_factor
def signature(request) -> HttpResponse:
    kept = dict(request.kept.items()) if request.kept else None
    return HttpResponse(f"{request.method} {kept}")


@pytest.fixture
def ask(member_client, member: Membership):
    """The guarded view, asked with the member's session."""

    def call(method: str = "get", address: str = "/beslut/1/godkannande/", data=None):
        request = getattr(RequestFactory(), method)(address, data)
        request.user, request.session = member.user, member_client.session
        answer = signature(request)
        request.session.save()
        return answer

    return call


def use_second_factor(client, user, *, method: str = "totp", ago: int = 0) -> None:
    session = client.session
    record = {"method": "mfa", "type": method, "at": time.time() - ago}
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "at": time.time() - ago - 5},
        record,
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


def asked(client, user):
    request = RequestFactory().get("/")
    request.user, request.session = user, client.session
    return request


def test_a_password_alone_is_no_second_factor(member, member_client):
    assert second_factor_age(asked(member_client, member.user)) is None
    assert not has_fresh_second_factor(asked(member_client, member.user))


@pytest.mark.parametrize(("seconds", "fresh"), [(0, True), (299, True), (300, False), (3600, False)])
def test_it_is_fresh_for_five_minutes(still_clock, member, member_client, seconds, fresh):
    use_second_factor(member_client, member.user, ago=seconds)

    assert has_fresh_second_factor(asked(member_client, member.user)) is fresh


def test_method_and_moment_are_told(still_clock, member, member_client):
    use_second_factor(member_client, member.user, method="webauthn")

    assert second_factor_age(asked(member_client, member.user)) == ("webauthn", clock.now())


def test_another_users_second_factor_does_not_count(member, member_client):
    use_second_factor(member_client, member.user)

    session = member_client.session
    session["account_authentication_methods_user"] = "0"
    session.save()
    assert second_factor_age(asked(member_client, member.user)) is None


def test_the_page_sends_away_and_lets_in(ask, member, member_client):
    assert ask().url == f"{reverse('second_factor')}?next=%2Fbeslut%2F1%2Fgodkannande%2F"

    use_second_factor(member_client, member.user)

    assert ask().content == b"GET None"


def test_what_was_sent_too_late_is_kept_but_never_done_by_itself(ask, member, member_client):
    assert ask("post", data={"reason": "Väl avvägt", "csrfmiddlewaretoken": "x"}).status_code == 302

    use_second_factor(member_client, member.user)

    assert ask().content.decode() == "GET {'reason': 'Väl avvägt'}"
    assert ask(address="/annat/").content.decode() == "GET None"
    assert ask("post", data={"reason": "Väl avvägt"}).content.decode() == "POST None"
    assert ask().content.decode() == "GET None"


def test_one_without_a_second_factor_learns_how_to_set_one_up(member_client):
    page = member_client.get(reverse("second_factor"), {"next": "/hem/"}).content.decode()

    assert reverse("mfa_add_webauthn") in page
    assert reverse("mfa_activate_totp") in page
    assert reverse("persona_second_factor") not in page


def test_one_with_an_app_is_asked_for_the_code_and_comes_back(member, member_client):
    TOTP.activate(member.user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")

    answer = member_client.get(reverse("second_factor"), {"next": "/hem/"})

    assert answer.url == f"{reverse('mfa_reauthenticate')}?next=%2Fhem%2F"
    assert member_client.get(answer.url).status_code == 200


def test_no_link_leads_elsewhere(member, member_client):
    use_second_factor(member_client, member.user)

    assert member_client.get(reverse("second_factor"), {"next": "https://evil.example/"}).url == "/"


def test_a_code_makes_the_second_factor_fresh(member, member_client):
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(member.user, secret)
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    now = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    answer = member_client.post(reverse("mfa_reauthenticate"), {"code": now, "next": "/hem/"})

    assert answer.url == "/hem/"
    assert has_fresh_second_factor(asked(member_client, member.user))
    with time_machine.travel(clock.now() + dt.timedelta(minutes=6)):
        assert not has_fresh_second_factor(asked(member_client, member.user))
