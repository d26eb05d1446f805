"""What the contract's page says of a report that waits, to each side."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.translation import override

from core import clock
from core.templatetags.formats import days_short
from organisations.permissions import Role
from suppliers.actions.asking import ask_for_first_report
from tests.organisations.factories import MembershipFactory
from tests.suppliers.test_first_report import ENTERED, entered, manager

__all__ = ["manager"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def commitment(manager):
    return entered(manager)


def page(client, commitment) -> str:
    html = client.get(commitment.get_absolute_url()).content.decode()
    return " ".join(html.replace("\xa0", " ").split())


def asked_first(commitment, manager):
    with clock.frozen(ENTERED):
        ask_for_first_report(commitment, by=manager)
    return commitment.reports.get(number=0)


def test_the_authority_reads_that_the_link_was_sent_and_when(manager, commitment, as_member):
    report = asked_first(commitment, manager)

    with clock.frozen(ENTERED):
        told = page(as_member(manager), commitment)
        own = as_member(manager).get(report.get_absolute_url(), follow=True).content.decode()

    assert "Väntar på leverantören, länken skickades 30 nov" in told
    assert "Inte skickad" not in told
    assert "Väntar på leverantören" in own


def test_the_supplier_reads_that_it_has_not_sent(manager, commitment, as_member):
    asked_first(commitment, manager)
    supplier = MembershipFactory(
        organisation=commitment.contract.supplier, roles=[Role.SUPPLIER_REPRESENTATIVE]
    )

    with clock.frozen(ENTERED):
        told = page(as_member(supplier), commitment)

    assert "Inte skickad" in told
    assert "Väntar på leverantören" not in told


def test_dates_of_several_years_have_their_year(manager, commitment, as_member):
    client = as_member(manager)
    with clock.frozen(ENTERED):
        entered(manager, title="Tvätt", starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 12, 31))
        listed = client.get(reverse("suppliers:commitment_list")).content.decode().replace("\xa0", " ")
        told = page(client, commitment)
        asked_first(commitment, manager)
        due = page(client, commitment)

    assert "31 dec 2026" in listed
    assert "1 mar 2025" in told
    assert "29 feb 2028" in told
    assert "14 dec 2026" in due


def test_dates_of_this_year_alone_have_none():
    with clock.frozen(ENTERED), override("sv"):
        alone = days_short([dt.date(2026, 3, 31), None])
        beside = days_short([dt.date(2026, 3, 31), dt.date(2027, 1, 1)])

    assert (alone, beside) == (["31\xa0mar", "–"], ["31\xa0mar\xa02026", "1\xa0jan\xa02027"])
