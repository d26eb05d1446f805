"""Members of every role, and clients that act as them."""

from collections.abc import Callable

import pytest
from django.test import Client

from organisations.models import Membership
from organisations.permissions import Role
from tests.organisations.factories import MembershipFactory


@pytest.fixture
def member(db) -> Membership:
    """A procurer of a municipality with one authority."""
    return MembershipFactory(roles=[Role.PROCURER])


@pytest.fixture
def as_member(db) -> Callable[[Membership], Client]:
    """A client logged in as the member."""

    def log_in(member: Membership) -> Client:
        client = Client()
        client.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session["membership"] = member.pk
        session.save()
        return client

    return log_in


@pytest.fixture
def member_client(member: Membership, as_member: Callable[[Membership], Client]) -> Client:
    return as_member(member)
