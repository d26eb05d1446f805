"""The dialogue under a contract: what is noted, the paper, the mail, and who may."""

import datetime as dt

import pytest
from django.core import mail as outbox
from django.urls import reverse

from core import clock
from core.actors import SystemJob
from core.delivery import send
from core.models import IssuedDocument, OutgoingMail
from core.rules import RuleBroken
from core.slots import todo
from followup.actions.dialogue import correct_dialogue, record_dialogue
from followup.dialogue_duty import duty_of
from followup.mails import DIALOGUE_NOTED
from followup.models import PartyLink
from organisations.permissions import Role
from procurements.choices import DialogueCaller, RequirementKind
from procurements.models import ContactPerson, DialogueMeeting
from suppliers.balances import balance
from suppliers.ledger import Deadline
from tests.followup.conftest import at
from tests.house.cases_strategy import issue
from tests.inquiries import told_by
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.procurements.factories import CommitmentFactory

BY = SystemJob("test")
DAY = dt.date(2026, 1, 20)
HELD = {"held_on": DAY, "result": "places", "outcome": "Två platser i maj.", "places": {"internship": 2}}
TYPED = {
    "held_on": "20 januari 2026",
    "result": "places",
    "places_internship": "2",
    "outcome": "Två platser i maj.",
    "participants": "Avtalsansvarig",
}


@pytest.fixture
def commitment(db, files):
    """A dialogue from the first of January with a first meeting within a month, called by the buyer."""
    return CommitmentFactory(kind=RequirementKind.DIALOGUE, full_time_months=None, diary_number="SEN 2026/7")


@pytest.fixture
def reporter(commitment) -> ContactPerson:
    return ContactPerson.objects.create(
        commitment=commitment, side="supplier", name="Hanna HR", email="hr@example.org", reports=True
    )


def url(commitment, name: str = "dialogue", **more) -> str:
    return reverse(f"followup:{name}", kwargs={"pk": commitment.pk, **more})


def text(answer) -> str:
    """The page with ordinary spaces."""
    return answer.content.decode().replace("\xa0", " ")


def things_to_do(member) -> list:
    return [item for source in todo for item in told_by(source, member) if item.kind == "dialogue"]


@pytest.mark.parametrize(
    ("today", "expected"),
    [(dt.date(2026, 2, 1), Deadline.PENDING), (dt.date(2026, 2, 2), Deadline.MISSED)],
)
def test_the_ledger_waits_until_the_last_day(commitment, today, expected):
    assert balance(commitment, on=today).dialogue is expected


def test_a_held_dialogue_meets_the_duty_and_a_postponed_one_does_not(commitment):
    record_dialogue(
        commitment, held_on=DAY, result="postponed", outcome="Sjukdom.", next_on=DAY + dt.timedelta(3), by=BY
    )
    assert balance(commitment, on=dt.date(2026, 2, 1)).dialogue is Deadline.PENDING

    record_dialogue(commitment, **HELD, by=BY)
    assert balance(commitment, on=dt.date(2026, 2, 1)).dialogue is Deadline.MET


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"held_on": dt.date(2027, 1, 1)}, "när det har hänt"),
        ({"result": "none"}, "Lämna platserna tomma"),
        ({"next_on": DAY}, "efter den här dagen"),
    ],
)
def test_what_cannot_be_is_refused(commitment, changed, words, still_clock):
    with pytest.raises(RuleBroken, match=words):
        record_dialogue(commitment, **HELD | changed, by=BY)

    assert not DialogueMeeting.objects.exists()


def test_a_correction_is_a_new_row_and_happens_once(commitment):
    first = record_dialogue(commitment, **HELD, by=BY)
    later = HELD | {"held_on": dt.date(2026, 2, 10), "participants": "", "topics": "", "next_on": None}

    correct_dialogue(first, **later, reason="Fel datum.", by=BY)

    assert balance(commitment, on=dt.date(2026, 3, 1)).dialogue is Deadline.MISSED
    assert DialogueMeeting.objects.count() == 2
    with pytest.raises(RuleBroken, match="redan rättat"):
        correct_dialogue(first, **later, reason="En gång till.", by=BY)


