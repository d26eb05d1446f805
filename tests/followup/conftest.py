"""A contract with the people around it, and a folder of its own for files."""

from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from organisations.models import Membership
from organisations.permissions import Role
from procurements.models import Commitment
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CommitmentFactory


def at(commitment: Commitment, *roles: Role, **options) -> Membership:
    """A member of the commitment's authority."""
    authority = commitment.authority
    return MembershipFactory(
        organisation=authority.organisation, authority=authority, roles=list(roles), **options
    )


def list_url(part: str, subject) -> str:
    """The page of messages, notes or files of the object."""
    content_type = ContentType.objects.get_for_model(subject).pk
    name = "thread" if part == "thread" else f"{part}_list"
    return reverse(f"followup:{name}", args=[content_type, subject.pk])


@pytest.fixture
def files(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def commitment(db, files) -> Commitment:
    return CommitmentFactory(diary_number="SEN 2026/7")


@pytest.fixture
def manager(commitment) -> Membership:
    return at(commitment, Role.CONTRACT_MANAGER)


@pytest.fixture
def supplier(commitment) -> Membership:
    return MembershipFactory(roles=[Role.SUPPLIER_REPRESENTATIVE], organisation=commitment.contract.supplier)


@pytest.fixture
def registrar(commitment) -> Membership:
    return at(commitment, Role.REGISTRAR)
