"""The own organisation: details, authorities, parts, co-operation."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.models import AuditRow
from core.rules import RuleBroken
from organisations.models import Authority, Cooperation, Kind, Opens, Part
from organisations.permissions import Role
from tests.organisations.factories import AuthorityFactory, MembershipFactory, OrganisationFactory


@pytest.fixture
def other(db):
    """An organisation that may receive, with one authority."""
    return AuthorityFactory().organisation


@pytest.fixture
def own(administrator) -> Authority:
    return administrator.organisation.authorities.get()


def give(giver: Authority, receiver, **values) -> Cooperation:
    terms = {
        "receiving_authority": None,
        "opens": [Opens.REQUESTS],
        "purpose": "Matchning",
        "legal_ground": "Avtal 2026",
        "starts_on": clock.today(),
        "ends_on": None,
        "by": MembershipFactory(organisation=giver.organisation),
    }
    return Cooperation.give(giver=giver, receiver=receiver, **{**terms, **values})


def test_every_member_reads_about_the_organisation_and_none_but_the_administrator_changes_it(
    member, member_client, admin_client
):
    page = member_client.get(reverse("organisation")).content.decode()

    assert member.organisation.name in page
    assert reverse("authority_new") not in page
    assert reverse("authority_new") in admin_client.get(reverse("organisation")).content.decode()


@pytest.mark.parametrize("name", ["organisation_details", "authority_new", "part_list", "cooperation_new"])
def test_a_procurer_does_not_change_the_organisation(member_client, name):
    assert member_client.get(reverse(name)).status_code == 403


def test_the_name_is_changed_and_recorded(admin_client, administrator):
    admin_client.post(reverse("organisation_details"), {"name": "Nya kommunen"})

    administrator.organisation.refresh_from_db()
    assert administrator.organisation.name == "Nya kommunen"
    assert AuditRow.objects.get().changes["name"][1] == "Nya kommunen"


def test_an_authority_is_added(admin_client, administrator):
    sent = {"name": "Socialnämnden", "controller": "Socialnämnden", "diary_prefix": "SN"}

    assert admin_client.post(reverse("authority_new"), sent).url == reverse("organisation")

    assert administrator.organisation.authorities.filter(diary_prefix="SN").exists()


def test_two_authorities_do_not_share_a_name(admin_client, own):
    answer = admin_client.post(reverse("authority_new"), {"name": own.name.upper()})

    assert answer.status_code == 422
    assert "redan en myndighet" in answer.content.decode()


def test_an_authority_is_changed_and_its_contact_is_not_in_the_log(admin_client, own):
    sent = {"name": own.name, "diary_prefix": "TN", "contact_name": "Karin Kontakt"}

    assert admin_client.post(reverse("authority", args=[own.pk]), sent).status_code == 302

    own.refresh_from_db()
    assert (own.diary_prefix, own.contact_name) == ("TN", "Karin Kontakt")
    assert AuditRow.objects.get().changes == {"diary_prefix": ["KS", "TN"], "contact_name": "changed"}


def test_a_foreign_authority_is_not_there(admin_client, other):
    assert admin_client.get(reverse("authority", args=[other.authorities.get().pk])).status_code == 404


def test_parts_are_switched_on_and_off(admin_client, administrator):
    admin_client.post(reverse("part_list"), {"parts": ["procurement", "figures"]})
    admin_client.post(reverse("part_list"), {"parts": ["figures"]})

    administrator.organisation.refresh_from_db()
    assert administrator.organisation.parts == [Part.FIGURES]
    assert AuditRow.objects.filter(action="part_switched").count() == 3


def test_all_parts_may_be_off(admin_client, administrator):
    assert admin_client.post(reverse("part_list"), {}).status_code == 302
    assert administrator.organisation.parts == []


def test_a_supplier_has_no_parts(db):
    supplier = OrganisationFactory(supplier=True)

    with pytest.raises(RuleBroken):
        supplier.switch_part(Part.PROCUREMENT, on=True, by=MembershipFactory(organisation=supplier))


def test_a_supplier_has_no_authority(db):
    supplier = OrganisationFactory(kind=Kind.SUPPLIER)

    with pytest.raises(RuleBroken):
        supplier.add_authority(name="Nämnden", by=MembershipFactory(organisation=supplier))


def test_cooperation_is_given_by_number(admin_client, own, other):
    sent = {
        "giver": own.pk,
        "receiver_number": other.number_text,
        "opens": ["requests", "cases"],
        "purpose": "Matchning",
        "legal_ground": "Avtal",
        "starts_on": "1 januari 2027",
    }

    assert admin_client.post(reverse("cooperation_new"), sent).url == reverse("cooperation_list")

    row = Cooperation.objects.get()
    assert (row.giver, row.receiver, row.opens) == (own, other, ["cases", "requests"])
    assert row.starts_on == dt.date(2027, 1, 1)


def test_an_unknown_number_is_refused_in_words(admin_client, own):
    sent = {
        "giver": own.pk,
        "receiver_number": "556036-0793",
        "opens": ["cases"],
        "purpose": "x",
        "legal_ground": "y",
    }

    answer = admin_client.post(reverse("cooperation_new"), {**sent, "starts_on": "2027-01-01"})

    assert answer.status_code == 422
    assert "Ingen organisation med det här numret" in answer.content.decode()


def test_another_organisations_authority_cannot_be_the_giver(admin_client, other):
    sent = {"giver": other.authorities.get().pk, "receiver_number": other.number, "opens": ["cases"]}

    assert admin_client.post(reverse("cooperation_new"), sent).status_code == 422
    assert not Cooperation.objects.exists()


def test_a_supplier_is_refused_as_receiver_in_words(admin_client, own):
    """Nothing would be opened to it: its members see their own contracts, and no case."""
    supplier = OrganisationFactory(supplier=True)
    sent = {
        "giver": own.pk,
        "receiver_number": supplier.number_text,
        "opens": ["cases"],
        "purpose": "Matchning",
    }

    answer = admin_client.post(
        reverse("cooperation_new"), {**sent, "legal_ground": "Avtal", "starts_on": "2027-01-01"}
    )

    assert answer.status_code == 422
    assert f"{supplier.name} är en leverantör" in answer.content.decode()
    assert not Cooperation.objects.exists()


@pytest.mark.parametrize("case", ["whole own organisation", "itself", "foreign authority"])
def test_impossible_parties_are_refused(own, other, case):
    receiving = {"whole own organisation": None, "itself": own, "foreign authority": AuthorityFactory()}[case]
    receiver = other if case == "foreign authority" else own.organisation

    with pytest.raises(RuleBroken):
        give(own, receiver, receiving_authority=receiving)


def test_giver_and_receiver_see_it_and_nobody_else(own, other, as_member, member_client):
    row = give(own, other)
    address = reverse("cooperation", args=[row.pk])
    receiver = as_member(MembershipFactory(organisation=other))

    assert receiver.get(address).status_code == 200
    assert member_client.get(address).status_code == 404
    assert list(member_client.get(reverse("cooperation_list")).context["page"]) == []


def test_the_giver_ends_it(admin_client, own, other):
    row = give(own, other)

    answer = admin_client.post(reverse("cooperation_end", args=[row.pk]), {"on": clock.today().isoformat()})

    row.refresh_from_db()
    assert answer.url == reverse("cooperation", args=[row.pk])
    assert row.ends_on == clock.today()


def test_the_receiver_does_not_end_it(own, other, as_member):
    row = give(own, other)
    receiver = as_member(MembershipFactory(organisation=other, roles=[Role.ADMINISTRATOR]))

    answer = receiver.get(reverse("cooperation_end", args=[row.pk]))

    assert answer.status_code == 403
    assert str(own.organisation) in answer.content.decode()


@pytest.mark.parametrize("days", [-1, 400])
def test_an_end_lies_neither_in_the_past_nor_after_the_agreed_one(own, other, administrator, days):
    row = give(own, other, ends_on=clock.today() + dt.timedelta(days=30))

    with pytest.raises(RuleBroken):
        row.end(on=clock.today() + dt.timedelta(days=days), by=administrator)


def test_the_register_takes_as_many_queries_for_three_as_for_one(admin_client, own, other, queries_of):
    give(own, other)
    for_one = queries_of(admin_client, reverse("cooperation_list"))
    give(own, other)
    give(own, other)

    assert queries_of(admin_client, reverse("cooperation_list")) == for_one <= 12


@pytest.mark.parametrize("is_supplier", [True, False])
def test_only_who_has_authorities_is_offered_to_give_co_operation(as_member, db, is_supplier):
    organisation = OrganisationFactory(supplier=is_supplier)
    client = as_member(MembershipFactory(organisation=organisation, roles=[Role.ADMINISTRATOR]))

    page = client.get(reverse("cooperation_list")).content.decode()

    assert (reverse("cooperation_new") in page) is not is_supplier
    assert client.get(reverse("cooperation_new")).status_code == (403 if is_supplier else 200)
