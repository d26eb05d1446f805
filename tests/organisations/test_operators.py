"""Those who run the installation: they create organisations and see no case."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from core import clock
from core.delivery import send_due
from core.models import AuditRow
from organisations.models import Invitation, Organisation, User
from organisations.permissions import Role
from tests.organisations.factories import (
    AuthorityFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
)

NEW = {
    "kind": "contracting",
    "name": "Liten kommun",
    "number": "212000-1355",
    "is_public": "on",
    "admin_name": "Adam Administratör",
    "admin_email": "adam@example.org",
}


@pytest.fixture
def operator_client(db) -> Client:
    client = Client()
    client.force_login(
        UserFactory(is_operator=True), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def test_an_operator_creates_an_organisation(operator_client):
    answer = operator_client.post(reverse("operator_organisation_new"), {**NEW, "admin_roles": ["procurer"]})

    assert answer.url == reverse("operator_organisation_list")
    organisation = Organisation.objects.get()
    assert (organisation.number, organisation.is_public, organisation.parts) == ("2120001355", True, [])
    assert set(Invitation.objects.get().roles) == {Role.ADMINISTRATOR, Role.PROCURER}
    assert AuditRow.objects.filter(agent__startswith="operator:").count() == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": "212000-1356"},
        {"number": "212000"},
        {"admin_email": "adam"},
        {"kind": "supplier", "admin_roles": ["procurer"]},
        {"name": ""},
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_made(operator_client, wrong):
    assert operator_client.post(reverse("operator_organisation_new"), {**NEW, **wrong}).status_code == 422
    assert not Organisation.objects.exists()


def test_a_number_stands_for_one_organisation(operator_client):
    OrganisationFactory(number="2120001355")

    assert operator_client.post(reverse("operator_organisation_new"), NEW).status_code == 422


def test_an_operators_address_administers_nothing(operator_client):
    UserFactory(email="adam@example.org", is_operator=True)

    assert operator_client.post(reverse("operator_organisation_new"), NEW).status_code == 422
    assert not Organisation.objects.exists()


def test_an_operator_sees_no_case(operator_client):
    assert operator_client.get(reverse("home")).status_code == 403
    assert operator_client.get(reverse("member_list")).status_code == 403


@pytest.mark.parametrize("name", ["operator_organisation_list", "operator_organisation_new"])
def test_an_administrator_is_no_operator(admin_client, name):
    assert admin_client.get(reverse(name)).status_code == 403


def test_an_operator_invites_a_further_administrator(operator_client):
    organisation = OrganisationFactory()
    address = reverse("operator_organisation", args=[organisation.pk])

    answer = operator_client.post(address, {"name": "Ny", "email": "ny@example.org"})

    assert answer.url == address
    assert Invitation.objects.get().roles == [Role.ADMINISTRATOR]
    assert "ny@example.org" in operator_client.get(address).content.decode()


def test_an_operator_invites_an_administrator_with_further_roles(operator_client):
    organisation = AuthorityFactory().organisation
    address = reverse("operator_organisation", args=[organisation.pk])

    operator_client.post(address, {"name": "Ny", "email": "ny@example.org", "roles": ["procurer"]})

    assert set(Invitation.objects.get().roles) == {Role.ADMINISTRATOR, Role.PROCURER}


@pytest.mark.parametrize("own", [Role.ADMINISTRATOR, Role.ORDERER])
def test_an_operator_gives_a_member_more_roles(operator_client, own):
    member = MembershipFactory(roles=[own], title="Chef")
    address = reverse("operator_organisation", args=[member.organisation_id])
    sent = {"name": "Hon", "email": member.user.email.upper(), "roles": ["contract_manager"]}

    page = operator_client.post(address, sent, follow=True).content.decode()

    member.refresh_from_db()
    assert set(member.roles) == {own, Role.ADMINISTRATOR, Role.CONTRACT_MANAGER}
    assert (member.title, member.valid_until, member.authorities.exists()) == ("Chef", None, True)
    assert str(Role.CONTRACT_MANAGER.label) in page
    assert not Invitation.objects.exists()
    assert AuditRow.objects.get(action="roles_assigned").agent.startswith("operator:")


def test_a_supplier_is_offered_its_own_roles_only(operator_client):
    supplier = OrganisationFactory(supplier=True)
    address = reverse("operator_organisation", args=[supplier.pk])

    answer = operator_client.post(address, {"name": "N", "email": "n@example.org", "roles": ["procurer"]})

    assert answer.status_code == 422
    assert not Invitation.objects.exists()


@pytest.fixture
def waiting(operator_client) -> Invitation:
    """The invitation to the first administrator of an organisation that the operator has just made."""
    operator_client.post(reverse("operator_organisation_new"), {**NEW, "admin_roles": ["procurer"]})
    return Invitation.objects.get()


def test_an_invitation_that_ran_out_is_sent_again_by_the_operator(operator_client, waiting):
    Invitation.objects.update(expires_at=clock.now() - dt.timedelta(days=1))
    address = reverse("operator_organisation", args=[waiting.organisation_id])
    again = reverse("operator_invitation_resending", args=[waiting.pk])
    assert again in operator_client.get(address).content.decode()

    answer = operator_client.post(again)

    assert answer.url == address
    waiting.refresh_from_db()
    assert waiting.is_usable
    assert AuditRow.objects.get(action="invitation_sent_again").agent.startswith("operator:")


def test_an_invitation_to_a_wrong_address_is_taken_back_by_the_operator(operator_client, waiting):
    address = reverse("operator_organisation", args=[waiting.organisation_id])
    back = reverse("operator_invitation_revocation", args=[waiting.pk])
    assert back in operator_client.get(address).content.decode()

    operator_client.post(back)

    waiting.refresh_from_db()
    assert not waiting.is_open
    assert "adam@example.org" not in operator_client.get(address).content.decode()


@pytest.mark.parametrize("name", ["operator_invitation_resending", "operator_invitation_revocation"])
def test_an_operators_buttons_are_hers_alone(admin_client, waiting, name):
    assert admin_client.post(reverse(name, args=[waiting.pk])).status_code == 403
    waiting.refresh_from_db()
    assert waiting.is_open


def test_a_page_behind_an_operators_old_link_says_whom_to_ask(operator_client, waiting, client, settings):
    settings.SERVICE_CONTACT_EMAIL = "drift@example.org"
    send_due()
    link = re.search(r"https?://[^/\s]+(/inbjudan/svar/\S+)", mail.outbox[-1].body)[1]
    Invitation.objects.update(expires_at=clock.now() - dt.timedelta(days=1))

    answer = client.get(link)

    assert answer.status_code == 410
    assert "mailto:drift@example.org" in answer.content.decode()


def test_the_list_takes_as_many_queries_for_three_as_for_one(operator_client, queries_of):
    MembershipFactory(roles=[Role.ADMINISTRATOR])
    for_one = queries_of(operator_client, reverse("operator_organisation_list"))
    MembershipFactory(roles=[Role.ADMINISTRATOR])
    OrganisationFactory()

    assert queries_of(operator_client, reverse("operator_organisation_list")) == for_one <= 12


def test_make_operator_sends_a_link_to_choose_a_password(db, client):
    call_command("make_operator", "--name", "Olle Operatör", "--email", "olle@example.org")
    send_due()
    assert "någon, troligen du" not in mail.outbox[0].body.casefold()
    assert "ser inga ärenden" in mail.outbox[0].body
    link = re.search(r"https?://[^/\s]+(/konto/password/reset/key/\S+)", mail.outbox[0].body)[1]

    page = client.get(link, follow=True)
    sent = {"password1": "sju-gröna-granar-i-rad", "password2": "sju-gröna-granar-i-rad"}
    client.post(page.request["PATH_INFO"], sent)
    answer = client.post(
        reverse("account_login"), {"login": "olle@example.org", "password": "sju-gröna-granar-i-rad"}
    )

    assert User.objects.get().is_operator
    assert answer.url == reverse("operator_organisation_list")


def test_a_member_does_not_become_an_operator(member):
    with pytest.raises(CommandError, match="redan ett konto"):
        call_command("make_operator", "--name", "X", "--email", member.user.email)
