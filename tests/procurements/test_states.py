"""Every state against every state, machine by machine."""

import pytest

from core import clock
from core.rules import RuleBroken
from organisations.permissions import Role
from procurements.choices import GoOutcome
from procurements.models import Contract, GoDecision, StartMeeting
from procurements.states import (
    AWARD_TRANSITIONS,
    CASE_TRANSITIONS,
    COMMITMENT_TRANSITIONS,
    GO_TRANSITIONS,
    MEETING_TRANSITIONS,
    REQUIREMENT_TRANSITIONS,
    AwardState,
    CaseState,
    CommitmentState,
    GoState,
    MeetingState,
    RequirementState,
)
from tests.procurements.factories import (
    AwardFactory,
    CaseFactory,
    CommitmentFactory,
    RequirementFactory,
    member_of,
)

NOW = clock.today


def a_case(state):
    return CaseFactory(state=state)


def a_commitment(state):
    return CommitmentFactory(state=state)


def a_go_decision(state):
    case = CaseFactory(state=CaseState.ANALYSE)
    outcome = GoOutcome.GO if state == GoState.DECIDED else ""
    return GoDecision.objects.create(
        procurement=case,
        authority=case.authority,
        proposal=GoOutcome.GO,
        outcome=outcome,
        state=state,
        prepared_by=member_of(case, Role.PROCURER),
    )


def a_requirement(state):
    return RequirementFactory(state=state)


def an_award(state):
    told = {"notified_on": NOW(), "is_electronic": True} if state == AwardState.NOTIFIED else {}
    return AwardFactory(state=state, **told)


def a_meeting(state):
    award = AwardFactory()
    contract = Contract.objects.create(lot=award.lot, supplier=award.supplier, starts_on=NOW(), ends_on=NOW())
    days = {MeetingState.BOOKED: {"booked_for": NOW()}, MeetingState.HELD: {"held_on": NOW()}}
    authority = award.lot.procurement.authority
    return StartMeeting.objects.create(
        contract=contract, authority=authority, due_on=NOW(), state=state, **days.get(state, {})
    )


MACHINES = [
    (a_case, CaseState, CASE_TRANSITIONS),
    (a_commitment, CommitmentState, COMMITMENT_TRANSITIONS),
    (a_go_decision, GoState, GO_TRANSITIONS),
    (a_requirement, RequirementState, REQUIREMENT_TRANSITIONS),
    (an_award, AwardState, AWARD_TRANSITIONS),
    (a_meeting, MeetingState, MEETING_TRANSITIONS),
]
EVERY_START = [(make, state, states, table) for make, states, table in MACHINES for state in states]


@pytest.mark.django_db
@pytest.mark.parametrize(("make", "state", "states", "table"), EVERY_START)
def test_only_the_steps_of_the_table_can_be_taken(make, state, states, table):
    row = make(state)
    by = member_of(CaseFactory(), Role.PROCURER)
    for target in states:
        assert row.can_become(target) == (target in table[state])
        if target not in table[state]:
            with pytest.raises(RuleBroken), row.stepping(target, by=by):
                pass
    row.refresh_from_db()
    assert row.state == state
    assert not row.status_changes.exists()


@pytest.mark.parametrize(("_make", "states", "table"), MACHINES)
def test_the_table_speaks_of_every_state(_make, states, table):
    assert set(table) == set(states)
    assert set().union(*table.values()) <= set(states)
