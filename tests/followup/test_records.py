"""Registration: the verbs, the queue over all kinds, and the register as a file."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.models import AuditRow
from core.records import draw_up, keep_in_order, mark_secret, register, unmark_secret
from core.rules import RuleBroken
from followup.attachments import put
from followup.messages import send
from followup.models import ReportRecord
from followup.notes import write_note
from followup.records import Where, entries, records_of, settle
from followup.todo import to_do
from organisations.permissions import Role
from procurements.models import Participant
from suppliers.actions.reporting import submit
from suppliers.actions.schedule import open_reports
from tests.followup.conftest import at
from tests.inquiries import told_by
from tests.matching.factories import placement_in
from tests.organisations.factories import AuthorityFactory, MembershipFactory

PDF = b"%PDF-1.7\nplan"
LIST = "followup:record_list"


@pytest.fixture
def received(commitment, manager):
    return put(commitment, name="Plan.pdf", content=PDF, by=manager, status="received")


@pytest.fixture
def report(commitment, supplier):
    with clock.frozen(dt.date(2026, 4, 5)):
        row = open_reports(commitment)[0]
        submit(row, attested_by="Hanna HR", by=supplier)
    return row


def acts(row) -> list[str]:
    return list(AuditRow.objects.filter(object_id=row.pk).order_by("pk").values_list("action", flat=True))


def queue(commitment, **options) -> list[str]:
    return [entry.kind for entry in entries(records_of([commitment.authority_id], **options))]


def test_working_material_is_drawn_up_before_it_is_registered(commitment, manager, registrar):
    row = put(commitment, name="Plan.pdf", content=PDF, by=manager)
    with pytest.raises(RuleBroken):
        register(row, diary_number="SEN 2026/7", by=registrar)
    with pytest.raises(RuleBroken):
        keep_in_order(row, registrar)

    draw_up(row, manager)
    register(row, diary_number=" SEN 2026/7 ", by=registrar)

    assert (row.record_status, row.diary_number) == ("drawn_up", "SEN 2026/7")
    assert acts(row) == ["attachment.added", "record.drawn_up", "record.registered"]


def test_a_registered_record_is_not_drawn_up_again_nor_kept_in_order(received, registrar, manager):
    register(received, diary_number="SEN 2026/7", by=registrar)
    with pytest.raises(RuleBroken):
        draw_up(received, manager)
    with pytest.raises(RuleBroken):
        keep_in_order(received, registrar)
    with pytest.raises(RuleBroken):
        register(received, diary_number=" ", by=registrar)


def test_what_is_marked_secret_must_be_registered(received, registrar, commitment):
    keep_in_order(received, registrar)
    mark_secret(received, "OSL 19 kap. 3 §", registrar)

    assert not received.is_registered
    assert queue(commitment) == ["bilaga"]
    with pytest.raises(RuleBroken):
        keep_in_order(received, registrar)
    unmark_secret(received, registrar)
    keep_in_order(received, registrar)
    assert received.is_registered


def test_a_secrecy_mark_needs_its_paragraph(received, registrar):
    with pytest.raises(RuleBroken):
        mark_secret(received, " ", registrar)


def test_the_queue_holds_every_kind_that_waits_oldest_first(commitment, received, report, manager):
    put(commitment, name="Utkast.pdf", content=PDF, by=manager)

    assert queue(commitment) == ["rapport", "bilaga"]
    assert queue(commitment, kind="rapport") == ["rapport"]
    assert queue(commitment, where=Where.REGISTERED) == []
    assert queue(commitment, last=dt.date(2026, 4, 30)) == ["rapport"]


def test_a_report_gets_its_row_when_it_is_registered(commitment, report, registrar, as_member):
    url = reverse("followup:record", args=["rapport", report.pk])
    shown = as_member(registrar).get(url)
    assert ReportRecord.objects.count() == 0
    assert shown.context["form"].initial["diary_number"] == "SEN 2026/7"

    answer = as_member(registrar).post(url, {"way": "register", "diary_number": "SEN 2026/7-12"})

    assert answer.status_code == 302
    assert ReportRecord.objects.get().diary_number == "SEN 2026/7-12"
    assert queue(commitment) == []


def test_the_registration_of_a_report_is_for_those_who_look_at_records_there(
    commitment, report, manager, registrar, supplier
):
    settle(report, diary_number="SEN 2026/7-12", by=registrar)
    authority = AuthorityFactory(organisation=commitment.authority.organisation)
    next_door = MembershipFactory(
        organisation=authority.organisation, authority=authority, roles=[Role.CONTRACT_MANAGER]
    )
    economist = at(commitment, Role.ECONOMIST)

    readers = [
        bool(ReportRecord.objects.visible_to(member))
        for member in (manager, registrar, supplier, next_door, economist)
    ]
    assert readers == [True, True, False, False, False]


def test_a_refused_registration_leaves_nothing_behind(report, registrar):
    with pytest.raises(RuleBroken):
        settle(report, is_kept=True, paragraph="OSL 19 kap. 3 §", by=registrar)

    assert ReportRecord.objects.count() == 0


def test_what_lacks_is_said_beside_the_field(received, registrar, as_member):
    url = reverse("followup:record", args=["bilaga", received.pk])
    wrong = as_member(registrar).post(url, {"way": "register", "is_secret": "on", "paragraph": ""})

    assert wrong.status_code == 422
    assert set(wrong.context["form"].errors) == {"diary_number", "paragraph"}


def test_the_registrar_opens_what_she_registers_but_nothing_under_secrecy(received, registrar, as_member):
    url, client = reverse("followup:attachment", args=[received.pk]), as_member(registrar)
    assert b"".join(client.get(url).streaming_content) == PDF

    mark_secret(received, "OSL 19 kap. 3 §", registrar)

    assert client.get(url).status_code == 404
    assert client.get(reverse("followup:record", args=["bilaga", received.pk])).status_code == 200


def test_another_organisation_s_record_does_not_exist(received, as_member):
    stranger = MembershipFactory(roles=[Role.REGISTRAR])

    assert (
        as_member(stranger).get(reverse("followup:record", args=["bilaga", received.pk])).status_code == 404
    )
    assert as_member(stranger).get(reverse(LIST)).context["entries"] == []


@pytest.mark.parametrize("role", [Role.CONTRACT_MANAGER, Role.DATA_PROTECTION_OFFICER])
def test_only_the_registrar_registers(commitment, as_member, role):
    assert as_member(at(commitment, role)).get(reverse(LIST)).status_code == 403


def test_the_register_of_a_period_leaves_out_titles_under_secrecy(
    commitment, received, report, registrar, as_member
):
    register(received, diary_number="SEN 2026/7", by=registrar)
    mark_secret(received, "OSL 19 kap. 3 §", registrar)

    answer = as_member(registrar).get(
        reverse(LIST), {"where": "every", "first": "2026-05-01", "format": "csv"}
    )

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "SEN 2026/7" in lines[1]
    assert "Plan.pdf" not in lines[1]


def test_the_authority_is_a_filter_where_there_are_several(commitment, received, registrar, as_member):
    other = AuthorityFactory(organisation=commitment.authority.organisation)

    answer = as_member(registrar).get(reverse(LIST), {"authority": other.pk})

    assert answer.context["entries"] == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_asks_as_often_for_three_as_for_one(
    commitment, manager, registrar, as_member, count, report, django_assert_num_queries
):
    for number in range(count):
        put(commitment, name=f"{number}.pdf", content=PDF + bytes([number]), by=manager, status="received")
    client = as_member(registrar)
    client.get(reverse(LIST))

    with django_assert_num_queries(10):
        client.get(reverse(LIST))


def shown(client, kind, row) -> str:
    return client.get(reverse("followup:record", args=[kind, row.pk])).content.decode()


def test_the_registrar_reads_what_was_reported_but_not_who_the_persons_are(
    commitment, supplier, registrar, as_member
):
    placement = placement_in(commitment, label="Kim Andersson", starts_on=dt.date(2026, 2, 2))
    with clock.frozen(dt.date(2026, 4, 5)):
        row = open_reports(commitment)[0]
        submit(row, attested_by="Hanna HR", note="Två slutar i maj.", by=supplier)

    html = shown(as_member(registrar), "rapport", row)

    assert "Två slutar i maj." in html
    assert f"Hanna HR, {commitment.contract.supplier}" in html
    assert placement.person.reference in html
    assert "Kim Andersson" not in html


def test_messages_between_the_parties_wait_for_the_registrar(
    commitment, manager, supplier, registrar, as_member
):
    sent, received = (
        send(commitment, text=text, by=by)
        for text, by in (("Hur går det?", manager), ("Bra, tack.", supplier))
    )

    assert queue(commitment) == ["meddelande", "meddelande"]
    assert (sent.record_status, received.record_status) == ("drawn_up", "received")
    html = shown(as_member(registrar), "meddelande", received)
    assert "Bra, tack." in html
    assert f"{supplier}, {supplier.organisation}" in html


def test_notes_and_messages_between_colleagues_do_not(commitment, manager):
    case = commitment.contract.lot.procurement
    write_note(commitment, text="Ring dem.", authority=commitment.authority, by=manager)
    alone = send(case, text="Läs gärna.", by=manager)
    partner = MembershipFactory(roles=[Role.PROCURER])
    Participant.objects.create(procurement=case, authority=partner.authorities.get())
    together = send(case, text="Läs gärna, ni också.", by=manager)

    waiting = [entry.row for entry in entries(records_of([commitment.authority_id]))]
    assert (alone.is_registered, waiting) == (True, [together])


@pytest.mark.parametrize("kind", ["rapport", "meddelande"])
def test_under_a_secrecy_mark_the_registrar_reads_nothing_of_it(
    commitment, report, supplier, registrar, as_member, kind
):
    row = report if kind == "rapport" else send(commitment, text="Vi säger upp tre.", by=supplier)
    settle(row, paragraph="OSL 31 kap. 16 §", by=registrar)

    html = shown(as_member(registrar), kind, row)

    assert "Vi säger upp tre." not in html
    assert "Hanna HR" not in html
    assert "OSL 31 kap. 16 §" in html


def test_the_queue_is_one_thing_to_do_for_the_registrar_until_it_is_empty(
    commitment, received, report, manager, registrar
):
    send(commitment, text="Hur går det?", by=manager)
    elsewhere = MembershipFactory(roles=[Role.REGISTRAR])

    (item,) = [item for item in told_by(to_do, registrar) if item.kind == "register"]
    assert (item.action, item.is_mine, item.url) == ("3 handlingar att registrera", True, reverse(LIST))
    assert item.subject.replace("\xa0", " ") == "Den äldsta är från 5 april 2026"
    for other in (manager, elsewhere):
        assert [item for item in told_by(to_do, other) if item.kind == "register"] == []

    for entry in list(entries(records_of([commitment.authority_id]))):
        settle(entry.row, is_kept=True, by=registrar)
    assert [item for item in told_by(to_do, registrar) if item.kind == "register"] == []
