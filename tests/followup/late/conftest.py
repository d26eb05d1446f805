"""A contract on a Monday in November, and the leader who reads what is late."""

import datetime as dt

import pytest

from core import clock
from organisations.models import Membership, Part
from organisations.permissions import Role
from procurements.models import Commitment
from tests.matching.factories import placement_in
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CommitmentFactory
from tests.strategy.factories import HEAD


@pytest.fixture(autouse=True)
def monday(still_clock):
    """Monday 23 November 2026."""


@pytest.fixture
def commitment(db, files) -> Commitment:
    """Ninety-six months since New Year, in which somebody started in time."""
    row = CommitmentFactory(diary_number="SEN 2026/7", contract__lot__procurement__title="Parker")
    organisation = row.authority.organisation
    organisation.parts = list(Part.values)
    organisation.save()
    return row


@pytest.fixture
def started(commitment) -> Commitment:
    placement_in(commitment)
    return commitment


@pytest.fixture
def leader(commitment) -> Membership:
    with clock.frozen(dt.date(2026, 1, 1)):
        return MembershipFactory(
            roles=[Role.DECISION_MAKER], organisation=commitment.authority.organisation, title=HEAD
        )
