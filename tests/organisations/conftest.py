"""Counters of log-in attempts start from zero in each test."""

import pytest
from django.core.cache import cache

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
