"""Counters of log-in attempts start from zero in each test."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organisations.models import Membership
from organisations.permissions import Role
from tests.organisations.factories import MembershipFactory


@pytest.fixture(autouse=True)
def no_earlier_attempts() -> None:
    cache.clear()


@pytest.fixture
def administrator(db) -> Membership:
    """The administrator of a municipality with one authority."""
    return MembershipFactory(roles=[Role.ADMINISTRATOR])


@pytest.fixture
def admin_client(administrator, as_member):
    return as_member(administrator)


@pytest.fixture
def queries_of() -> Callable[[Client, str], int]:
    """How many queries a page takes once content types are known."""

    def count(client: Client, address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    return count
