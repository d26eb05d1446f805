"""What waits for a judgement stands at home with its day, for all who may judge and for nobody else."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.actors import SystemJob
from core.slots import todo
from core.together import ask, asked_of, told_of
from followup.unjudged import PATIENCE
from organisations.permissions import Role
from suppliers.people import people_address
from tests.followup.conftest import at
from tests.matching.factories import placement_in

BY = SystemJob("test")
KNOWN, DUE = dt.date(2026, 4, 7), dt.date(2026, 4, 21)


@pytest.fixture(autouse=True)
def known_of():
    with clock.frozen(KNOWN):
        yield


def waiting(member) -> list[tuple]:
    inquiries = asked_of(todo, member)
    ask(*inquiries)
    found = [item for item in told_of(inquiries) if item.kind == "judging"]
    return [(item.action, item.url, item.due_on) for item in found]


def judge(placement, *, by) -> None:
    placement.attribute(attribution="direct_requirement", reason="Ny plats", by=by)
    placement.confirm_target_group(by=by, on=KNOWN, basis="employment_service")


def test_a_person_who_is_not_judged_waits_for_those_who_judge(commitment, manager):
    officer = at(commitment, Role.MATCHING_OFFICER)
    placement = placement_in(commitment)

    told = [("Bedöm 1 person i avtalet", people_address(commitment), DUE)]
    assert (waiting(manager), waiting(officer)) == (told, told)

    judge(placement, by=manager)
    assert (waiting(manager), waiting(officer)) == ([], [])


def test_several_lead_to_the_page_for_all_by_the_day_of_the_first(commitment, manager):
    placement_in(commitment)
    with clock.frozen(DUE):
        placement_in(commitment)
        placement_in(commitment)

        [(action, url, due_on)] = waiting(manager)

    assert (action, due_on) == ("Bedöm 3 personer i avtalet", DUE)
    assert url.startswith(reverse("matching:judging", args=[commitment.pk]))


def test_nobody_is_years_late_because_of_an_old_contract(commitment, manager):
    placement_in(commitment)
    with clock.frozen(KNOWN + PATIENCE + dt.timedelta(days=1)):
        [(_action, _url, old)] = waiting(manager)
        placement_in(commitment)
        [(action, _url, new)] = waiting(manager)

    assert (old, new) == (None, KNOWN + PATIENCE + dt.timedelta(days=15))
    assert action == "Bedöm 2 personer i avtalet"


def test_half_a_judgement_still_waits(commitment, manager):
    placement_in(commitment).attribute(attribution="direct_requirement", reason="Ny plats", by=manager)

    assert len(waiting(manager)) == 1


def test_nobody_waits_for_who_has_not_begun_or_was_entered_by_mistake(commitment, manager):
    placement_in(commitment, starts_on=KNOWN + dt.timedelta(days=1))
    placement_in(commitment).withdraw(by=BY, reason="Fel avtal.")

    assert waiting(manager) == []


@pytest.mark.parametrize("role", [Role.DECISION_MAKER, Role.ORDERER, Role.COORDINATOR])
def test_others_are_not_asked(commitment, role):
    placement_in(commitment)

    assert waiting(at(commitment, role)) == []


def test_the_supplier_and_another_authority_are_not_asked(commitment, supplier, commitment_elsewhere):
    placement_in(commitment)

    assert waiting(supplier) == []
    assert waiting(at(commitment_elsewhere, Role.CONTRACT_MANAGER, Role.MATCHING_OFFICER)) == []


@pytest.fixture
def commitment_elsewhere(db):
    from tests.procurements.factories import CommitmentFactory

    return CommitmentFactory()
