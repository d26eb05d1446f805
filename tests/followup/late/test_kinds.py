"""What is late under contracts and cases, and at whom: each kind, until it is closed."""

import datetime as dt

import pytest

from followup.actions.following import record_step
from procurements.models import Commitment, StartMeeting, Waiver
from procurements.states import CaseState
from suppliers.tallies import keep
from tests.followup.late.matters import (
    BY,
    LONG_AGO,
    MATTERS,
    NAMES,
    TODAY,
    a_hearing,
    a_meeting,
    a_request,
    kinds,
    told,
)
from tests.matching.factories import placement_in


@pytest.mark.parametrize(("make", "kind", "what", "at_whom", "role"), MATTERS, ids=NAMES)
def test_each_kind_says_what_and_at_whom_and_leads_somewhere(
    started, leader, as_member, make, kind, what, at_whom, role
):
    settle = make(started, leader)
    names = {
        "supplier": started.contract.supplier.name,
        "authority": started.authority.name,
        "leader": leader.user.name,
    }

    (row,) = told(leader).oldest()
    assert kinds(leader) == {kind: 1}
    assert (row.what[: len(what)], row.at_whom, row.role) == (what, at_whom.format(**names), role)
    assert row.due_on < TODAY
    assert as_member(leader).get(row.url).status_code == 200

    settle()
    assert kinds(leader) == {}


@pytest.mark.parametrize("make", [matter for matter, *_rest in MATTERS], ids=NAMES)
def test_nothing_is_late_any_more_once_the_matter_is_closed(started, leader, make):
    make(started, leader)
    assert told(leader).count() == 1

    Commitment.objects.update(state="closed")
    type(started.contract.lot.procurement).objects.update(state=CaseState.CANCELLED)
    for row in leader.organisation.authorities.get().leadership_decisions.all():
        row.send_back(reason="Dras tillbaka", by=row.prepared_by)

    assert told(leader).count() == 0


def test_a_first_start_is_late_at_the_supplier_until_somebody_starts(commitment, leader):
    (row,) = told(leader).oldest()
    assert (row.due_on, row.at_whom) == (dt.date(2026, 7, 1), commitment.contract.supplier.name)
    keep([commitment.pk])
    assert told(leader).oldest() == [row]  # the same from what is kept

    placement_in(commitment, starts_on=LONG_AGO)
    assert kinds(leader) == {}


def test_a_first_start_is_late_at_the_matching_side_while_it_has_not_answered(commitment, leader):
    a_request(commitment, leader)

    found = {row.what: (row.at_whom, row.role) for row in told(leader).oldest()}
    assert found["Första start"] == (commitment.authority.name, "Matchningsansvarig")


def test_a_decision_is_not_late_while_the_matching_side_has_not_answered(started, leader):
    a_hearing(started, leader)
    a_request(started, leader)

    assert kinds(leader) == {"matching.requests": 1}


def test_nobody_is_late_with_a_start_that_was_relieved(commitment, leader):
    record_step(commitment, "relief", on=LONG_AGO, reason="Ingen kandidat", by=BY)

    assert kinds(leader) == {}


@pytest.mark.parametrize("what", ["start_meeting", "step:implement"])
def test_a_meeting_that_is_not_needed_is_not_late(started, leader, what):
    a_meeting(started, leader)
    Waiver.give(started.contract.lot.procurement, what, reason="Känd leverantör", by=BY)

    assert kinds(leader) == {}


def test_the_day_itself_is_in_time(started, leader):
    a_meeting(started, leader)
    StartMeeting.objects.update(due_on=TODAY)
    assert kinds(leader) == {}

    StartMeeting.objects.update(due_on=TODAY - dt.timedelta(days=1))
    assert kinds(leader) == {"procurements.meetings": 1}
