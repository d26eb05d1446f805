"""Contact persons of a running contract: who may change them, and what follows for links and mails."""

import datetime as dt

import pytest
from django.core import mail as outbox
from django.urls import reverse

from core import clock
from core.delivery import send
from core.models import AuditRow, OutgoingMail
from core.rules import RuleBroken
from organisations.permissions import Role
from procurements.models import ContactPerson
from suppliers.actions.contacts import add_contact, change_contact, remove_contact
from suppliers.actions.schedule import open_reports
from suppliers.contacts import contacts_of
from suppliers.mails import ask_for_report
from suppliers.models import ReportLink
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.procurements.factories import CommitmentFactory

DAY = dt.date(2026, 4, 7)
OLD, NEW = "hanna@example.org", "nils@example.org"
FACTS = {"side": "supplier", "name": "Hanna HR", "title": "", "email": OLD, "phone": "", "reports": True}
PERSONAL = ("Hanna", "Nils", OLD, NEW, "070")


@pytest.fixture
def commitment(db):
    row = CommitmentFactory()
    with clock.frozen(DAY):
        open_reports(row)
    return row


@pytest.fixture
def manager(commitment):
    place = commitment.authority
    return MembershipFactory(organisation=place.organisation, authority=place, roles=[Role.CONTRACT_MANAGER])


@pytest.fixture
def representative(commitment):
    return MembershipFactory(organisation=commitment.contract.supplier, roles=[Role.SUPPLIER_REPRESENTATIVE])


@pytest.fixture
def hanna(commitment, manager) -> ContactPerson:
    return add_contact(commitment, by=manager, **FACTS)


@pytest.fixture
def token(commitment, hanna, manager) -> str:
    with clock.frozen(DAY):
        ask_for_report(commitment.reports.first(), by=manager)
        deliver()
    return outbox.outbox[-1].body.split("/r/")[1].split("/")[0]


def deliver():
    for row in OutgoingMail.objects.due():
        send(row.pk)


def address(name, commitment, *more):
    return reverse(f"suppliers:{name}", args=[commitment.pk, *more])


def link_page(token, name="link_report"):
    return reverse(f"suppliers:{name}", kwargs={"key": token})


def people(commitment):
    return list(commitment.contacts.values_list("name", flat=True))


def test_the_manager_adds_changes_and_removes(client, commitment, manager, hanna):
    client.force_login(manager.user)
    told = {"side": "supplier", "name": "Nils Ny", "email": NEW, "phone": "070-174 06 30", "reports": "on"}

    added = client.post(address("contact_new", commitment), told)
    changed = client.post(address("contact", commitment, hanna.pk), {**told, "name": "Hanna Holm"})
    page = client.get(commitment.get_absolute_url()).content.decode()
    removed = client.post(address("contact_removal", commitment, hanna.pk))

    assert [answer.status_code for answer in (added, changed, removed)] == [302, 302, 302]
    assert "Hanna Holm" in page
    assert address("contact_removal", commitment, hanna.pk) in page
    assert people(commitment) == ["Nils Ny"]
    assert commitment.contacts.get().phone == "070-174 06 30"


def test_the_log_tells_of_it_without_anything_personal(commitment, manager, hanna):
    change_contact(hanna, **{**FACTS, "name": "Nils", "email": NEW, "phone": "070-1"}, by=manager)
    add_contact(commitment, by=manager, **FACTS)
    remove_contact(hanna, by=manager)

    rows = AuditRow.objects.filter(action__startswith="contact.").order_by("pk")
    assert [row.action for row in rows] == [
        "contact.added", "contact.edited", "contact.added", "contact.removed",
    ]  # fmt: skip
    assert rows[1].changes == {"name": "changed", "email": "changed", "phone": "changed"}
    assert not [word for row in rows for word in PERSONAL if word in str(row.changes)]
    assert {row.authority_id for row in rows} == {commitment.authority_id}


def test_the_supplier_names_its_own_side_only(client, commitment, manager, representative, hanna):
    berit = add_contact(commitment, by=manager, side="buyer", name="Berit Beställare")
    client.force_login(representative.user)

    page = client.get(commitment.get_absolute_url()).content.decode()
    mine = client.get(address("contact", commitment, hanna.pk))
    theirs = client.post(address("contact", commitment, berit.pk), {"name": "Bo", "side": "buyer"})
    smuggled = client.post(address("contact_new", commitment), {"name": "Bo", "side": "buyer"})

    assert address("contact", commitment, hanna.pk) in page
    assert address("contact", commitment, berit.pk) not in page
    assert [answer.status_code for answer in (mine, theirs, smuggled)] == [200, 403, 422]
    assert people(commitment) == ["Berit Beställare", "Hanna HR"]


def test_colleagues_who_edit_no_contract_and_others_change_nothing(client, commitment, hanna):
    place = commitment.authority
    orderer = MembershipFactory(organisation=place.organisation, authority=place, roles=[Role.ORDERER])
    other = AuthorityFactory()
    stranger = MembershipFactory(
        organisation=other.organisation, authority=other, roles=[Role.CONTRACT_MANAGER]
    )

    answers = []
    for reader in (orderer, stranger):
        client.force_login(reader.user)
        answers.append(client.post(address("contact_removal", commitment, hanna.pk)).status_code)

    assert answers == [403, 404]
    assert people(commitment) == ["Hanna HR"]


def test_a_person_of_another_contract_is_not_found_here(client, commitment, manager):
    other = ContactPerson.objects.create(commitment=CommitmentFactory(), side="supplier", name="Eva")
    client.force_login(manager.user)

    assert client.get(address("contact", commitment, other.pk)).status_code == 404


