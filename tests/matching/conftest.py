"""A contract with its officer, supplier and a profile that both have agreed to."""

import pytest

from tests.matching.factories import agreed_by, officer_for, representative_of
from tests.procurements.factories import CommitmentFactory


@pytest.fixture
def commitment(db):
    return CommitmentFactory()


@pytest.fixture
def officer(commitment):
    return officer_for(commitment)


@pytest.fixture
def supplier(commitment):
    return representative_of(commitment)


@pytest.fixture
def profile(officer, commitment):
    return agreed_by(officer, commitment)


@pytest.fixture
def client(officer, as_member):
    return as_member(officer)
