"""What a report measures itself against: months, places, or nothing."""

import datetime as dt

import pytest

from core import clock
from organisations.permissions import Role
from procurements.choices import RequirementKind
from suppliers.actions.schedule import open_reports
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CommitmentFactory

AFTER_Q1 = dt.date(2026, 4, 5)


def page(client, **terms) -> str:
    commitment = CommitmentFactory(**terms)
    member = MembershipFactory(
        organisation=commitment.contract.supplier, roles=[Role.SUPPLIER_REPRESENTATIVE]
    )
    client.force_login(member.user)
    with clock.frozen(AFTER_Q1):
        report = open_reports(commitment)[0]
        return client.get(f"/rapporter/{report.pk}/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("terms", "says", "has_bar"),
    [
        ({"full_time_months": 96}, "0,0 av 96,0 heltidsmånader", True),
        ({"full_time_months": None, "places": 20}, "0 av 20 platser", True),
        ({"full_time_months": None, "kind": RequirementKind.DIALOGUE}, "0,0 heltidsmånader", False),
    ],
)
def test_a_bar_stands_only_where_there_is_something_to_reach(client, terms, says, has_bar):
    text = page(client, **terms)
    assert says in text
    assert ("av tiden har gått" in text) is has_bar
