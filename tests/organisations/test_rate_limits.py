"""Guessing is slowed down, for an account and for an address, and nobody else is shut out by it."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from core.delivery import send_due
from tests.organisations.factories import MembershipFactory

PASSWORD = "sju-gröna-granar-i-rad"
TOO_MANY = "För många försök. Vänta fem minuter och försök igen."
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def behind_a_proxy(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1


@pytest.fixture
def ulla():
    user = MembershipFactory(user__email="ulla@example.org").user
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def log_in(client, email: str, password: str = "fel-fel-fel-fel", *, address: str = "192.0.2.1"):
    """As the proxy passes it on; what stands before its own word anybody may have written."""
    told = {"login": email, "password": password}
    return client.post(
        reverse("account_login"), told, headers={"X-Forwarded-For": f"198.51.100.9, {address}"}
    )


def test_after_five_wrong_passwords_the_account_rests_and_others_do_not(client, ulla):
    for _attempt in range(5):
        assert TOO_MANY not in log_in(client, ulla.email).content.decode()

    refused = log_in(client, ulla.email, PASSWORD, address="192.0.2.7")
    assert refused.status_code == 422
    assert TOO_MANY in refused.content.decode()
    other = MembershipFactory(user__email="bo@example.org").user
    assert TOO_MANY not in log_in(client, other.email, address="192.0.2.7").content.decode()


def test_who_tries_many_accounts_is_slowed_down_and_not_everybody_behind_the_proxy(client, ulla):
    for number in range(10):
        log_in(client, f"somebody{number}@example.org")

    assert TOO_MANY in log_in(client, "one-more@example.org").content.decode()
    assert log_in(client, ulla.email, PASSWORD, address="192.0.2.2").status_code == 302


def test_a_new_password_is_not_asked_for_without_end(client, ulla):
    asked = [client.post(reverse("account_reset_password"), {"email": ulla.email}) for _time in range(7)]

    assert [answer.status_code for answer in asked] == [302] * 5 + [429] * 2
    assert "För många försök" in asked[-1].content.decode()
    send_due()
    assert len(mail.outbox) <= 5
