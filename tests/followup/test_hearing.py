"""Hearing the supplier before a claim: asked with a last day, answered, decided; relieved; never blamed for
somebody else's wait."""

import datetime as dt

import pytest
from django.core import mail as outbox
from django.urls import reverse

from core import clock
from core.actors import SystemJob
from core.delivery import send
from core.models import IssuedDocument, OutgoingMail
from core.reminders import preview_run
from core.rules import RuleBroken
from core.slots import todo
from core.together import ask, asked_of, told_of
from followup.actions.hearing import ask_for_statement, decide, give_statement, relieve, withdraw_relief
from followup.hearing_mails import DECIDED, STATEMENT_RECEIPT, STATEMENT_WANTED, TO_DECIDE
from followup.models import HearingStep, PartyLink
from matching.models import CandidateRequest
from organisations.permissions import Role
from procurements.models import ContactPerson
from suppliers.balances import balance
from suppliers.ledger import CommitmentStatus, Turn
from tests.followup.conftest import at
from tests.house.cases_strategy import issue
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.procurements.factories import CommitmentFactory

BY = SystemJob("test")
TODAY = dt.date(2026, 11, 23)
LAST = dt.date(2026, 12, 7)
ASKED = {"about": "first_start", "text": "Ingen har börjat inom sex månader.", "due_on": LAST}
SAID = {"text": "Två tackade nej. En tredje börjar i december.", "told_by": "Personalchef"}
DECIDED_SO = {"verdict": "no_claim", "text": "En start är nära."}
TYPED_REQUEST = ASKED | {"due_on": "7 december 2026"}


@pytest.fixture(autouse=True)
def monday(still_clock):
    """Monday 23 November 2026."""


@pytest.fixture
def reporter(commitment) -> str:
    person = ContactPerson.objects.create(
        commitment=commitment, side="supplier", name="Hanna HR", email="hr@example.org", reports=True
    )
    return person.email


def url(commitment, name: str = "hearing") -> str:
    return reverse(f"followup:{name}", args=[commitment.pk])


def text(answer) -> str:
    """The page with ordinary spaces."""
    return answer.content.decode().replace("\xa0", " ")


def asked_for_candidates(commitment) -> CandidateRequest:
    return CandidateRequest.ask(
        commitment=commitment, authority=commitment.authority, wanted=1, by=at(commitment, Role.PROCURER)
    )


def things_to_do(member) -> list[tuple]:
    inquiries = asked_of(todo, member)
    ask(*inquiries)
    found = [item for item in told_of(inquiries) if item.kind == "hearing"]
    return [(item.action, item.is_mine, item.due_on) for item in found]


def sent_to(kind) -> set:
    mails = OutgoingMail.objects.filter(kind=kind.key)
    return {mail.to_member or mail.to_email for mail in mails}


def is_wanted(kind) -> bool:
    """Would the mail about the first step still leave?"""
    return kind.still_wanted(HearingStep.objects.earliest("pk"), OutgoingMail())


