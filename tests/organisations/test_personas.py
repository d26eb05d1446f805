"""Persona log-in, and that it cannot exist in production."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.urls import reverse

from organisations.personas import persona_log_in_is_shut
from organisations.reauthentication import has_fresh_second_factor
from tests.organisations.factories import MembershipFactory, UserFactory


def test_a_button_logs_in_as_the_person(member, client):
    page = client.get(reverse("personas")).content.decode()
    answer = client.post(reverse("personas"), {"membership": member.pk})

    assert f"Logga in som {member}" in page
    assert answer.url == reverse("home")
    assert client.get(reverse("profile")).wsgi_request.member == member


def test_an_operator_has_a_button_of_her_own(client, db):
    operator = UserFactory(name="Disa Drift", is_operator=True)
    member = MembershipFactory()

    page = client.get(reverse("personas")).content.decode()
    answer = client.post(reverse("personas"), {"operator": operator.pk})

    assert "Logga in som Disa Drift" in page
    assert client.get(answer.url).status_code == 200
    assert client.post(reverse("personas"), {"operator": member.user_id}).status_code == 404


@pytest.mark.parametrize("wished", ["0", "", "x"])
def test_a_made_up_person_is_not_there(client, db, wished):
    assert client.post(reverse("personas"), {"membership": wished}).status_code == 404


def test_each_membership_of_a_person_has_its_button(member, client):
    other = MembershipFactory(user=member.user)

    client.post(reverse("personas"), {"membership": other.pk})

    assert client.get(reverse("profile")).wsgi_request.member == other


def test_the_list_takes_as_many_queries_for_three_as_for_one(client, db, queries_of):
    MembershipFactory()
    for_one = queries_of(client, reverse("personas"))
    MembershipFactory()
    MembershipFactory()

    assert queries_of(client, reverse("personas")) == for_one <= 5  # one of them for the operators


def test_a_demo_person_confirms_herself_with_a_button(member, client):
    client.post(reverse("personas"), {"membership": member.pk})
    assert reverse("persona_second_factor") in client.get(reverse("second_factor")).content.decode()

    answer = client.post(reverse("persona_second_factor"), {"next": "/hem/"})

    assert answer.url == "/hem/"
    assert has_fresh_second_factor(client.get(reverse("profile")).wsgi_request)


def test_whoever_logged_in_properly_has_no_such_button(member_client):
    assert member_client.post(reverse("persona_second_factor")).status_code == 404


def test_the_check_refuses_it_in_production(settings):
    settings.IS_PRODUCTION = True

    assert [fault.id for fault in persona_log_in_is_shut()] == ["organisations.E001"]
    assert "organisations.E001" in {fault.id for fault in run_checks()}


def test_the_pages_answer_nothing_where_it_is_off(client, db, settings):
    settings.PERSONA_LOGIN = False

    assert client.get("/personas/").status_code == 404
    assert client.post("/personas/", {"membership": 1}).status_code == 404


IN_PRODUCTION = """
import django; django.setup()
from django.conf import settings
from django.urls import Resolver404, resolve, reverse
assert settings.IS_PRODUCTION and not settings.PERSONA_LOGIN
for address in ("/personas/", "/personas/bekraftelse/"):
    try:
        resolve(address)
    except Resolver404:
        continue
    raise SystemExit(f"{address} exists in production")
print("no personas")
"""


def in_production(code: str, **more: str) -> subprocess.CompletedProcess:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": "x" * 50,
        "INSTEG_HOSTS": "insteg.example.org",
        **more,
    }
    command = [sys.executable, "-c", code]
    return subprocess.run(
        command,
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_production_has_no_such_address():
    run = in_production(IN_PRODUCTION)

    assert run.stdout.strip() == "no personas", run.stderr


def test_production_does_not_start_with_it_even_when_forced():
    code = "from django.conf import settings; settings.PERSONA_LOGIN = True; import django; django.setup()"

    run = in_production(code)

    assert run.returncode != 0
    assert "anybody could log in as anybody" in run.stderr