def test_a_held_dialogue_is_drawn_up_for_the_registrar_and_a_postponed_one_is_not(commitment):
    record_dialogue(commitment, held_on=DAY, result="postponed", outcome="-", by=BY)
    meeting = record_dialogue(commitment, **HELD, by=BY)

    paper = IssuedDocument.objects.get()
    assert paper.subject == meeting
    assert (paper.record_status, paper.title) == (
        "drawn_up",
        "Överenskommelse efter dialog 20\xa0januari\xa02026",
    )
    assert "Praktik" in str(paper.context)


def test_the_duty_follows_what_was_said_last(commitment):
    assert duty_of(commitment, []).due_on == dt.date(2026, 2, 1)
    held = DialogueMeeting(result="none", valid_from=DAY)
    assert duty_of(commitment, [held]).due_on is None
    held.next_on = dt.date(2026, 9, 1)
    assert duty_of(commitment, [held]).due_on == dt.date(2026, 9, 1)


@pytest.mark.parametrize("caller", DialogueCaller)
def test_it_waits_for_the_one_who_calls(commitment, manager, supplier, caller):
    type(commitment).objects.update(dialogue_called_by=caller)

    mine = {who: [item.is_mine for item in things_to_do(who)] for who in (manager, supplier)}

    is_buyers = caller == DialogueCaller.BUYER
    assert mine == {manager: [is_buyers], supplier: [not is_buyers]}


def test_nothing_waits_once_it_is_held(commitment, manager, supplier):
    record_dialogue(commitment, **HELD, by=BY)

    assert [*things_to_do(manager), *things_to_do(supplier)] == []


def test_both_parties_read_it_and_the_buyer_notes_it(commitment, manager, supplier, as_member):
    answer = as_member(manager).post(url(commitment, "dialogue_meeting"), TYPED)

    assert (answer.status_code, answer["Location"]) == (302, url(commitment))
    for member in (manager, supplier):
        page = text(as_member(member).get(url(commitment)))
        assert "Praktik: 2" in page
        assert ("Anteckna en dialog" in page) is (member == manager)
    on_contract = text(as_member(supplier).get(commitment.get_absolute_url()))
    assert "Hölls i tid" in on_contract
    assert "Överenskomna platser: Praktik: 2." in on_contract


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"places_internship": ""}, "minst en typ"),
        ({"result": "postponed", "places_internship": ""}, "när ni träffas i stället"),
        ({"outcome": "19560406-2595 får platsen"}, "personnumret"),
        ({"held_on": "1 januari 2030"}, "när det har hänt"),
    ],
)
def test_what_is_missing_stands_beside_the_field(commitment, manager, as_member, changed, words):
    answer = as_member(manager).post(url(commitment, "dialogue_meeting"), TYPED | changed)

    assert answer.status_code == 422
    assert words in text(answer)


def test_correcting_on_the_page(commitment, manager, as_member):
    meeting = record_dialogue(commitment, **HELD, by=manager)
    client, page = as_member(manager), url(commitment, "dialogue_correction", meeting=meeting.pk)

    assert 'value="20 januari 2026"' in text(client.get(page))
    assert client.post(page, TYPED | {"held_on": "22 januari 2026"}).status_code == 422
    answer = client.post(page, TYPED | {"held_on": "22 januari 2026", "reason": "Fel dag."})
    assert answer.status_code == 302
    assert "Rättat av" in text(client.get(url(commitment)))
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("role", [Role.ORDERER, Role.DECISION_MAKER, Role.REGISTRAR])
def test_others_at_the_authority_do_not_note(commitment, as_member, role):
    assert as_member(at(commitment, role)).get(url(commitment, "dialogue_meeting")).status_code == 403


