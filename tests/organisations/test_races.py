"""Two at the same moment: the slower one is refused."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from core.rules import RuleBroken
from organisations.actions.invitations import accept_with_new_account, invite
from organisations.models import Membership, User
from organisations.permissions import Role
from tests.organisations.factories import MembershipFactory

PASSWORD = "sju-gröna-granar-i-rad"
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do the acts in threads that start together: "done" or "refused" for each."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        start.wait()
        try:
            act()
        except RuleBroken:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


@pytest.mark.parametrize("_round", range(3))
def test_two_administrators_do_not_end_each_other(_round):
    one = MembershipFactory(roles=[Role.ADMINISTRATOR])
    two = MembershipFactory(roles=[Role.ADMINISTRATOR], organisation=one.organisation)

    outcome = at_once(lambda: one.end(by=two), lambda: two.end(by=one))

    assert outcome == ["done", "refused"]
    assert one.organisation.memberships.standing_administrators().count() == 1


def test_a_link_opened_twice_makes_one_account():
    admin = MembershipFactory(roles=[Role.ADMINISTRATOR])
    authorities = list(admin.organisation.authorities.all())
    invitation = invite(
        admin.organisation,
        name="Ny",
        email="ny@example.org",
        roles=[Role.ORDERER],
        authorities=authorities,
        by=admin,
    )

    def join() -> None:
        accept_with_new_account(invitation, name="Ny", password=PASSWORD)

    assert at_once(join, join) == ["done", "refused"]
    assert Membership.objects.filter(user=User.objects.get(email="ny@example.org")).count() == 1


def test_one_person_is_invited_once():
    admin = MembershipFactory(roles=[Role.ADMINISTRATOR])
    organisation = admin.organisation
    authorities = list(organisation.authorities.all())

    def ask() -> None:
        roles = [Role.ORDERER]
        invite(
            organisation, name="Ny", email="ny@example.org", roles=roles, authorities=authorities, by=admin
        )

    assert at_once(ask, ask) == ["done", "refused"]
    assert organisation.invitations.count() == 1
