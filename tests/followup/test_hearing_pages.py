"""Hearing the supplier on the pages: who is shown what, what is refused and why, and the way in by a link."""

import datetime as dt

import pytest
from django.core import mail as outbox
from django.urls import reverse

from core import clock
from core.delivery import send
from core.models import IssuedDocument, OutgoingMail
from core.rules import RuleBroken
from followup.actions.hearing import ask_for_statement, decide, give_statement
from followup.hearing_mails import STATEMENT_RECEIPT, STATEMENT_WANTED, TO_DECIDE
from followup.models import HearingStep, PartyLink
from organisations.permissions import Role
from procurements.models import ContactPerson
from tests.followup.conftest import at
from tests.followup.hearing import (
    ASKED,
    BY,
    DECIDED_SO,
    SAID,
    TODAY,
    TYPED_REQUEST,
    asked_for_candidates,
    sent_to,
    text,
    url,
)
from tests.house.cases_strategy import issue
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.procurements.factories import CommitmentFactory


@pytest.fixture(autouse=True)
def monday(still_clock):
    """Monday 23 November 2026."""


@pytest.fixture
def reporter(commitment) -> str:
    person = ContactPerson.objects.create(
        commitment=commitment, side="supplier", name="Hanna HR", email="hr@example.org", reports=True
    )
    return person.email


def test_asking_answering_and_deciding_on_the_pages(commitment, manager, supplier, as_member):
    buyer, seller = as_member(manager), as_member(supplier)

    assert buyer.post(url(commitment, "statement_request"), TYPED_REQUEST).status_code == 302
    page = text(seller.get(url(commitment)))
    assert "Ingen har börjat inom sex månader." in page
    assert "Yttra er" in page
    assert seller.post(url(commitment, "statement"), SAID | {"text": ""}).status_code == 422
    assert seller.post(url(commitment, "statement"), SAID).status_code == 302
    assert buyer.get(url(commitment, "hearing_decision")).status_code == 200
    assert buyer.post(url(commitment, "hearing_decision"), DECIDED_SO).status_code == 302

    for client in (buyer, seller):
        assert "Inget anspråk ställs" in text(client.get(url(commitment)))
    on_contract = text(seller.get(commitment.get_absolute_url()))
    assert "Beslut: Inget anspråk ställs." in on_contract
    assert "Två tackade nej" not in on_contract


def test_the_page_says_why_a_claim_must_wait(commitment, manager, as_member):
    ask_for_statement(commitment, **ASKED, by=manager)
    give_statement(commitment, **SAID, by=manager)
    asked_for_candidates(commitment)
    client = as_member(manager)

    assert "är inte besvarad" in text(client.get(url(commitment)))
    answer = client.post(url(commitment, "hearing_decision"), {"verdict": "claim", "text": "Kravet."})
    assert answer.status_code == 422
    assert "Inget anspråk ställs på leverantören innan den är det" in text(answer)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("statement_request", {"text": "19560406-2595 slutade"}, "personnumret"),
        ("statement_request", {"due_on": "23 november 2026"}, "ligger framåt"),
        ("relief", {"ground": ""}, "Grund"),
    ],
)
def test_what_is_wrong_stands_beside_the_field(commitment, manager, as_member, name, data, words):
    answer = as_member(manager).post(url(commitment, name), {**TYPED_REQUEST, "ground": "other", **data})

    assert answer.status_code == 422
    assert words in text(answer)


def test_relieving_and_withdrawing_on_the_pages(commitment, manager, as_member):
    client = as_member(manager)
    relief = {"ground": "no_candidate", "text": "Ingen kandidat på två år."}

    assert client.post(url(commitment, "relief"), relief).status_code == 302
    page = text(client.get(url(commitment)))
    assert "Leverantören är befriad från åtagandet" in page
    assert "Återta befrielsen" in page
    assert client.post(url(commitment, "relief_withdrawal"), {"text": "Kandidater finns."}).status_code == 302
    page = text(client.get(url(commitment)))
    assert "Befrielsen återtas" in page
    assert "Ingen lämplig kandidat gick att hitta" in page


