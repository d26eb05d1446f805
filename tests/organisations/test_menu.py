"""The main menu: everything is there, and what is seldom used is folded in only where it is long."""

import pytest
from django.urls import reverse
from lxml import html

from organisations.context_processors import MOST_IN_ROW
from organisations.models import Part
from organisations.permissions import Role
from tests.organisations.factories import MembershipFactory

pytestmark = pytest.mark.django_db
BUYERS = [role for role in Role if not role.startswith("supplier") and role is not Role.AUDITOR]


@pytest.fixture
def everything():
    member = MembershipFactory(roles=BUYERS)
    member.organisation.parts = list(Part)
    member.organisation.save()
    return member


def menu(client, address: str) -> tuple[list[str], list[str]]:
    """The entries in the row, and those that fold out below it."""
    tree = html.fromstring(client.get(address).content.decode())
    [bar] = tree.xpath("//nav[@class='navigation']")
    return bar.xpath("./ul/li/a/text()"), bar.xpath(".//details//a/text()")


def test_whoever_holds_many_roles_has_one_line_and_the_rest_folds_out_without_script(everything, as_member):
    row, folded = menu(as_member(everything), reverse("home"))

    assert len(row) <= MOST_IN_ROW
    assert row[0] == "Hem"
    assert folded == ["Registrera", "Logg", "Påminnelser", "Medlemmar", "Organisation"]
    tree = html.fromstring(as_member(everything).get(reverse("home")).content.decode())
    [phone] = tree.xpath("//details[contains(@class, 'top__phone')]")
    assert set(row + folded) <= set(phone.xpath(".//a/text()"))


def test_where_one_is_always_stands_in_the_row(everything, as_member):
    row, folded = menu(as_member(everything), reverse("member_list"))

    assert "Medlemmar" in row
    assert "Medlemmar" not in folded


def test_whoever_has_few_entries_has_nothing_folded(as_member):
    row, folded = menu(as_member(MembershipFactory(roles=[Role.ADMINISTRATOR])), reverse("home"))

    assert {"Medlemmar", "Organisation"} <= set(row)
    assert folded == []


@pytest.mark.parametrize(
    ("page", "entry"),
    [
        ("followup:late_list", "Översikt"),
        ("followup:placement_list", "Översikt"),
        ("matching:request_list", "Kravprofiler"),
        ("matching:placement_new", "Avtal"),
        ("invitation", "Medlemmar"),
        ("procurements:new_case", "Upphandlingar"),
        ("strategy:item_list", "Beslut"),
        ("profile", None),
    ],
)
def test_a_page_without_an_entry_marks_the_one_it_lies_under(everything, as_member, page, entry):
    tree = html.fromstring(as_member(everything).get(reverse(page)).content.decode())

    assert tree.xpath("//nav[@class='navigation']//a[@aria-current]/text()") == ([entry] if entry else [])