def test_a_contract_without_a_dialogue_says_so(manager, as_member, files):
    numeric = CommitmentFactory(authority=manager.authorities.get())

    answer = as_member(manager).get(url(numeric))

    assert answer.status_code == 403
    assert "Avtalet kräver ingen dialog" in text(answer)


def test_another_authority_and_another_supplier_do_not_know_of_it(commitment, manager, as_member):
    elsewhere = AuthorityFactory(organisation=manager.organisation)
    strangers = [
        MembershipFactory(
            roles=[Role.CONTRACT_MANAGER], organisation=manager.organisation, authority=elsewhere
        ),
        MembershipFactory(
            roles=[Role.SUPPLIER_REPRESENTATIVE], organisation=CommitmentFactory().contract.supplier
        ),
    ]

    assert [as_member(member).get(url(commitment)).status_code for member in strangers] == [404, 404]


def test_a_supplier_without_an_account_reads_it_by_a_link(commitment, reporter, client, manager):
    meeting = record_dialogue(commitment, **HELD, by=manager)
    issue(IssuedDocument.objects.get(), by=manager)
    for row in OutgoingMail.objects.due():
        send(row.pk)
    mail = outbox.outbox[-1]
    page = mail.body.partition("http://localhost:8000")[2].split()[0]

    answer = client.get(page)

    assert mail.to == ["hr@example.org"]
    assert "Praktik: 2" in text(answer)
    paper = client.get(f"{page}dokument/{IssuedDocument.objects.get().pk}/")
    assert b"".join(paper.streaming_content)[:4] == b"%PDF"
    assert client.get(url(commitment)).status_code == 302
    assert meeting.get_absolute_url() not in text(answer)


def test_an_old_link_offers_a_new_one_to_the_same_address(commitment, reporter, client):
    with clock.frozen(dt.date(2026, 1, 1)):
        PartyLink.open_with("gammal-nyckel", commitment=commitment, email="hr@example.org")
    page = reverse("followup:party", kwargs={"key": "gammal-nyckel"})

    assert client.get(page).status_code == 410
    client.post(reverse("followup:party_renewal", kwargs={"key": "gammal-nyckel"}))
    assert OutgoingMail.objects.get().to_email == "hr@example.org"
    assert client.get(reverse("followup:party", kwargs={"key": "x"})).status_code == 404


def test_the_link_of_one_who_was_removed_reads_nothing_and_is_not_renewed(commitment, reporter, client):
    papers = reverse("followup:party_document", kwargs={"key": "nyckel", "pk": 1})
    with clock.frozen(dt.date(2026, 1, 1)):
        PartyLink.open_with("gammal-nyckel", commitment=commitment, email=reporter.email)
    PartyLink.open_with("nyckel", commitment=commitment, email=reporter.email)
    page = reverse("followup:party", kwargs={"key": "nyckel"})
    assert client.get(page).status_code == 200

    reporter.remove(by=BY)
    client.post(reverse("followup:party_renewal", kwargs={"key": "gammal-nyckel"}))

    answer = client.get(page)
    assert (answer.status_code, client.get(papers).status_code) == (410, 410)
    assert "inte längre används för avtalet" in answer.content.decode()
    assert not OutgoingMail.objects.exists()


def test_a_link_opens_no_paper_of_another_contract(commitment, reporter, manager, client):
    other = CommitmentFactory(kind=RequirementKind.DIALOGUE, full_time_months=None)
    record_dialogue(other, **HELD, by=manager)
    paper = issue(IssuedDocument.objects.get(), by=manager)
    PartyLink.open_with("nyckel", commitment=commitment, email="hr@example.org")

    answer = client.get(reverse("followup:party_document", kwargs={"key": "nyckel", "pk": paper.pk}))

    assert answer.status_code == 404


def test_members_of_the_supplier_get_the_ordinary_address(commitment, supplier):
    record_dialogue(commitment, **HELD, by=BY)

    mail = OutgoingMail.objects.get(kind=DIALOGUE_NOTED.key)
    assert mail.to_member == supplier
    assert DIALOGUE_NOTED.context(mail.subject, mail).path == url(commitment)
