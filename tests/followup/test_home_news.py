"""The home: what others did since the last visit, and whom to ask."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.actors import Account
from core.audit import record
from followup.homes import home_page
from organisations.permissions import Role
from suppliers.actions.schedule import open_reports
from tests.organisations.factories import MembershipFactory, OrganisationFactory
from tests.procurements.factories import CaseFactory, CommitmentFactory, procurer_of

MONDAY = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)


def visit(member, moment):
    with clock.frozen(moment):
        record("logged_in", member.user, by=Account(member.user_id))


@pytest.fixture
def case(db, still_clock):
    return CaseFactory(title="Fönsterputs")


@pytest.fixture
def reader(case):
    return MembershipFactory(roles=[Role.PROCURER], organisation=case.authority.organisation)


def cancelled(case, moment, *, by):
    with clock.frozen(moment):
        case.cancel(reason="Behovet finns inte längre", by=by)


def test_news_are_what_others_did_after_the_last_visit(case, reader):
    visit(reader, MONDAY - dt.timedelta(days=4))
    cancelled(case, MONDAY - dt.timedelta(days=2), by=procurer_of(case))
    visit(reader, MONDAY)

    page = home_page(reader, whose="")

    assert [(event.text, event.link) for event in page.news] == [("Upphandlingen avbröts.", "Fönsterputs")]
    assert page.news_note == "Du var här torsdag\xa019\xa0november\xa02026"


def test_what_was_done_before_or_by_oneself_is_no_news(case, reader):
    visit(reader, MONDAY - dt.timedelta(days=1))
    cancelled(case, MONDAY - dt.timedelta(days=2), by=procurer_of(case))
    own = CaseFactory(authority=case.authority)
    cancelled(own, MONDAY, by=reader)
    visit(reader, MONDAY)

    assert home_page(reader, whose="").news == ()


def test_news_of_another_municipality_are_not_told(reader, case):
    other = CaseFactory(title="Annan kommun")
    cancelled(other, MONDAY, by=procurer_of(other))

    assert home_page(reader, whose="").news == ()


def test_coordinators_are_asked_before_administrators(reader):
    for role in (Role.ADMINISTRATOR, Role.COORDINATOR):
        MembershipFactory(roles=[role], organisation=reader.organisation, title=role.value)

    assert [person.role for person in home_page(reader, whose="").contacts] == [
        "coordinator",
        "administrator",
    ]


def test_a_supplier_asks_those_who_manage_its_contracts(db):
    supplier = MembershipFactory(
        organisation=OrganisationFactory(supplier=True), roles=[Role.SUPPLIER_REPRESENTATIVE]
    )
    assert home_page(supplier, whose="").contacts == ()
    manager = MembershipFactory(roles=[Role.CONTRACT_MANAGER], title="Avtalscontroller")
    CommitmentFactory(supplier=supplier.organisation, contract_manager=manager)
    CommitmentFactory(contract_manager=MembershipFactory(roles=[Role.CONTRACT_MANAGER]))

    (told,) = home_page(supplier, whose="").contacts
    assert (told.name, told.role) == (manager.user.name, f"Avtalscontroller, {manager.organisation}")


def test_an_empty_home_has_nothing_to_choose_among(reader, client):
    client.force_login(reader.user)
    page = client.get(reverse("home")).content.decode()
    assert "Ingenting väntar" in page
    assert "Andras tur" not in page


@pytest.mark.parametrize(("role", "invited"), [(Role.PROCURER, True), (Role.ORDERER, False)])
def test_only_who_may_enter_a_contract_is_asked_to(role, invited, client, still_clock, db):
    member = MembershipFactory(roles=[role])
    client.force_login(member.user)
    page = client.get(reverse("home")).content.decode()
    assert ("Lägg in de avtal som redan löper" in page) is invited


def test_who_has_contracts_is_not_asked_to_begin(client, still_clock, db):
    commitment = CommitmentFactory()
    place = commitment.authority
    member = MembershipFactory(organisation=place.organisation, authority=place, roles=[Role.PROCURER])
    client.force_login(member.user)
    assert "Lägg in de avtal som redan löper" not in client.get(reverse("home")).content.decode()


@pytest.mark.parametrize(
    ("roles", "is_told"),
    [([Role.ADMINISTRATOR], True), ([Role.ADMINISTRATOR, Role.DECISION_MAKER], False)],
)
def test_who_only_administers_reads_what_she_can_do(db, as_member, settings, roles, is_told):
    settings.SERVICE_CONTACT_EMAIL = "drift@example.org"

    page = as_member(MembershipFactory(roles=roles)).get(reverse("home")).content.decode()

    main = page.partition("<main")[2]
    assert (reverse("invitation") in main) is is_told
    assert ("mailto:drift@example.org" in main) is is_told


def test_an_empty_home_of_a_supplier_says_when_the_next_report_comes(as_member, still_clock, db):
    supplier = MembershipFactory(
        organisation=OrganisationFactory(supplier=True), roles=[Role.SUPPLIER_REPRESENTATIVE]
    )
    address = reverse("home")
    assert "Din nästa rapport" not in as_member(supplier).get(address).content.decode()
    commitment = CommitmentFactory(supplier=supplier.organisation, title="Fönsterputs")
    open_reports(commitment)
    commitment.reports.filter(ends_on__lt=clock.today()).update(state="skipped")

    page = as_member(supplier).get(address).content.decode().replace("\xa0", " ")

    assert "Din nästa rapport gäller" in page
    assert "Fönsterputs. Länken kommer" in page
