"""Invitations: by mail, with a link that ends."""

import datetime as dt
import re

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from core import clock
from core.actors import Operator
from core.delivery import send_due
from core.models import AuditRow
from core.rules import RuleBroken
from organisations.actions.invitations import accept_with_account, invite, send_again
from organisations.models import Invitation, Membership, Organisation, User
from organisations.permissions import Role
from tests.organisations.factories import MembershipFactory, UserFactory

PASSWORD = "sju-gröna-granar-i-rad"


def invited(administrator: Membership, email: str = "ulla@example.org", **values) -> Invitation:
    organisation = administrator.organisation
    wanted = {"roles": [Role.PROCURER], "authorities": list(organisation.authorities.all()), **values}
    return invite(organisation, name="Ulla Upphandlare", email=email, by=administrator, **wanted)


def link() -> str:
    """The address in the latest mail, without the host."""
    send_due()
    return re.search(r"https?://[^/\s]+(/inbjudan/svar/\S+)", mail.outbox[-1].body)[1]


def test_the_mail_has_the_link_and_the_row_only_its_digest(administrator):
    invitation = invited(administrator)

    address = link()

    token = address.rstrip("/").rpartition("/")[2]
    invitation.refresh_from_db()
    assert mail.outbox[0].to == ["ulla@example.org"]
    assert token not in invitation.token_digest
    assert Invitation.objects.with_token(token).get() == invitation


def test_a_new_person_makes_her_account_and_joins(administrator, client):
    invited(administrator)
    address = link()

    page = client.get(address)
    answer = client.post(address, {"name": "Ulla Upphandlare", "password": PASSWORD})

    assert "Ulla Upphandlare" in page.content.decode()
    assert answer.url == reverse("home")
    joined = Membership.objects.get(user__email="ulla@example.org")
    assert (joined.organisation, joined.roles) == (administrator.organisation, [Role.PROCURER])
    assert joined.user.emailaddress_set.get().verified
    assert AuditRow.objects.get(action="invitation_accepted").member == joined


def test_the_link_works_once(administrator, client):
    invited(administrator)
    address = link()
    client.post(address, {"name": "Ulla Upphandlare", "password": PASSWORD})

    answer = client.get(address)

    assert answer.status_code == 410
    assert Membership.objects.filter(user__email="ulla@example.org").count() == 1


def test_a_weak_password_is_refused_and_nothing_is_made(administrator, client):
    invited(administrator)

    answer = client.post(link(), {"name": "Ulla", "password": "kort"})

    assert answer.status_code == 422
    assert not User.objects.filter(email="ulla@example.org").exists()


def test_a_person_with_an_account_logs_in_and_accepts(administrator, as_member, client):
    elsewhere = MembershipFactory(user__email="ulla@example.org")
    invited(administrator)
    address = link()

    assert "ulla@example.org" in client.get(address).content.decode()
    answer = as_member(elsewhere).post(address)

    assert answer.url == reverse("home")
    assert elsewhere.user.memberships.filter(organisation=administrator.organisation).exists()


def test_another_persons_account_does_not_take_the_invitation(administrator, member, as_member):
    invitation = invited(administrator)
    address = link()

    assert as_member(member).post(address).status_code == 422
    with pytest.raises(RuleBroken, match="en annan adress"):
        accept_with_account(invitation, member.user)


def test_a_link_ends_after_fourteen_days(administrator, client):
    invited(administrator)
    address = link()

    with time_machine.travel(clock.now() + dt.timedelta(days=14, minutes=1)):
        answer = client.post(address, {"name": "Ulla", "password": PASSWORD})

    assert answer.status_code == 410
    assert not User.objects.filter(email="ulla@example.org").exists()


def test_sent_again_the_earlier_link_stops(administrator, client):
    invitation = invited(administrator)
    first = link()

    send_again(invitation, by=administrator)

    assert client.get(link()).status_code == 200
    assert client.get(first).status_code == 404


