"""The supplier's way in: who may open it, for whom, and when it stays shut."""

import pytest
from django.core import mail as outbox
from django.urls import reverse

from core.delivery import send
from core.models import OutgoingMail
from organisations.models import Invitation, Membership
from organisations.permissions import Role
from procurements.models import ContactPerson
from suppliers.actions.contacts import add_contact
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CommitmentFactory

HANNA = {"side": "supplier", "name": "Hanna HR", "title": "", "email": "hanna@example.org", "phone": ""}


@pytest.fixture
def commitment(db):
    return CommitmentFactory()


@pytest.fixture
def manager(commitment):
    place = commitment.authority
    return MembershipFactory(organisation=place.organisation, authority=place, roles=[Role.CONTRACT_MANAGER])


@pytest.fixture
def hanna(commitment, manager) -> ContactPerson:
    return add_contact(commitment, by=manager, reports=True, **HANNA)


@pytest.fixture
def page(commitment):
    return reverse("suppliers:account", args=[commitment.pk])


@pytest.fixture
def browser(client, manager):
    client.force_login(manager.user)
    return client


def join(client):
    """Follow the link in the latest mail and choose a password."""
    for row in OutgoingMail.objects.due():
        send(row.pk)
    link = next(word for word in outbox.outbox[-1].body.split() if "://" in word)
    client.logout()
    path = "/" + link.split("/", 3)[3]
    return client.post(path, {"name": "Hanna HR", "password": "snart-är-det-vår-igen"}, follow=True)


def test_the_first_person_is_let_in_as_administrator(browser, page, hanna, commitment):
    answer = browser.post(page, {"person": hanna.pk})
    assert answer["Location"] == commitment.get_absolute_url()
    assert join(browser).status_code == 200
    member = Membership.objects.get(user__email="hanna@example.org")
    assert member.organisation == commitment.contract.supplier
    assert set(member.roles) == {Role.ADMINISTRATOR, Role.SUPPLIER_REPRESENTATIVE}


def test_afterwards_the_door_is_the_suppliers_own(browser, page, hanna, commitment):
    MembershipFactory(
        organisation=commitment.contract.supplier, roles=[Role.ADMINISTRATOR, Role.SUPPLIER_REPRESENTATIVE]
    )
    answer = browser.post(page, {"person": hanna.pk})
    assert answer.status_code == 422
    assert "loggar redan in" in answer.content.decode()
    assert not Invitation.objects.exists()
    assert page not in browser.get(commitment.get_absolute_url()).content.decode()


def test_one_buyer_does_not_let_anybody_into_anothers_contracts(browser, page, hanna, commitment):
    supplier = commitment.contract.supplier
    CommitmentFactory(supplier=supplier)
    answer = browser.post(page, {"person": hanna.pk})
    assert answer.status_code == 422
    assert "avtal med andra organisationer" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_a_new_invitation_replaces_the_one_without_answer(browser, page, hanna, commitment, manager):
    nils = add_contact(commitment, by=manager, **{**HANNA, "name": "Nils", "email": "nils@example.org"})
    browser.post(page, {"person": hanna.pk})
    assert "Hanna HR" in browser.get(page).content.decode()
    browser.post(page, {"person": nils.pk})
    first, second = Invitation.objects.order_by("pk")
    assert first.revoked_at is not None
    assert (second.email, second.is_usable) == ("nils@example.org", True)


def test_a_double_click_leaves_one_invitation_whose_link_works(browser, page, hanna):
    for _ in range(2):
        assert browser.post(page, {"person": hanna.pk}).status_code == 302
    assert Invitation.objects.get().is_usable
    assert OutgoingMail.objects.count() == 1


def test_without_an_address_there_is_nobody_to_invite(browser, page, commitment, manager):
    add_contact(commitment, by=manager, **{**HANNA, "email": ""})
    text = browser.get(page).content.decode()
    assert reverse("suppliers:contact_new", args=[commitment.pk]) in text
    assert browser.post(page, {"person": "1"}).status_code == 422
    assert not Invitation.objects.exists()


def test_nobody_is_chosen(browser, page, hanna, commitment, manager):
    add_contact(commitment, by=manager, **{**HANNA, "name": "Nils", "email": "nils@example.org"})
    answer = browser.post(page, {})
    assert answer.status_code == 422
    assert "person-error" in answer.content.decode() or "field__error" in answer.content.decode()
