"""A link is shown to those whom its door lets in."""

import pytest
from django.urls import reverse

from followup.messages import send
from organisations.access import may_open
from organisations.permissions import ROLE_PERMISSIONS, Permission, Role
from tests.organisations.factories import MembershipFactory, UserFactory
from tests.procurements.factories import CommitmentFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "name", "opens"),
    [
        (Role.ADMINISTRATOR, "member_list", True),
        (Role.PROCURER, "member_list", False),
        (Role.PROCURER, "message_list", True),
        (Role.ECONOMIST, "message_list", False),
        (Role.ECONOMIST, "help", True),  # public
        (Role.ECONOMIST, "profile", True),  # for whoever is logged in
        (Role.ADMINISTRATOR, "operator_organisation_list", False),
    ],
)
def test_the_door_of_the_page_is_asked(role, name, opens):
    member = MembershipFactory(roles=[role])
    assert may_open(member, f"{reverse(name)}?q=park") is opens


def test_the_operators_door_opens_to_operators():
    member = MembershipFactory(user=UserFactory(is_operator=True), roles=[Role.ADMINISTRATOR])
    assert may_open(member, reverse("operator_organisation_list"))


@pytest.mark.parametrize("role", [Role.PROCURER, Role.ECONOMIST, Role.REGISTRAR, Role.ADMINISTRATOR])
def test_messages_and_their_count_stand_for_those_who_can_read_them(as_member, role):
    commitment = CommitmentFactory()
    organisation = commitment.authority.organisation
    writer = MembershipFactory(organisation=organisation, authority=commitment.authority)
    reader = MembershipFactory(organisation=organisation, authority=commitment.authority, roles=[role])
    send(commitment, text="Hur går det?", by=writer)

    page = as_member(reader).get(reverse("home"))

    reads = bool({Permission.MESSAGE_WRITE, Permission.RECORD_SEE} & ROLE_PERMISSIONS[role])
    assert (reverse("message_list") in page.content.decode()) is reads
    assert page.context["shell"].unread == (1 if role == Role.PROCURER else 0)