def test_a_double_click_sends_it_again_once_and_that_link_works(administrator, client):
    invitation = invited(administrator)
    send_due()

    for _click in range(2):
        send_again(invitation, by=administrator)
        send_due()

    assert len(mail.outbox) == 2
    assert client.get(link()).status_code == 200


def test_taken_back_before_it_left_it_is_not_sent(administrator):
    invited(administrator).revoke(by=administrator)

    send_due()

    assert mail.outbox == []


@pytest.mark.parametrize("case", ["open", "member", "operator"])
def test_who_cannot_be_invited(administrator, case):
    email = "Ulla@example.org"
    if case == "open":
        invited(administrator, "ulla@example.org")
    elif case == "member":
        MembershipFactory(organisation=administrator.organisation, user__email="ulla@example.org")
    else:
        UserFactory(email="ulla@example.org", is_operator=True)

    with pytest.raises(RuleBroken):
        invited(administrator, email)


def test_a_former_member_comes_back_with_the_roles_of_the_invitation(administrator):
    former = MembershipFactory(organisation=administrator.organisation, roles=[Role.ECONOMIST])
    former.end(by=administrator)
    invitation = invited(administrator, former.user.email)

    accept_with_account(invitation, former.user)

    former.refresh_from_db()
    assert (former.roles, former.is_active) == ([Role.PROCURER], True)


def test_start_organisation_on_an_empty_database(db, client):
    arguments = ["--name", "Liten kommun", "--number", "212000-1355", "--admin-name", "Adam Administratör"]
    call_command(
        "start_organisation", *arguments, "--admin-email", "adam@example.org", "--admin-roles", "procurer"
    )

    organisation = Organisation.objects.get()
    client.post(link(), {"name": "Adam Administratör", "password": PASSWORD})

    assert (organisation.number, organisation.parts) == ("2120001355", [])
    assert [authority.name for authority in organisation.authorities.all()] == ["Liten kommun"]
    administrator = Membership.objects.get()
    assert set(administrator.roles) == {Role.ADMINISTRATOR, Role.PROCURER}
    assert client.get(reverse("member_list")).status_code == 200


START = ["--name", "Liten kommun", "--number", "212000-1355", "--admin-name", "Adam Administratör"]


@pytest.mark.parametrize("email", ["adam@example.org", "ratt.adam@example.org"])
def test_start_organisation_once_more_invites_anew_until_somebody_administers(db, client, email):
    call_command(
        "start_organisation", *START, "--admin-email", "adam@example.org", "--admin-roles", "procurer"
    )
    first = link()

    call_command("start_organisation", *START, "--admin-email", email)

    assert client.get(first).status_code in (404, 410)
    assert [row.email for row in Invitation.objects.open()] == [email]
    kept = {Role.PROCURER} if email == "adam@example.org" else set()
    assert set(Invitation.objects.open().get().roles) == {Role.ADMINISTRATOR, *kept}
    client.post(link(), {"name": "Adam Administratör", "password": PASSWORD})
    with pytest.raises(CommandError, match="administratör"):
        call_command("start_organisation", *START, "--admin-email", "annan@example.org")
    assert Organisation.objects.count() == 1


def test_start_organisation_says_what_is_wrong(db):
    with pytest.raises(CommandError, match=r"ten digits|tio siffr"):
        call_command(
            "start_organisation",
            *["--name", "X", "--number", "123", "--admin-name", "A", "--admin-email", "a@example.org"],
        )
    assert not Organisation.objects.exists()


def test_the_actor_of_an_operators_invitation_is_the_operator(administrator):
    invitation = invite(
        administrator.organisation,
        name="Ny",
        email="ny@example.org",
        roles=[Role.ADMINISTRATOR],
        authorities=[],
        by=Operator(7),
    )

    assert AuditRow.objects.get().agent == "operator:7"
    assert invitation.invited_by is None
