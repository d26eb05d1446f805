"""The steps bar on the contract's page says what the case says."""

import pytest

from core.components import Status
from organisations.permissions import Role
from procurements.models import MarketPicture, Waiver
from procurements.states import CaseState
from reference.regimes import Regime
from tests.procurements.factories import CommitmentFactory, member_of

pytestmark = pytest.mark.django_db
ALL_DONE = [Status.DONE] * 5 + [Status.RUNNING]


@pytest.fixture
def commitment():
    row = CommitmentFactory()
    type(row.contract.lot.procurement).objects.update(regime=Regime.ABOVE_THRESHOLD)
    return row


def bar(commitment, as_member):
    manager = member_of(commitment.contract.lot.procurement, Role.CONTRACT_MANAGER)
    return [
        step.state for step in as_member(manager).get(commitment.get_absolute_url()).context["page"].steps
    ]


def test_a_step_that_is_not_needed_here_says_so_until_it_is_taken_back(commitment, as_member):
    case = commitment.contract.lot.procurement
    by = member_of(case, Role.PROCURER)
    assert bar(commitment, as_member) == ALL_DONE
    waiver = Waiver.give(case, f"step:{CaseState.MAP}", reason="Känd marknad", by=by)
    Waiver.give(case, "market", reason="Känd marknad", by=by)

    assert bar(commitment, as_member) == [Status.DONE, Status.NOT_NEEDED, *ALL_DONE[2:]]
    waiver.undo(by=by)
    assert bar(commitment, as_member) == ALL_DONE


def test_without_a_notice_nothing_is_mapped_or_analysed_unless_somebody_did(commitment, as_member):
    case = commitment.contract.lot.procurement
    type(case).objects.update(regime=Regime.DIRECT)
    assert bar(commitment, as_member) == [Status.DONE, *[Status.NOT_NEEDED] * 2, *ALL_DONE[3:]]
    MarketPicture.objects.create(procurement=case, competence_needed="Körkort B")

    assert bar(commitment, as_member) == [*ALL_DONE[:2], Status.NOT_NEEDED, *ALL_DONE[3:]]
