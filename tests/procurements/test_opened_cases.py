"""A labour-market officer reads the cases that a co-operation opens to her organisation, while it does."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from organisations.models import Cooperation, Opens
from organisations.permissions import Role
from procurements.states import CaseState
from tests.organisations.factories import AuthorityFactory, MembershipFactory, OrganisationFactory
from tests.procurements.factories import CaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return CaseFactory(state=CaseState.PLAN, title="Skötsel av parker")


@pytest.fixture
def officer():
    """She is named in no case: it is the co-operation alone that lets her in."""
    return MembershipFactory(
        organisation=OrganisationFactory(labour_market=True), roles=[Role.MATCHING_OFFICER]
    )


@pytest.fixture
def opened(case, officer):
    def open_to_her(*what, **dates):
        words = {"purpose": "Matchning", "legal_ground": "Avtal"}
        return Cooperation.objects.create(
            giver=case.authority, receiver=officer.organisation, opens=list(what), **words, **dates
        )

    return open_to_her


def statuses(client, case):
    """The case, its particulars and its events."""
    names = ("case", "particulars", "events")
    return {client.get(reverse(f"procurements:{name}", args=[case.pk])).status_code for name in names}


def listed(client):
    return client.get(reverse("procurements:case_list")).content.decode()


def test_she_opens_a_case_that_is_opened_to_her_organisation(case, officer, opened, as_member):
    other = CaseFactory(authority=AuthorityFactory(organisation=case.authority.organisation))
    opened(Opens.CASES)

    client = as_member(officer)

    assert statuses(client, case) == {200}
    assert case.title in listed(client)
    assert statuses(client, other) == {404}


def test_she_reads_it_and_changes_nothing(case, officer, opened, as_member):
    opened(Opens.CASES)
    client = as_member(officer)

    closed = [reverse(f"procurements:{name}", args=[case.pk]) for name in ("facts", "bids", "cancellation")]

    assert {client.get(url).status_code for url in closed} == {403}
    assert not [url for url in closed if url in client.get(case.get_absolute_url()).content.decode()]


def test_a_co_operation_about_something_else_or_of_another_time_opens_none(case, officer, opened, as_member):
    today = clock.today()
    opened(Opens.REQUESTS, Opens.FIGURES)
    opened(Opens.CASES, starts_on=today - dt.timedelta(days=9), ends_on=today - dt.timedelta(days=1))
    opened(Opens.CASES, starts_on=today + dt.timedelta(days=1))

    client = as_member(officer)

    assert statuses(client, case) == {404}
    assert case.title not in listed(client)
