"""The page of a report: what it measures itself against, and what each side reads there."""

import datetime as dt
import re

import pytest

from core import clock
from core.actors import SystemJob
from organisations.permissions import Role
from procurements.choices import RequirementKind
from procurements.models import ContactPerson
from suppliers.actions.reporting import add_person, submit
from suppliers.actions.schedule import open_reports
from tests.matching.factories import placement_in
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CommitmentFactory
from tests.suppliers.test_reporting import NEW

AFTER_Q1 = dt.date(2026, 4, 5)
REASON = "Hugo slutade i mars"
BY = SystemJob("test")


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


@pytest.fixture
def report(db):
    with clock.frozen(AFTER_Q1):
        return open_reports(CommitmentFactory(full_time_months=96))[0]


@pytest.fixture
def supplier(report):
    place = report.commitment.contract.supplier
    return MembershipFactory(organisation=place, roles=[Role.SUPPLIER_REPRESENTATIVE])


@pytest.fixture
def manager(report):
    place = report.commitment.authority
    return MembershipFactory(organisation=place.organisation, authority=place, roles=[Role.CONTRACT_MANAGER])


def read(client, member, address: str) -> str:
    client.force_login(member.user)
    with clock.frozen(AFTER_Q1):
        return client.get(address).content.decode()


def returned(report, manager) -> None:
    with clock.frozen(AFTER_Q1):
        submit(report, attested_by="Hanna HR", by=BY)
        report.return_(reason=REASON, by=manager)


def test_a_report_that_came_back_is_sent_again_and_is_not_nothing_new(client, report, supplier, manager):
    returned(report, manager)

    text = read(client, supplier, f"/rapporter/{report.pk}/")
    sending = read(client, supplier, f"/rapporter/{report.pk}/insandning/")

    assert REASON in text
    assert "Skicka rapporten igen" in text
    assert "Tillbaka för rättelse" in text
    assert "Inget nytt" not in text
    assert "Ni skickar rapporten igen" in sending
    assert "inget har ändrats" not in sending


def buttons(text: str) -> list[str]:
    """The ways on beside the report, the likeliest first; its kind with each."""
    found = re.findall(r'<a class="(button[^"]*)" href="[^"]*/(insandning|person)/"', text)
    return [f"{'second' if 'secondary' in kind else 'first'} {way}" for kind, way in found]


def test_adding_a_person_comes_first_in_an_empty_first_report(client, report, supplier):
    empty = read(client, supplier, f"/rapporter/{report.pk}/")
    placement_in(report.commitment, label="GY-01", starts_on=dt.date(2026, 2, 1))
    told = read(client, supplier, f"/rapporter/{report.pk}/")

    assert buttons(empty) == ["first person", "second insandning"]
    assert buttons(told) == ["first insandning", "second person"]


def test_nothing_new_comes_first_in_a_later_report(client, report, supplier):
    with clock.frozen(AFTER_Q1):
        submit(report, attested_by="Hanna HR", by=BY)
    with clock.frozen(dt.date(2026, 7, 5)):
        second = report.commitment.reports.get(number=2)
        client.force_login(supplier.user)
        text = client.get(f"/rapporter/{second.pk}/").content.decode()

    assert buttons(text) == ["first insandning", "second person"]


def test_both_sides_read_in_their_list_that_a_report_came_back(client, report, supplier, manager):
    returned(report, manager)

    assert "Rätta rapporten för kvartal 1 2026" in read(client, supplier, "/hem/")
    assert "Rapporten för kvartal 1 2026 är skickad tillbaka för rättelse" in read(client, manager, "/hem/")


def test_the_authority_reads_words_of_its_own_and_whom_to_ask_at_the_supplier(
    client, report, supplier, manager
):
    ContactPerson.objects.create(
        commitment=report.commitment,
        side="supplier",
        name="Hanna HR",
        email="hanna@example.org",
        reports=True,
    )

    theirs = read(client, manager, f"/rapporter/{report.pk}/")
    ours = read(client, supplier, f"/rapporter/{report.pk}/")

    assert "Så ligger det till" in theirs
    assert "Fråga leverantören" in theirs
    assert "hanna@example.org" in theirs
    assert "Lägg till de personer" not in theirs
    assert manager.user.email not in theirs.split("<main")[1]
    assert "Så ligger ni till" in ours
    assert "Lägg till de personer" in ours


def test_where_nobody_is_named_the_authority_asks_those_who_log_in(client, report, supplier, manager):
    assert supplier.user.email in read(client, manager, f"/rapporter/{report.pk}/")


@pytest.mark.parametrize("page", ["report", "commitment"])
def test_both_sides_can_talk_about_the_same_person(client, report, supplier, manager, page):
    person = placement_in(report.commitment, label="GY-07", starts_on=dt.date(2026, 2, 2)).person
    address = report.get_absolute_url() if page == "report" else report.commitment.get_absolute_url()

    theirs, ours = read(client, manager, address), read(client, supplier, address)

    assert f"GY-07 · {person.reference}" in ours
    assert person.reference in theirs
    assert "GY-07" not in theirs


def test_what_the_other_choice_asks_for_is_not_held_against_anybody(client, report, supplier):
    placement = placement_in(report.commitment, label="GY-07", starts_on=dt.date(2026, 2, 2))
    told = {"change": "scope", "scope_from": "1 mars 2026", "percent": "80", "ended_on": "i mars"}
    client.force_login(supplier.user)

    with clock.frozen(AFTER_Q1):
        page = client.get(f"/rapporter/{report.pk}/andring/{placement.pk}/").content.decode()
        answer = client.post(f"/rapporter/{report.pk}/andring/{placement.pk}/", told)

    assert "Sysselsättningen är avslutad" in page
    assert (answer.status_code, report.rows.get().change) == (302, "scope")


@pytest.mark.django_db
def test_what_the_supplier_has_not_sent_is_its_own(client):
    commitment = CommitmentFactory()
    with clock.frozen(AFTER_Q1):
        report = open_reports(commitment)[0]
        add_person(report, **NEW)
        supplier = MembershipFactory(
            organisation=commitment.contract.supplier, roles=[Role.SUPPLIER_REPRESENTATIVE]
        )
        place = commitment.authority
        buyer = MembershipFactory(organisation=place.organisation, authority=place, roles=[Role.PROCURER])
        read = {}
        for reader in (supplier, buyer):
            client.force_login(reader.user)
            read[reader] = client.get(f"/rapporter/{report.pk}/").content.decode()
        assert "GY-05" in read[supplier]
        assert "GY-05" not in read[buyer]
        assert "Ny person" not in read[buyer]
        assert "2,0" not in read[buyer]
        submit(report, attested_by="Hanna HR", by=supplier)
        assert "2,0" in client.get(f"/rapporter/{report.pk}/").content.decode()


@pytest.mark.django_db
def test_a_report_that_came_back_is_not_called_late(client):
    commitment = CommitmentFactory()
    place = commitment.authority
    buyer = MembershipFactory(organisation=place.organisation, authority=place, roles=[Role.PROCURER])
    with clock.frozen(AFTER_Q1):
        report = open_reports(commitment)[0]
        submit(report, attested_by="Hanna HR", by=SystemJob("test"))
        report.return_(reason="Slutdatum saknas.", by=buyer)
    client.force_login(buyer.user)
    with clock.frozen(report.due_on + dt.timedelta(days=30)):
        text = client.get(commitment.get_absolute_url()).content.decode()
    line = text[text.index(report.get_absolute_url()) :].split("</tr>")[0]
    assert "Tillbaka för rättelse" in line
    assert "Försenad" not in line
