"""Taking over a running contract, and undoing that while nothing has happened on it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from core import clock
from core.actors import SystemJob
from core.models import AuditRow, InternalNote
from core.rules import RuleBroken
from core.together import ask
from matching.models.serving import served_by
from organisations.models import Part
from organisations.permissions import Role
from procurements.actions.running_contract import RunningContract
from procurements.models import Commitment, ContactPerson, Procurement
from procurements.states import CaseState, CommitmentState
from suppliers.actions.reporting import submit
from suppliers.actions.schedule import open_first_report
from suppliers.actions.takeover import AlreadyDone, record_opening_balance, take_back, take_over
from suppliers.forms.contract import RunningContractForm
from suppliers.mails import ask_for_report, due_reports
from suppliers.models import Report
from suppliers.queries import standings
from suppliers.states import ReportState
from suppliers.tallies import keep, sums
from suppliers.todo import figures as headline
from suppliers.traces import touched
from tests.matching.factories import placement_in
from tests.organisations.factories import AuthorityFactory, MembershipFactory, organisation_number

DAY = dt.date(2026, 9, 1)
DONE = AlreadyDone(on=dt.date(2026, 6, 30), full_time_months=Decimal(3))


@pytest.fixture
def manager(db):
    authority = AuthorityFactory()
    roles = [Role.CONTRACT_MANAGER, Role.MATCHING_OFFICER]
    return MembershipFactory(organisation=authority.organisation, authority=authority, roles=roles)


def entered(manager, **facts) -> Commitment:
    contract = RunningContract(
        authority=manager.authorities.get(),
        supplier_name="Grönyta AB",
        supplier_number=organisation_number(900070),
        title="Skötsel av parker",
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2027, 12, 31),
        full_time_months=Decimal(24),
        **facts,
    )
    with clock.frozen(DAY):
        return take_over(contract, done=DONE, by=manager)


def test_a_contact_person_without_an_address_is_kept_and_reports_nothing(manager):
    entered(manager, reporter_name="Hanna HR", reporter_phone="070-174 06 30")

    person = ContactPerson.objects.get()
    assert (person.name, person.email, person.reports) == ("Hanna HR", "", False)
    assert person.phone == "070-174 06 30"


def test_the_log_tells_of_a_new_supplier_and_its_contact_person(manager):
    first = entered(manager, reporter_email="hanna@example.org")
    told = AuditRow.objects.filter(action__in=["organisation_created", "contact.added"], member=manager)
    supplier, person = first.contract.supplier, first.contacts.get()

    assert set(told.values_list("action", "object_label", "object_id", "authority_id")) == {
        ("organisation_created", "organisations.organisation", str(supplier.pk), None),
        ("contact.added", "procurements.contactperson", str(person.pk), first.authority_id),
    }
    assert "hanna" not in str(list(told.values_list("changes")))
    entered(manager)
    assert told.count() == 2


def test_what_is_taken_back_is_seen_by_nobody_and_asked_of_nobody(manager):
    kept, mistake = entered(manager), entered(manager)
    supplier = MembershipFactory(organisation=mistake.contract.supplier, roles=[Role.SUPPLIER_REPRESENTATIVE])

    take_back([mistake], reason="Fel fil", by=manager)

    mistake.refresh_from_db()
    assert mistake.state == CommitmentState.UNDONE
    assert Procurement.objects.get(pk=mistake.procurement_id).state == CaseState.UNDONE
    for reader in (manager, supplier):
        assert list(Commitment.objects.visible_to(reader)) == [kept]
    assert list(Procurement.objects.visible_to(manager)) == [kept.contract.lot.procurement]
    assert list(served_by(manager)) == [kept]
    assert {row.state for row in Report.objects.filter(commitment=mistake)} == {ReportState.SKIPPED}
    assert {due.subject.commitment_id for due in due_reports(dt.date(2027, 1, 1))} == {kept.pk}
    assert [change.reason for change in mistake.status_changes.order_by("pk")] == ["", "Fel fil"]


def report_is_sent(row, manager):
    with clock.frozen(row.reports.first().ends_on + dt.timedelta(days=1)):
        submit(row.reports.first(), attested_by="Hanna", by=manager)


HAPPENINGS = {
    "a report is sent": report_is_sent,
    "its supplier is asked": lambda row, manager: ask_for_report(row.reports.first(), by=manager),
    "somebody starts": lambda row, manager: placement_in(row, label="GY-01"),
    "a note is written": lambda row, manager: InternalNote.objects.create(
        subject=row, text="Ring dem.", authority=row.authority, member=manager
    ),
    "the opening balance is corrected": lambda row, manager: record_opening_balance(
        row, DONE, by=manager, reason="Fel summa"
    ),
    "it is closed": lambda row, manager: row.close(by=manager),
    "its case is edited": lambda row, manager: row.contract.lot.procurement.edit(
        by=manager, orderer="Parkenheten"
    ),
}


@pytest.mark.parametrize("happening", HAPPENINGS.values(), ids=HAPPENINGS)
def test_nothing_is_taken_back_once_something_has_happened_on_one_of_them(manager, happening):
    quiet, other = entered(manager), entered(manager, reporter_email="hanna@example.org")
    happening(other, manager)

    assert touched([quiet, other]) == {other.pk}
    with pytest.raises(RuleBroken, match="hänt något"):
        take_back([quiet, other], reason="Fel fil", by=manager)

    quiet.refresh_from_db()
    assert quiet.state == CommitmentState.RUNNING
    assert Commitment.objects.visible_to(manager).count() == 2


def test_the_case_of_a_procurement_made_here_cannot_be_undone(manager):
    row = entered(manager)
    case = row.contract.lot.procurement
    Procurement.objects.filter(pk=case.pk).update(entered_running=False)

    with pytest.raises(RuleBroken, match="pågående"):
        case.undo_entry(reason="Fel", by=manager)


def typed(member, **changed) -> dict[str, str]:
    """The page as it is sent."""
    told = {
        "authority": member.authorities.get().pk, "title": "Tvätt av bilar", "supplier_name": "Rena Hjulen",
        "supplier_number": organisation_number(900071), "starts_on": "2026-01-01", "ends_on": "2027-12-31",
        "kind": "numeric", "places": "4", "report_every": "quarter",
    }  # fmt: skip
    return {**told, **changed}


def test_a_contract_that_seems_to_be_entered_already_is_asked_about(manager, as_member):
    client, address = as_member(manager), reverse("suppliers:running_contract")
    first = typed(manager, diary_number="TN 2024/17")
    assert client.post(address, first).status_code == 302
    there = Commitment.objects.get()
    again = {**first, "title": "Tvätt av bilar, lätta", "diary_number": "tn 2024/17"}

    answer = client.post(address, again)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"is_one_more"}
    assert f'<a href="{there.get_absolute_url()}">Tvätt av bilar</a>' in page
    assert "Ja, lägg in ett till" in page
    assert client.post(address, {**again, "is_one_more": "0"}).status_code == 422
    assert client.post(address, {**again, "is_one_more": str(there.pk)}).status_code == 302
    assert Commitment.objects.count() == 2


def test_a_contract_of_another_authority_is_not_told_of(manager, as_member):
    other = MembershipFactory(
        organisation=(own := AuthorityFactory()).organisation, authority=own, roles=[Role.CONTRACT_MANAGER]
    )
    address = reverse("suppliers:running_contract")
    assert as_member(other).post(address, typed(other, diary_number="TN 1")).status_code == 302
    assert as_member(manager).post(address, typed(manager, diary_number="TN 1")).status_code == 302


def test_a_number_that_belongs_to_another_supplier_is_asked_about(manager, as_member):
    client, address = as_member(manager), reverse("suppliers:running_contract")
    number = organisation_number(900071)
    assert client.post(address, typed(manager)).status_code == 302

    told = typed(manager, title="Snöröjning", supplier_name="Snö AB")
    answer = client.post(address, told)
    form = answer.context["form"]

    assert answer.status_code == 422
    assert form.errors == {"supplier_number": ["Numret tillhör Rena Hjulen. Är det samma leverantör?"]}
    assert "Ja, det är Rena Hjulen" in answer.content.decode()
    assert client.post(address, {**told, "is_this_supplier": organisation_number(5)}).status_code == 422
    assert client.post(address, {**told, "is_this_supplier": number}).status_code == 302
    assert not {row.contract.supplier.name for row in Commitment.objects.all()} - {"Rena Hjulen"}


@pytest.mark.parametrize("name", ["RENA HJULEN", "Rena  hjulen AB", "Renahjulen", "AB Rena Hjulen"])
def test_a_name_that_differs_in_case_spaces_or_ab_is_the_same(manager, name):
    entered_form = RunningContractForm(typed(manager), member=manager)
    assert entered_form.is_valid()
    take_over(entered_form.contract, done=None, by=manager)

    form = RunningContractForm(typed(manager, title="Snöröjning", supplier_name=name), member=manager)
    assert form.is_valid(), form.errors


def test_bought_places_and_a_reserved_contract_are_taken_over(manager, as_member):
    client = as_member(manager)
    places = {"buys_places": "on", "place_hours": "20", "is_reserved": "on"}
    answer = client.post(reverse("suppliers:running_contract"), typed(manager, **places))
    assert answer.status_code == 302, answer.context["form"].errors
    row = Commitment.objects.get()
    assert (row.kind, row.places, row.place_hours) == ("reserved", 4, 20)
    assert row.contract.lot.procurement.purpose == "purchased_places"
    page = client.get(row.get_absolute_url()).content.decode()
    assert "20 timmar i veckan" in page
    assert "4 kap. 18 § LOU" in page


def test_places_and_reservation_need_a_volume_and_each_other(manager):
    form = RunningContractForm(typed(manager, kind="dialogue", is_reserved="on"), member=manager)
    assert set(form.errors) == {"is_reserved"}
    form = RunningContractForm(typed(manager, place_hours="20"), member=manager)
    assert set(form.errors) == {"place_hours"}
    assert form.folded_is_open
    assert not RunningContractForm(member=manager).folded_is_open


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        ({"starts_on": "31 februari 2026", "ends_on": "31 december 2025"}, {"starts_on": 1, "ends_on": 1}),
        ({"starts_on": "1 januari 2026", "ends_on": "31 juni 2025"}, {"ends_on": 2}),
        ({"starts_on": "31 februari 2026", "ends_on": "1 januari 2026"}, {"starts_on": 1}),
        ({"starts_on": "i våras", "ends_on": "31 december 2025"}, {"starts_on": 1}),
        ({"starts_on": "1 januari 2026", "ends_on": "31 december 2025"}, {"ends_on": 1}),
        (
            {"ends_on": "32 december 2027", "done_on": "1 mars 2025", "done_months": "3"},
            {"ends_on": 1, "done_on": 1},
        ),
    ],
)
def test_a_day_that_cannot_be_read_and_a_wrong_order_are_told_in_one_round(manager, days, wrong):
    with clock.frozen(DAY):
        form = RunningContractForm(typed(manager, **days), member=manager)
        assert {name: len(told) for name, told in form.errors.items()} == wrong


def test_a_wrong_check_digit_is_told_apart_from_a_number_that_is_none(manager):
    for number, text in (("556036-0794", "kontrollera sista siffran"), ("556036", "tio siffror")):
        form = RunningContractForm(typed(manager, supplier_number=number), member=manager)
        assert text in form.errors["supplier_number"][0]


def test_the_help_tells_how_to_come_to_full_time_months(manager, as_member):
    page = as_member(manager).get(reverse("suppliers:running_contract")).content.decode()
    assert "Två personer på halvtid i ett år är 12 heltidsmånader." in page.replace("\xa0", " ")


def test_another_purchase_shows_nothing_of_places(manager, as_member):
    page = as_member(manager).get(entered(manager).get_absolute_url()).content.decode()
    assert "Vad som köps" not in page
    assert "Reserverat enligt" not in page


def unknown(manager) -> Commitment:
    """Entered without an opening balance: nobody knows what was done."""
    contract = RunningContract(
        authority=manager.authorities.get(),
        supplier_name="Grönyta AB",
        supplier_number=organisation_number(900070),
        title="Skötsel av gator",
        starts_on=dt.date(2025, 3, 1),
        ends_on=dt.date(2027, 12, 31),
        full_time_months=Decimal(24),
    )
    return take_over(contract, done=None, by=manager)


def test_no_first_start_is_assumed_unless_it_is_stated(manager):
    assert entered(manager).first_start_within_months is None
    assert entered(manager, terms={"first_start_within_months": 9}).first_start_within_months == 9


def test_a_contract_of_which_nothing_is_known_is_behind_nowhere(manager, as_member):
    manager.organisation.parts = [Part.FIGURES]
    manager.organisation.save()
    with clock.frozen(DAY):
        commitment = unknown(manager)
        client = as_member(manager)
        page, result = (
            client.get(url).content.decode() for url in (commitment.get_absolute_url(), "/resultat/")
        )
        contracts = client.get(reverse("suppliers:commitment_list")).content.decode()
        for fresh in (False, True):
            if fresh:
                assert keep([commitment.pk]) == 1
            listed = client.get(reverse("suppliers:commitment_list"), {"progress": "behind"})
            told = sums(Commitment.objects.all())
            asked = list(headline(manager))
            ask(*asked)
            figures = [figure.value for inquiry in asked for figure in inquiry.told()]

            assert list(listed.context["page"].object_list) == []
            assert (told.count, told.behind, told.fulfilled) == (1, 0, 0)
            assert figures[:2] == ["1", "0"]

    assert "Ingen uppgift än" in page
    assert "Senast första start" not in page
    assert "Ingen uppgift än" in result
    assert "Efter plan" not in page + result
    assert result.count("Ingen uppgift än") == contracts.count("Ingen uppgift än") == 2  # done, and status
    assert "0,0 av" not in result + contracts


def test_an_approved_report_without_anybody_is_known_and_behind(manager):
    with clock.frozen(DAY):
        commitment = unknown(manager)
        report = open_first_report(commitment, by=manager)
        submit(report, attested_by="Hanna HR", by=SystemJob("test"))
        before = standings([commitment])[commitment.pk]
        report.approve(by=manager)
        after = standings([commitment])[commitment.pk]

    assert (before.status_label, before.is_behind) == ("Ingen uppgift än", False)
    assert (after.status_label, after.is_behind) == ("Efter plan", True)