@pytest.mark.parametrize("name", ["statement_request", "statement", "hearing_decision", "relief"])
def test_only_the_parties_own_people_act(commitment, manager, as_member, name):
    ask_for_statement(commitment, **ASKED, by=manager)
    orderer = at(commitment, Role.ORDERER)
    elsewhere = MembershipFactory(
        roles=[Role.CONTRACT_MANAGER],
        organisation=manager.organisation,
        authority=AuthorityFactory(organisation=manager.organisation),
    )
    other_supplier = MembershipFactory(
        roles=[Role.SUPPLIER_REPRESENTATIVE], organisation=CommitmentFactory().contract.supplier
    )

    assert as_member(orderer).post(url(commitment, name), {}).status_code == 403
    assert as_member(elsewhere).post(url(commitment, name), {}).status_code == 404
    expected = 404 if name == "statement" else 403
    assert as_member(other_supplier).post(url(commitment, name), {}).status_code == expected


def test_the_supplier_does_not_decide(commitment, manager, supplier, as_member):
    ask_for_statement(commitment, **ASKED, by=manager)

    for name in ("hearing_decision", "relief", "statement_request"):
        assert as_member(supplier).get(url(commitment, name)).status_code == 403


@pytest.fixture
def page_by_link(commitment, manager, reporter) -> str:
    """The address in the mail to a supplier without an account."""
    ask_for_statement(commitment, **ASKED, by=manager)
    for row in OutgoingMail.objects.filter(kind=STATEMENT_WANTED.key):
        send(row.pk)
    return outbox.outbox[-1].body.partition("http://localhost:8000")[2].split()[0]


def test_a_supplier_without_an_account_answers_by_its_link_once(commitment, page_by_link, client, manager):
    assert [client.get(page_by_link).status_code for _ in range(2)] == [200, 200]
    assert PartyLink.objects.get().spent_at is None
    assert client.post(page_by_link, SAID | {"told_by": ""}).status_code == 422

    answer = client.post(page_by_link, SAID, follow=True)

    step = HearingStep.objects.get(kind="statement_given")
    assert step.agent == f"link:party:{PartyLink.objects.get().pk}"
    assert "Ert yttrande har kommit in" in text(answer)
    assert "Två tackade nej" in text(answer)
    assert client.post(page_by_link, SAID).status_code == 302
    assert HearingStep.objects.filter(kind="statement_given").count() == 1
    assert sent_to(STATEMENT_RECEIPT) == {"hr@example.org"}
    assert sent_to(TO_DECIDE) == {manager}


def test_a_link_that_only_reads_takes_no_statement(commitment, page_by_link, client):
    PartyLink.open_with("bara-lasa", commitment=commitment, email="hr@example.org")

    client.post(reverse("followup:party_statement", args=["bara-lasa"]), SAID)

    assert not HearingStep.objects.filter(kind="statement_given").exists()


def test_the_link_of_one_who_was_removed_takes_no_statement(commitment, page_by_link, client):
    commitment.contacts.get().remove(by=BY)

    assert client.post(page_by_link, SAID).status_code == 410
    assert not HearingStep.objects.filter(kind="statement_given").exists()


def test_a_link_for_an_earlier_question_answers_no_later_one(commitment, page_by_link, client, manager):
    give_statement(commitment, **SAID, by=manager)
    decide(commitment, **DECIDED_SO, by=manager)
    ask_for_statement(commitment, **ASKED, by=manager)

    client.post(page_by_link, SAID)

    assert HearingStep.objects.filter(kind="statement_given").count() == 1
    with pytest.raises(RuleBroken, match="tidigare fråga"):
        give_statement(commitment, **SAID, by=BY, link=PartyLink.objects.get())


def test_an_old_link_is_renewed_with_the_question(commitment, page_by_link, client):
    key = page_by_link.split("/")[2]
    with clock.frozen(TODAY + dt.timedelta(days=60)):
        assert client.get(page_by_link).status_code == 410
        client.post(reverse("followup:party_renewal", args=[key]))

    assert OutgoingMail.objects.filter(kind=STATEMENT_WANTED.key).count() == 2


def test_papers_are_read_by_both_parties(commitment, page_by_link, client, supplier, as_member):
    paper = issue(IssuedDocument.objects.get(), by=BY)
    key = page_by_link.split("/")[2]

    answers = [
        as_member(supplier).get(reverse("document", args=[paper.pk])),
        client.get(reverse("followup:party_document", args=[key, paper.pk])),
    ]
    assert [b"".join(answer.streaming_content)[:4] for answer in answers] == [b"%PDF"] * 2
