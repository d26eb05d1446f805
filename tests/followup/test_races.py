"""Two at once under one contract: one result, and the slower of the two is told why not."""

import datetime as dt
from decimal import Decimal

import pytest

from core import clock
from core.actors import SystemJob
from followup.actions.changes import change_commitment, correct_change
from followup.actions.dialogue import correct_dialogue, record_dialogue
from followup.actions.hearing import ask_for_statement, decide, give_statement, relieve
from followup.models import HearingStep, PartyLink
from procurements.choices import RequirementKind
from procurements.models import DialogueMeeting, Variation
from tests.procurements.factories import CommitmentFactory
from tests.procurements.test_races import race

pytestmark = pytest.mark.django_db(transaction=True)
BY = SystemJob("test")
SAID = {"text": "En start är nära.", "told_by": "Personalchef", "by": BY}


@pytest.fixture
def asked():
    row = CommitmentFactory()
    due_on = clock.today() + dt.timedelta(days=14)
    ask_for_statement(row, about="first_start", text="Ingen har börjat.", due_on=due_on, by=BY)
    return row


def test_two_people_answer_at_once(asked):
    assert race(*[lambda: give_statement(asked, **SAID)] * 2) == ["RuleBroken", "done"]

    assert HearingStep.objects.filter(kind="statement_given").count() == 1


def test_a_link_is_used_twice_at_once(asked):
    request = asked.hearing_steps.get()
    link = PartyLink.open_with("nyckel", commitment=asked, email="hr@example.org", request=request)

    answer = [lambda: give_statement(asked, **SAID | {"by": link.visitor}, link=PartyLink.objects.get())]
    assert race(*answer * 2) == ["RuleBroken", "done"]


def test_a_decision_and_a_relief_at_once(asked):
    give_statement(asked, **SAID)

    acts = [
        lambda: decide(asked, verdict="no_claim", text="Nära.", by=BY),
        lambda: decide(asked, verdict="claim", text="För sent.", by=BY),
        lambda: relieve(asked, ground="other", text="Avtalat.", by=BY),
    ]
    found = race(*acts)

    # A relief may come after a decision; two decisions in one matter never stand beside each other.
    assert found.count("done") <= 2
    assert HearingStep.objects.filter(kind="decision").count() <= 1


def test_two_corrections_at_once():
    row = CommitmentFactory(kind=RequirementKind.DIALOGUE, full_time_months=None)
    told = {"held_on": dt.date(2026, 1, 20), "result": "none", "outcome": "Inget arbete att handleda i."}
    meeting = record_dialogue(row, **told, by=BY)
    more = {**told, "participants": "", "topics": "", "places": {}, "next_on": None, "reason": "Fel dag."}

    assert race(*[lambda: correct_dialogue(meeting, **more, by=BY)] * 2) == ["RuleBroken", "done"]
    assert DialogueMeeting.objects.standing().count() == 1


def test_two_corrections_of_a_change_at_once():
    row = CommitmentFactory()
    told = {"holds_from": dt.date(2026, 10, 1), "ground": "Avtalet punkt 6.2", "reason": "Fel siffra."}
    change = change_commitment(row, **told, full_time_months=Decimal(72), by=BY)

    acts = [lambda: correct_change(change, **told, full_time_months=Decimal(48), by=BY)] * 2
    assert race(*acts) == ["RuleBroken", "done"]
    assert Variation.objects.standing().count() == 1
