"""A deputy acts for a colleague, in a real browser: what she may do, and what is recorded."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core import clock
from organisations.models import Deputyship
from organisations.permissions import Role
from procurements.models import Requirement
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import RequirementFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ulla():
    member = RequirementFactory().prepared_by
    member.user.name = "Ulla Upphandlare"
    member.user.save()
    return member


@pytest.fixture
def bea(ulla):
    return MembershipFactory(
        organisation=ulla.organisation,
        authority=ulla.authorities.get(),
        roles=[Role.ORDERER],
        user__name="Bea Beställare",
    )


def test_a_deputy_acts_for_her_colleague_and_every_record_says_so(ulla, bea, visit, as_member):
    requirement = Requirement.objects.get()
    page = reverse("procurements:requirement", args=[requirement.lot.procurement_id])
    # Given somebody who may read the requirement only
    person = visit()
    person.enters_as(as_member(bea))
    person.go(page)
    person.heading("Kravet")
    # When her colleague names her deputy, she chooses to act for her
    today = clock.today()
    Deputyship.name(bea, starts_on=today, ends_on=today, by=ulla)
    person.go(reverse("deputyship_list"))
    person.click("Agera för Ulla Upphandlare")
    person.page.get_by_text("Du agerar för Ulla Upphandlare").first.wait_for()
    # Then she sends the requirement for approval
    person.go(page)
    person.heading("Skriv kravet")
    person.go(reverse("procurements:submission", args=[requirement.lot.procurement_id]))
    person.click("Skicka på godkännande")
    # and the case says who did it, for whom
    person.sees("Bea Beställare för Ulla Upphandlare")
    change = requirement.status_changes.latest("pk")
    assert (change.member, change.on_behalf_of) == (bea, ulla)
    # and as herself she may only read again
    person.go(reverse("deputyship_list"))
    person.click("Agera som dig själv igen")
    person.go(page)
    person.heading("Kravet")


def test_acting_ends_in_the_middle_of_a_page_when_the_deputyship_is_taken_back(ulla, bea, visit, as_member):
    page = reverse("procurements:requirement", args=[Requirement.objects.get().lot.procurement_id])
    row = Deputyship.name(bea, starts_on=clock.today(), ends_on=clock.today(), by=ulla)
    person = visit()
    person.enters_as(as_member(bea))
    person.go(reverse("deputyship_list"))
    person.click("Agera för Ulla Upphandlare")
    person.go(page)
    person.page.locator('[name="own_passage"]').fill("Skrivet för Ulla, som är ledig i dag.")
    row.end(by=ulla)
    person.page.wait_for_timeout(1500)  # the autosave is refused, and the page keeps the text
    person.page.get_by_text("Det du har skrivit finns kvar här.").wait_for()
    person.click("Spara utkastet")

    person.heading("Du kan inte öppna den här sidan")
    expect(person.page.get_by_label("Text 1")).to_have_value("Skrivet för Ulla, som är ledig i dag.")
    assert Requirement.objects.get().own_passage == ""
    assert all("403" in fault for fault in person.faults)
    person.faults.clear()