def test_the_last_who_reports_stays_while_a_report_waits(client, commitment, manager, hanna):
    client.force_login(manager.user)

    asked = client.get(address("contact_removal", commitment, hanna.pk))
    refused = client.post(address("contact_removal", commitment, hanna.pk))
    with pytest.raises(RuleBroken, match="den enda som rapporterar"):
        change_contact(hanna, **{**FACTS, "reports": False}, by=manager)

    assert (asked.status_code, refused.status_code) == (200, 422)
    assert "Utse först någon annan" in refused.content.decode()
    assert commitment.contacts.get().reports


def test_the_last_who_reports_may_go_when_nothing_is_owed(commitment, manager, hanna):
    commitment.reports.update(state="skipped")

    remove_contact(hanna, by=manager)

    assert people(commitment) == []


@pytest.mark.parametrize(
    ("values", "said"),
    [({"side": "buyer"}, "hos leverantören"), ({"email": ""}, "e-postadress")],
)
def test_only_somebody_at_the_supplier_with_an_address_reports(commitment, manager, values, said):
    with pytest.raises(RuleBroken, match=said):
        add_contact(commitment, by=manager, **{**FACTS, **values})

    assert people(commitment) == []


def test_a_second_click_on_the_removal_says_so_and_leads_back(client, commitment, manager, hanna):
    client.force_login(manager.user)
    add_contact(commitment, by=manager, **{**FACTS, "name": "Nils", "email": NEW})
    url = address("contact_removal", commitment, hanna.pk)

    client.post(url)
    again = client.post(url, follow=True)

    assert again.redirect_chain == [(commitment.get_absolute_url(), 302)]
    assert "redan borttagen" in again.content.decode()


def test_the_link_of_one_who_was_removed_stops_and_is_not_renewed(client, commitment, manager, token):
    add_contact(commitment, by=manager, **{**FACTS, "name": "Nils", "email": NEW})
    with clock.frozen(DAY):
        before = client.get(link_page(token)).status_code
        remove_contact(commitment.contacts.get(email=OLD), by=manager)
        after = client.get(link_page(token))
        sending = client.post(link_page(token, "link_report_sending"), {"attested_by": "Hanna"})
        client.post(link_page(token, "link_renewal"))

    assert (before, after.status_code, sending.status_code) == (200, 410, 410)
    assert "Skicka en ny länk" not in after.content.decode()
    assert commitment.reports.first().state == "open"
    assert OutgoingMail.objects.filter(to_email=OLD).count() == 1


def test_an_open_link_follows_to_the_new_address(client, commitment, manager, hanna, token):
    with clock.frozen(DAY):
        change_contact(hanna, **{**FACTS, "email": NEW}, by=manager)
        deliver()
        old = client.get(link_page(token)).status_code
        new = client.get(link_page(outbox.outbox[-1].body.split("/r/")[1].split("/")[0])).status_code

    assert outbox.outbox[-1].to == [NEW]
    assert (old, new) == (410, 200)
    assert ReportLink.objects.filter(email=OLD).exists()


def test_another_telephone_number_leaves_the_link_alone(client, commitment, manager, hanna, token):
    with clock.frozen(DAY):
        change_contact(hanna, **{**FACTS, "phone": "070-1"}, by=manager)
        assert client.get(link_page(token)).status_code == 200

    assert OutgoingMail.objects.count() == 1


def test_a_mail_on_its_way_to_an_old_address_is_dropped(commitment, manager, hanna):
    with clock.frozen(DAY):
        ask_for_report(commitment.reports.first(), by=manager)
        change_contact(hanna, **{**FACTS, "email": NEW}, by=manager)
        deliver()

    assert [letter.to for letter in outbox.outbox] == []
    assert not ReportLink.objects.exists()


def test_to_ask_for_a_report_without_a_reporter_leads_to_where_one_is_named(client, commitment, manager):
    client.force_login(manager.user)

    answer = client.post(address("report_request", commitment), follow=True)

    assert answer.redirect_chain[-1][0] == f"{address('contact_new', commitment)}?rapporterar=1"
    assert "Lägg först till" in answer.content.decode()


NOBODY = "Ingen får länken till rapporten"


def test_a_contract_that_nobody_reports_for_says_so_and_leads_to_where_one_is_named(
    client, commitment, manager
):
    add_contact(commitment, by=manager, **{**FACTS, "email": "", "phone": "070-1", "reports": False})
    client.force_login(manager.user)

    text = client.get(commitment.get_absolute_url()).content.decode()

    assert NOBODY in text
    assert address("contact_new", commitment) in text.split(NOBODY)[1].split("</div>")[0]


@pytest.mark.parametrize("who", ["hanna", "representative"])
def test_where_somebody_reports_nothing_is_said(client, commitment, manager, who, request):
    request.getfixturevalue(who)
    client.force_login(manager.user)

    assert NOBODY not in client.get(commitment.get_absolute_url()).content.decode()


def test_whose_name_nobody_has_given_is_not_shown_twice_by_her_address(client, commitment, manager):
    add_contact(commitment, by=manager, **{**FACTS, "name": OLD})
    client.force_login(manager.user)

    text = client.get(commitment.get_absolute_url()).content.decode()

    assert "Namn saknas" in text
    assert f"<b>{OLD}</b>" not in text
    assert f'<th scope="row">{OLD}</th>' not in text


def test_a_contract_manager_who_is_named_as_well_stands_once(commitment, manager):
    type(commitment).objects.update(contract_manager=manager)
    commitment.refresh_from_db()
    user = manager.user
    reached = {"name": user.name, "email": user.email, "phone": user.phone}
    add_contact(commitment, by=manager, **{**FACTS, **reached, "side": "buyer", "reports": False})

    assert [contact.name for contact in contacts_of(commitment)] == [user.name]
