"""A supplier tells what has happened to a person: only what her choice needs is asked, without script too."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from organisations.permissions import Role
from suppliers.actions.schedule import open_reports
from tests.matching.factories import placement_in
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CommitmentFactory


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_only_what_the_choice_needs_is_asked_for(visit, client, still_clock):
    # Given a report that waits, with somebody in it
    commitment = CommitmentFactory()
    report = open_reports(commitment)[0]
    placement = placement_in(commitment, label="GY-07", starts_on=dt.date(2026, 2, 2))
    place = commitment.contract.supplier
    client.force_login(MembershipFactory(organisation=place, roles=[Role.SUPPLIER_REPRESENTATIVE]).user)
    # When she opens the page on her phone, without script
    hanna = visit(width=390, script=False)
    hanna.enters_as(client)
    hanna.go(f"/rapporter/{report.pk}/andring/{placement.pk}/")
    ended, share = hanna.page.locator("#id_ended_on"), hanna.page.locator("#id_percent")
    # then nothing is asked for before she has chosen
    expect(ended).to_be_hidden()
    expect(share).to_be_hidden()
    # and then only what goes with the choice
    hanna.tick("Sysselsättningen är avslutad")
    expect(ended).to_be_visible()
    expect(share).to_be_hidden()
    hanna.tick("Ändrad sysselsättningsgrad")
    expect(ended).to_be_hidden()
    expect(share).to_be_visible()
