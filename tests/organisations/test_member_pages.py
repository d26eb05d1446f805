"""Members and invitations as pages: happy, refused, foreign."""

import pytest
from django.urls import reverse

from core.models import OutgoingMail
from organisations.actions.invitations import invite
from organisations.models import Invitation, Membership
from organisations.permissions import Role
from tests.organisations.factories import AuthorityFactory, MembershipFactory


@pytest.fixture
def colleague(administrator) -> Membership:
    return MembershipFactory(organisation=administrator.organisation, roles=[Role.ORDERER])


@pytest.fixture
def stranger(db) -> Membership:
    return MembershipFactory()


def text(response) -> str:
    return response.content.decode()


def add_member_and_invitation(by: Membership, number: int) -> None:
    organisation = by.organisation
    MembershipFactory(organisation=organisation)
    invite(
        organisation,
        name="Ny",
        email=f"ny{number}@example.org",
        roles=[Role.ORDERER],
        authorities=list(organisation.authorities.all()),
        by=by,
    )


def test_the_list_takes_as_many_queries_for_three_as_for_one(administrator, admin_client, queries_of):
    add_member_and_invitation(administrator, 1)
    for_one = queries_of(admin_client, reverse("member_list"))
    for number in (2, 3):
        add_member_and_invitation(administrator, number)

    assert queries_of(admin_client, reverse("member_list")) == for_one <= 12


def test_members_stand_in_swedish_order(administrator, admin_client):
    for name in ("Örjan", "Åsa", "Zoe", "Ärla"):
        MembershipFactory(organisation=administrator.organisation, user__name=name)

    rows = admin_client.get(reverse("member_list")).context["page"]

    assert [row.user.name for row in rows if not row.user.name.startswith("Person")] == [
        "Zoe",
        "Åsa",
        "Ärla",
        "Örjan",
    ]


def test_roles_are_saved_and_told(admin_client, colleague):
    answer = admin_client.post(
        reverse("member", args=[colleague.pk]), {"roles": ["procurer"], "title": "Inköpare"}
    )

    assert answer.url == reverse("member_list")
    colleague.refresh_from_db()
    assert (colleague.roles, colleague.title) == ([Role.PROCURER], "Inköpare")


def test_a_refused_rule_is_shown_with_the_form(admin_client, administrator):
    answer = admin_client.post(reverse("member", args=[administrator.pk]), {"roles": ["procurer"]})

    assert answer.status_code == 422
    assert "Du kan inte ge dig själv en roll" in text(answer)


def test_an_empty_form_is_refused(admin_client, colleague):
    answer = admin_client.post(reverse("member", args=[colleague.pk]), {"roles": []})

    assert answer.status_code == 422
    assert "Kryssa i minst en roll" in text(answer)


def test_where_there_is_one_authority_nobody_is_asked_about_it(admin_client, colleague):
    page = admin_client.get(reverse("member", args=[colleague.pk]))
    assert "authorities" not in page.context["form"].fields

    AuthorityFactory(organisation=colleague.organisation)
    page = admin_client.get(reverse("member", args=[colleague.pk]))
    assert "authorities" in page.context["form"].fields


@pytest.mark.parametrize("name", ["member", "membership_end"])
def test_a_foreign_member_and_a_missing_one_look_the_same(admin_client, stranger, name):
    foreign = admin_client.get(reverse(name, args=[stranger.pk]))
    missing = admin_client.get(reverse(name, args=[0]))

    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert without_address(foreign) == without_address(missing)


def without_address(response) -> str:
    """The page without what differs by nature: the address in the language form and the form's token."""
    from lxml import html

    page = html.fromstring(response.content)
    for node in page.xpath("//input[@type='hidden'] | //body/@*/.."):
        node.attrib.pop("value", None)
        node.attrib.pop("hx-headers:inherited", None)
    return html.tostring(page).decode().replace(response.request["PATH_INFO"], "")


@pytest.mark.parametrize("name", ["member_list", "invitation"])
def test_only_an_administrator_comes_in(member_client, name):
    assert member_client.get(reverse(name)).status_code == 403


def test_a_stranger_is_asked_to_log_in(client, db):
    answer = client.get(reverse("member_list"))

    assert answer.url == f"{reverse('account_login')}?next={reverse('member_list')}"


def test_a_membership_is_ended_after_asking(admin_client, colleague):
    address = reverse("membership_end", args=[colleague.pk])

    assert admin_client.get(address).status_code == 200
    assert admin_client.post(address).url == reverse("member_list")
    assert not Membership.objects.active().filter(pk=colleague.pk).exists()


def test_an_ended_membership_is_not_changed(admin_client, administrator, colleague):
    colleague.end(by=administrator)

    answer = admin_client.get(reverse("member", args=[colleague.pk]))

    assert answer.status_code == 403
    assert "Bjud in personen igen" in text(answer)


def test_a_person_is_invited(admin_client, administrator):
    sent = {"name": "Nina Nyanställd", "email": "nina@example.org", "roles": ["orderer", "economist"]}

    answer = admin_client.post(reverse("invitation"), sent)

    assert answer.url == reverse("member_list")
    row = Invitation.objects.get()
    assert (row.email, row.roles, row.invited_by) == (
        "nina@example.org",
        ["orderer", "economist"],
        administrator,
    )


def test_the_same_person_is_not_invited_twice(admin_client):
    sent = {"name": "Nina Nyanställd", "email": "nina@example.org", "roles": ["orderer"]}
    admin_client.post(reverse("invitation"), sent)

    answer = admin_client.post(reverse("invitation"), sent)

    assert answer.status_code == 422
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("name", ["invitation_resending", "invitation_revocation"])
def test_a_foreign_invitation_is_not_there(admin_client, stranger, name):
    row = invite(
        stranger.organisation,
        name="Ny",
        email="ny@example.org",
        roles=[Role.ORDERER],
        authorities=list(stranger.organisation.authorities.all()),
        by=stranger,
    )

    assert admin_client.post(reverse(name, args=[row.pk])).status_code == 404
    assert admin_client.get(reverse(name, args=[row.pk])).status_code == 405


def test_an_invitation_is_taken_back_once(admin_client):
    admin_client.post(
        reverse("invitation"), {"name": "Nina", "email": "nina@example.org", "roles": ["orderer"]}
    )
    address = reverse("invitation_revocation", args=[Invitation.objects.get().pk])

    admin_client.post(address)
    again = admin_client.post(address, follow=True)

    assert Invitation.objects.get().revoked_at is not None
    assert "inte öppen längre" in text(again)


def test_a_mail_that_did_not_arrive_is_told(admin_client, administrator):
    add_member_and_invitation(administrator, 1)
    OutgoingMail.objects.get().record_failure("SMTPRecipientsRefused 550", is_final=True)

    assert "Mejlet kom inte fram" in text(admin_client.get(reverse("member_list")))
