"""The figures of the home page lead to as many rows as they count."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.together import ask
from organisations.permissions import Role
from suppliers.actions.schedule import open_reports
from suppliers.models import Report
from suppliers.todo import figures
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CommitmentFactory

DAY = dt.date(2026, 11, 23)


@pytest.fixture
def manager(db):
    """Somebody whose authority has two contracts, and one of them owes two reports that are late."""
    owing = CommitmentFactory()
    for day in (DAY, dt.date(2026, 4, 7), dt.date(2026, 7, 7)):
        with clock.frozen(day):
            open_reports(owing)
    CommitmentFactory(authority=owing.authority)
    place = owing.authority
    return MembershipFactory(organisation=place.organisation, authority=place, roles=[Role.CONTRACT_MANAGER])


def test_late_reports_are_counted_in_the_contracts_that_the_list_shows(manager, as_member):
    with clock.frozen(DAY):
        late = Report.objects.late(on=DAY)
        asked = list(figures(manager))
        ask(*asked)
        told = [figure for inquiry in asked for figure in inquiry.told()]
        figure = next(f for f in told if "progress=late" in f.url)
        rows = as_member(manager).get(figure.url).context["rows"]

    assert late.count() > 1
    assert (figure.value, figure.label) == ("1", "avtal med sen rapport")
    assert [row.commitment for row in rows] == [late.first().commitment]
    assert figure.url.startswith(reverse("suppliers:commitment_list"))
