"""Hearing the supplier before a claim: asked with a last day, answered, decided; relieved; never blamed for
somebody else's wait."""

import datetime as dt

import pytest

from core import clock
from core.models import IssuedDocument
from core.reminders import preview_run
from core.rules import RuleBroken
from followup.actions.hearing import ask_for_statement, decide, give_statement, relieve, withdraw_relief
from followup.hearing_mails import DECIDED, STATEMENT_RECEIPT, STATEMENT_WANTED, TO_DECIDE
from followup.models import HearingStep
from suppliers.balances import balance
from suppliers.ledger import CommitmentStatus, Turn
from tests.followup.hearing import (
    ASKED,
    DECIDED_SO,
    LAST,
    SAID,
    TODAY,
    asked_for_candidates,
    is_wanted,
    sent_to,
    things_to_do,
    url,
)


@pytest.fixture(autouse=True)
def monday(still_clock):
    """Monday 23 November 2026."""


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
