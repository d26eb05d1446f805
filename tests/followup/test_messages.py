"""What is written on a contract: messages between the parties, notes for colleagues, both final."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from core.models import InternalNote, Message
from core.records import register
from followup.homes import home_page
from followup.messages import messages_for, send
from organisations.models import Part
from organisations.permissions import Role
from procurements.models import Participant
from tests.followup.conftest import at, list_url
from tests.organisations.factories import AuthorityFactory, MembershipFactory, OrganisationFactory
from tests.procurements.factories import CaseFactory, CommitmentFactory, procurer_of


def test_the_text_of_a_message_is_final_but_its_registration_is_not(commitment, manager, registrar):
    message = send(commitment, text="Hur går det?", by=manager)

    register(message, diary_number="SEN 2026/7", by=registrar)

    for change in ({"text": "Annat"}, {"object_id": commitment.pk + 1}, {"member": registrar}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Message.objects.filter(pk=message.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        message.delete()


def test_a_note_is_kept_as_it_was_written(commitment, manager, as_member):
    answer = as_member(manager).post(list_url("note", commitment), {"text": "Ring Hanna före midsommar."})

    note = InternalNote.objects.get()
    assert (answer.status_code, note.authority) == (302, commitment.authority)
    with pytest.raises(DatabaseError), transaction.atomic():
        InternalNote.objects.update(text="Annat")


def test_nobody_else_reads_the_notes(commitment, manager, supplier, as_member):
    as_member(manager).post(list_url("note", commitment), {"text": "Bara för oss."})
    other = AuthorityFactory(organisation=commitment.authority.organisation)
    leader = MembershipFactory(organisation=other.organisation, authority=other, roles=[Role.DECISION_MAKER])

    for reader in (supplier, leader):
        client = as_member(reader)
        assert client.get(list_url("note", commitment)).status_code == 404
        thread = client.get(list_url("thread", commitment))
        assert list_url("note", commitment) not in thread.content.decode()
        assert "Bara för oss" not in thread.content.decode()


def test_a_participating_authority_keeps_its_own_notes(commitment, manager, as_member):
    case = commitment.contract.lot.procurement
    partner = MembershipFactory(roles=[Role.PROCURER])
    Participant.objects.create(procurement=case, authority=partner.authorities.get())

    as_member(manager).post(list_url("note", case), {"text": "Vår anteckning"})
    as_member(partner).post(list_url("note", case), {"text": "Deras anteckning"})

    shown = as_member(partner).get(list_url("note", case))
    assert [note.text for note in shown.context["rows"]] == ["Deras anteckning"]


def test_an_empty_note_and_one_with_a_personal_number_are_refused(commitment, manager, as_member):
    client = as_member(manager)
    for text in ("", "19121212-1212 ringde"):
        assert client.post(list_url("note", commitment), {"text": text}).status_code == 422
    assert InternalNote.objects.count() == 0


def test_an_auditor_reads_but_does_not_write(commitment, as_member, still_clock):
    auditor = at(commitment, Role.AUDITOR, valid_until="2027-01-31")

    assert as_member(auditor).get(list_url("note", commitment)).status_code == 200
    as_member(auditor).post(list_url("note", commitment), {"text": "Jag skriver ändå."})
    assert InternalNote.objects.count() == 0


def test_the_case_and_the_contract_lead_to_messages_and_notes(commitment, manager, as_member):
    procurer = at(commitment, Role.PROCURER)
    case = commitment.contract.lot.procurement
    case.authority.organisation.parts = [Part.PROCUREMENT]
    case.authority.organisation.save()

    for reader, subject in ((manager, commitment), (procurer, case)):
        page = as_member(reader).get(subject.get_absolute_url()).content.decode()
        for part in ("thread", "note", "attachment"):
            assert list_url(part, subject) in page


@pytest.mark.parametrize("count", [1, 3])
def test_notes_are_listed_in_one_query(commitment, manager, as_member, count, django_assert_num_queries):
    client = as_member(manager)
    for number in range(count):
        client.post(list_url("note", commitment), {"text": f"Anteckning {number}"})
    client.get(list_url("note", commitment))

    with django_assert_num_queries(10):
        client.get(list_url("note", commitment))


def test_messages_are_reached_from_the_list(commitment, manager, supplier, as_member):
    send(commitment, text="Hur går det?", by=manager)

    listed = as_member(supplier).get(reverse("message_list")).content.decode()

    assert list_url("thread", commitment) in listed


def to_read(member) -> list[tuple[str, str, str]]:
    """What the home page says of unread messages: words, address and about what."""
    page = home_page(member, whose="mine")
    return [(row.title, row.url, row.about) for row in page.items if "oläst" in row.title]


def test_an_unread_message_waits_on_the_home_page_until_it_is_read(
    commitment, manager, supplier, as_member, still_clock
):
    assert home_page(manager, whose="").greeting.endswith("ingenting väntar på dig")

    send(commitment, text="Hur går det?", by=supplier)
    send(commitment, text="Hallå?", by=supplier)

    thread = list_url("thread", commitment)
    assert to_read(manager) == [("Läs 2 olästa meddelanden", thread, commitment.title)]
    assert home_page(manager, whose="").greeting.endswith("en sak väntar på dig")
    assert to_read(supplier) == []
    as_member(manager).post(f"{thread}last/")
    assert to_read(manager) == []


def test_several_threads_are_one_thing_to_do_that_leads_to_the_list(
    commitment, manager, supplier, still_clock
):
    case = commitment.contract.lot.procurement
    colleague = at(commitment, Role.PROCURER)
    send(commitment, text="Hur går det?", by=supplier)
    send(case, text="När skickas den?", by=colleague)

    [(words, address, about)] = to_read(manager)
    assert (words, address) == ("Läs 2 olästa meddelanden", reverse("message_list"))
    assert sorted(about.split(" · ")) == sorted([case.title, commitment.title])


def test_nothing_waits_for_a_member_who_may_not_open_messages(commitment, supplier, still_clock):
    send(commitment, text="Hur går det?", by=supplier)
    administrator = at(commitment, Role.ADMINISTRATOR)

    assert to_read(administrator) == []


def test_the_thread_of_a_case_is_read_by_those_who_buy_and_nobody_else(
    commitment, manager, supplier, as_member
):
    case = commitment.contract.lot.procurement
    buys, left, beside = (AuthorityFactory(organisation=OrganisationFactory()) for _ in range(3))
    Participant.objects.create(procurement=case, authority=buys)
    Participant.objects.create(procurement=case, authority=left).delete()
    people = {
        name: MembershipFactory(organisation=one.organisation, authority=one, roles=[Role.PROCURER])
        for name, one in (("buys", buys), ("left", left), ("beside", beside))
    }
    people["economist"] = MembershipFactory(
        organisation=buys.organisation, authority=buys, roles=[Role.COMMUNICATOR]
    )
    send(case, text="Bara för den som köper.", by=manager)
    send(commitment, text="Bara mellan parterna.", by=supplier)
    people |= {"manager": manager, "supplier": supplier}

    answers = {name: as_member(one).get(list_url("thread", case)).status_code for name, one in people.items()}
    heard = {name: {row.text for row in messages_for(one)} for name, one in people.items()}

    assert answers == {
        "buys": 200, "left": 404, "beside": 404, "economist": 403, "manager": 200, "supplier": 404,
    }  # fmt: skip
    assert heard["buys"] == {"Bara för den som köper."}
    assert heard["manager"] == {"Bara för den som köper.", "Bara mellan parterna."}
    assert heard["supplier"] == {"Bara mellan parterna."}
    assert not heard["left"] | heard["beside"]


def test_a_role_that_sees_contracts_everywhere_does_not_open_the_messages_of_other_committees(
    commitment, manager, supplier, as_member
):
    """An economist sees every contract and no messages; where she is orderer as well she reads them."""
    own = CommitmentFactory(authority__organisation=commitment.authority.organisation)
    member = MembershipFactory(
        organisation=own.authority.organisation, authority=own.authority, roles=[Role.ECONOMIST, Role.ORDERER]
    )
    for row in (commitment, own):
        send(row, text=f"Om {row.pk}", by=manager)
    client = as_member(member)

    assert client.get(commitment.get_absolute_url()).status_code == 200
    assert [row.text for row in messages_for(member)] == [f"Om {own.pk}"]
    assert client.get(list_url("thread", commitment)).status_code == 404
    assert client.get(list_url("attachment", commitment)).status_code == 404
    assert client.get(list_url("thread", own)).status_code == 200


def test_whoever_may_only_read_here_writes_nothing_though_she_writes_elsewhere(commitment, as_member):
    organisation = commitment.authority.organisation
    member = MembershipFactory(
        organisation=organisation,
        authority=AuthorityFactory(organisation=organisation),
        roles=[Role.ECONOMIST, Role.REGISTRAR, Role.ORDERER],
    )
    client = as_member(member)
    address = list_url("thread", commitment)

    assert "Skriv ett meddelande" not in client.get(address).content.decode()
    client.post(address, {"text": "Hej"})
    assert not Message.objects.exists()


@pytest.mark.parametrize("page", ["thread", "note", "attachment"])
def test_what_hangs_on_a_contract_leads_back_to_it_and_stands_under_contracts(
    page, commitment, manager, as_member
):
    text = as_member(manager).get(list_url(page, commitment)).content.decode()

    crumbs = text[text.index('class="crumbs"') :].split("</nav>")[0]
    assert f'href="{commitment.get_absolute_url()}"' in crumbs
    menu = text[text.index('class="navigation"') :].split("</nav>")[0]
    assert 'aria-current="page">Avtal<' in menu


def test_a_supplier_without_an_account_is_not_said_to_read_it(commitment, manager, as_member):
    client, url = as_member(manager), list_url("thread", commitment)

    alone = client.get(url).content.decode()
    saved = client.post(url, {"text": "Hur går det?"}, follow=True).content.decode()
    MembershipFactory(roles=[Role.SUPPLIER_REPRESENTATIVE], organisation=commitment.contract.supplier)
    together = client.get(url).content.decode()
    sent = client.post(url, {"text": "Och nu?"}, follow=True).content.decode()

    name = commitment.contract.supplier.name
    assert f"Ingen på {name} loggar in" in alone
    assert reverse("suppliers:account", args=[commitment.pk]) in alone
    assert "; leverantören" not in alone
    assert "Leverantören läser det från den dag någon där loggar in." in alone
    assert f"Sparat på avtalet. {name} ser det först när någon där loggar in." in saved
    assert "Den andra parten ser det" not in saved
    assert "loggar in" not in together
    assert "; leverantören" in together
    assert "Den andra parten ser det i Insteg" in sent


def test_the_sender_learns_who_sees_what_she_sent(as_member):
    case = CaseFactory()
    client = as_member(procurer_of(case))

    def told(text):
        answer = client.post(list_url("thread", case), {"text": text}, follow=True)
        return [str(message) for message in answer.context["messages"]]

    assert told("Ensamma") == ["Skickat. De som ser ärendet ser det i Insteg."]

    Participant.objects.create(procurement=case, authority=AuthorityFactory())
    assert told("Två parter") == ["Skickat. Den andra parten ser det i Insteg."]