def test_from_the_question_to_the_decision(commitment, manager, supplier):
    ask_for_statement(commitment, **ASKED, by=manager)
    assert balance(commitment).whose_turn is Turn.SUPPLIER
    give_statement(commitment, **SAID, by=supplier)
    assert balance(commitment).whose_turn is Turn.BUYER
    decide(commitment, **DECIDED_SO, by=manager)

    kinds = list(HearingStep.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["statement_requested", "statement_given", "decision"]
    assert [sent_to(kind) for kind in (STATEMENT_WANTED, TO_DECIDE, STATEMENT_RECEIPT, DECIDED)] == [
        {supplier},
        {manager},
        set(),  # she sent it herself and saw that it came in
        {supplier},
    ]
    papers = IssuedDocument.objects.order_by("pk").values_list("record_status", "kind")
    assert list(papers) == [
        ("drawn_up", "followup.statement_request"),
        ("received", "followup.statement"),
        ("drawn_up", "followup.hearing_decision"),
    ]


def test_nobody_is_asked_or_claimed_on_while_a_request_for_candidates_is_unanswered(commitment, manager):
    request = asked_for_candidates(commitment)
    with pytest.raises(RuleBroken, match="är inte besvarad"):
        ask_for_statement(commitment, **ASKED, by=manager)

    request.reply(answer="none_available", by=manager)
    ask_for_statement(commitment, **ASKED, by=manager)
    give_statement(commitment, **SAID, by=manager)
    asked_for_candidates(commitment)
    with pytest.raises(RuleBroken, match="är inte besvarad"):
        decide(commitment, verdict="claim", text="Kravet nåddes inte.", by=manager)
    decide(commitment, verdict="no_claim", text="Vi väntar på kandidater.", by=manager)


def test_it_is_decided_when_the_supplier_has_answered_or_its_last_day_has_passed(commitment, manager):
    ask_for_statement(commitment, **ASKED, by=manager)
    for day in (TODAY, LAST):
        with clock.frozen(day), pytest.raises(RuleBroken, match="till och med 7"):
            decide(commitment, **DECIDED_SO, by=manager)

    with clock.frozen(LAST + dt.timedelta(days=1)):
        decide(commitment, **DECIDED_SO, by=manager)
    assert HearingStep.objects.last().verdict == "no_claim"


def test_a_late_statement_is_taken_until_it_is_decided(commitment, manager):
    ask_for_statement(commitment, **ASKED, by=manager)
    with clock.frozen(LAST + dt.timedelta(days=3)):
        give_statement(commitment, **SAID, by=manager)
        with pytest.raises(RuleBroken, match="yttrade sig"):
            give_statement(commitment, **SAID, by=manager)
        decide(commitment, **DECIDED_SO, by=manager)
        with pytest.raises(RuleBroken, match="Inget väntar"):
            give_statement(commitment, **SAID, by=manager)


@pytest.mark.parametrize(
    ("changed", "words"),
    [({"due_on": TODAY}, "ligger framåt"), ({"text": " "}, "skälet i ord")],
)
def test_a_question_has_words_and_time_to_answer(commitment, manager, changed, words):
    with pytest.raises(RuleBroken, match=words):
        ask_for_statement(commitment, **ASKED | changed, by=manager)

    assert not HearingStep.objects.exists()
    assert not IssuedDocument.objects.exists()


def test_one_matter_at_a_time(commitment, manager):
    ask_for_statement(commitment, **ASKED, by=manager)

    with pytest.raises(RuleBroken, match="redan tillfrågad"):
        ask_for_statement(commitment, **ASKED, by=manager)


@pytest.mark.parametrize("day", [None, TODAY])
def test_time_to_put_right_lies_ahead(commitment, manager, day):
    ask_for_statement(commitment, **ASKED, by=manager)
    give_statement(commitment, **SAID, by=manager)

    with pytest.raises(RuleBroken, match="måste ligga framåt"):
        decide(commitment, verdict="remedy", text="Vi ger er tid.", due_on=day, by=manager)


def test_time_to_put_right_keeps_the_matter_open_until_it_is_decided(commitment, manager, supplier):
    ask_for_statement(commitment, **ASKED, by=manager)
    give_statement(commitment, **SAID, by=supplier)
    decide(commitment, verdict="remedy", text="Vi ger er tid.", due_on=LAST, by=manager)
    assert balance(commitment, on=LAST).whose_turn is Turn.SUPPLIER
    assert things_to_do(supplier) == [("Rätta till det som beslutades", True, LAST)]
    with pytest.raises(RuleBroken, match="till och med 7"):
        decide(commitment, verdict="claim", text="Kravet.", by=manager)

    with clock.frozen(LAST + dt.timedelta(days=1)):
        assert balance(commitment).whose_turn is Turn.BUYER
        assert [mine for _action, mine, _day in things_to_do(manager)] == [True]
        assert planned("hearing_decision", LAST + dt.timedelta(days=14)) == [(manager,)]
        decide(commitment, verdict="claim", text="Ingen har börjat.", by=manager)
        assert things_to_do(manager) == []
    assert balance(commitment, on=LAST + dt.timedelta(days=2)).whose_turn is Turn.SUPPLIER  # a start is owed


def test_who_has_time_to_put_right_is_no_longer_asked(commitment, manager, supplier, as_member):
    """The supplier was silent and gets time all the same: a view that comes now would pass the turn back."""
    ask_for_statement(commitment, **ASKED, by=manager)
    day = LAST + dt.timedelta(days=30)
    with clock.frozen(LAST + dt.timedelta(days=1)):
        assert is_wanted(STATEMENT_WANTED)
        decide(commitment, verdict="remedy", text="Vi ger er tid.", due_on=day, by=manager)

        assert not is_wanted(STATEMENT_WANTED)
        assert as_member(supplier).get(url(commitment, "statement")).status_code == 403
        with pytest.raises(RuleBroken, match="rätta till"):
            give_statement(commitment, **SAID, by=supplier)
        assert [mine for _action, mine, _day in things_to_do(supplier)] == [True]
        assert balance(commitment).whose_turn is Turn.SUPPLIER


def test_what_is_put_right_early_is_closed_early(commitment, manager):
    ask_for_statement(commitment, **ASKED, by=manager)
    give_statement(commitment, **SAID, by=manager)
    decide(commitment, verdict="remedy", text="Vi ger er tid.", due_on=LAST, by=manager)

    decide(commitment, verdict="no_claim", text="Två har börjat.", by=manager)

    assert things_to_do(manager) == []


@pytest.mark.parametrize(("day", "turn"), [(LAST, Turn.SUPPLIER), (LAST + dt.timedelta(days=1), Turn.BUYER)])
def test_the_ledger_knows_whose_turn_a_passed_day_makes_it(commitment, manager, day, turn):
    ask_for_statement(commitment, **ASKED, by=manager)

    assert balance(commitment, on=day).whose_turn is turn


def test_a_relief_wins_and_can_be_withdrawn(commitment, manager):
    relieve(commitment, ground="no_candidate", text="Ingen kandidat på två år.", by=manager)
    assert balance(commitment).commitment is CommitmentStatus.RELIEVED
    with pytest.raises(RuleBroken, match="redan befriad"):
        relieve(commitment, ground="other", text="En gång till.", by=manager)
    with pytest.raises(RuleBroken, match="befriad, så det finns inget"):
        ask_for_statement(commitment, **ASKED, by=manager)

    withdraw_relief(commitment, text="Kandidater finns nu.", by=manager)

    assert balance(commitment).commitment is CommitmentStatus.RUNNING
    with pytest.raises(RuleBroken, match="ingen befrielse"):
        withdraw_relief(commitment, text="Igen.", by=manager)
    assert HearingStep.objects.count() == 2


def test_a_relief_closes_what_was_asked(commitment, manager):
    ask_for_statement(commitment, **ASKED, by=manager)
    relieve(commitment, ground="no_candidate", text="Ingen kandidat.", by=manager)

    with pytest.raises(RuleBroken, match="inget att besluta"):
        decide(commitment, **DECIDED_SO, by=manager)


def test_what_waits_and_for_whom(commitment, manager, supplier):
    ask_for_statement(commitment, **ASKED, by=manager)
    assert things_to_do(supplier) == [("Yttra er", True, LAST)]
    assert things_to_do(manager) == [("Yttra er", False, LAST)]

    give_statement(commitment, **SAID, by=supplier)
    fortnight = TODAY + dt.timedelta(days=14)
    assert things_to_do(manager) == [("Besluta efter leverantörens yttrande", True, fortnight)]
    assert things_to_do(supplier) == [("Besluta efter leverantörens yttrande", False, fortnight)]

    decide(commitment, **DECIDED_SO, by=manager)
    assert [*things_to_do(manager), *things_to_do(supplier)] == []


def test_an_unanswered_question_becomes_the_buyers_turn_after_its_last_day(commitment, manager, supplier):
    ask_for_statement(commitment, **ASKED, by=manager)

    with clock.frozen(LAST + dt.timedelta(days=1)):
        assert [mine for _action, mine, _day in things_to_do(manager)] == [True]
        assert [mine for _action, mine, _day in things_to_do(supplier)] == [False]


def planned(kind: str, day: dt.date) -> list[tuple]:
    with clock.frozen(day):
        return [plan.recipients for plan in preview_run(day) if plan.kind.key == f"followup.{kind}"]


def test_the_party_that_waits_is_reminded(commitment, manager, supplier):
    ask_for_statement(commitment, **ASKED, by=manager)
    assert planned("statement", LAST - dt.timedelta(days=2)) == [(supplier,)]
    assert planned("hearing_decision", LAST) == []
    assert planned("hearing_decision", LAST + dt.timedelta(days=14)) == [(manager,)]

    give_statement(commitment, **SAID, by=supplier)
    assert planned("statement", LAST) == []
    assert planned("hearing_decision", TODAY + dt.timedelta(days=14)) == [(manager,)]

    decide(commitment, **DECIDED_SO, by=manager)
    assert planned("hearing_decision", TODAY + dt.timedelta(days=30)) == []


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
