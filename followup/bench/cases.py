"""Procurements in every step, and contracts with their commitments."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from core import clock
from followup.bench.people import Side
from followup.bench.rows import BY, Step, store, store_history
from procurements.choices import Answer, GoOutcome, RequirementKind
from procurements.models import (
    Assessment,
    Award,
    Commitment,
    ContactPerson,
    Contract,
    EntryCheck,
    Lot,
    OpeningBalance,
    Participant,
    Plan,
    Procurement,
    Requirement,
)
from procurements.states import STEPS, AwardState, CaseState, CommitmentState, RequirementState
from suppliers.ledger.months import add_months, last_day_of_term

S = CaseState
# Of twenty cases fourteen run, two are closed, and four are on their way to a contract.
STATES = (*[S.MANAGE] * 14, S.CLOSED, S.CLOSED, S.PLAN, S.MAP, S.ANALYSE, S.PROCURE)
WITH_CONTRACT = {S.MANAGE, S.CLOSED}
TRADES = ("Cleaning of schools", "Upkeep of parks", "School meals", "Snow clearance", "Moving services")


def build_cases(side: Side) -> list[Procurement]:
    """The procurements with what the first steps ask for."""
    cases = store(_case(side, index) for index in range(side.buyer.cases))
    store(Participant(procurement=case, authority=case.authority, is_running=True) for case in cases)
    today, yes = clock.today(), Answer.YES
    checks = dict.fromkeys(EntryCheck.QUESTIONS, True)
    answers = dict.fromkeys(Assessment.QUESTIONS, yes)
    store(EntryCheck(procurement=case, **checks) for case in cases)
    store(Plan(procurement=case, scope="What is bought", go_wanted_on=today) for case in cases)
    store(Assessment(procurement=case, proposal=GoOutcome.GO, **answers) for case in cases)
    store_history(cases, [_steps_to(case.state, index) for index, case in enumerate(cases)])
    return cases


def _case(side: Side, index: int) -> Procurement:
    state = STATES[index % len(STATES)]
    return Procurement(
        authority=side.authorities[index % len(side.authorities)],
        title=f"{TRADES[index % len(TRADES)]}, area {index + 1}",
        diary_number=f"K{side.buyer.number} 2026/{index + 1}",
        state=state,
        handler=side.officers[index % len(side.officers)],
        matching_officer=side.matcher,
        value_sek=4_000_000,
        base_months=36,
        entered_running=state in WITH_CONTRACT and index % 2 == 1,
    )


def _steps_to(state: str, index: int) -> list[Step]:
    """A step a month, the latest one within the last two years."""
    order = [*STEPS, S.CLOSED]
    taken = order[: order.index(S(state)) + 1]
    latest = clock.today() - dt.timedelta(days=1 + index * 7 % 730)
    return [
        (step.value, latest - dt.timedelta(days=30 * back))
        for step, back in zip(taken, reversed(range(len(taken))), strict=True)
    ]


def build_commitments(side: Side, cases: Sequence[Procurement]) -> list[Commitment]:
    """Lots for every case; requirement, award, contract and commitment for those that have come so far."""
    lots = store(Lot(procurement=case) for case in cases)
    signed = [lot for lot in lots if lot.procurement.state in WITH_CONTRACT]
    contracts = store(_contract(side, lot, index) for index, lot in enumerate(signed))
    own = [contract for contract in contracts if not contract.lot.procurement.entered_running]
    _requirements_of(side, own)
    commitments = store(_commitment(side, contract, index) for index, contract in enumerate(contracts))
    store_history(commitments, [_steps_of(row) for row in commitments])
    store(
        ContactPerson(
            commitment=row, side="supplier", name="Reporter", email="reporter@bench.invalid", reports=True
        )
        for row in commitments
    )
    store(
        OpeningBalance(
            commitment=row,
            valid_from=row.contract.starts_on,
            full_time_months="0.50",
            source="The supplier's own list",
            **BY,
        )
        for row in commitments
        if row.contract.lot.procurement.entered_running
    )
    return commitments


def _steps_of(commitment: Commitment) -> list[Step]:
    begun: Step = (CommitmentState.RUNNING.value, commitment.contract.starts_on)
    ended: Step = (CommitmentState.CLOSED.value, commitment.contract.ends_on)
    return [begun, ended] if commitment.state == CommitmentState.CLOSED else [begun]


def _requirements_of(side: Side, contracts: Sequence[Contract]) -> None:
    officer = side.officers[0]
    store(
        Requirement(
            lot=contract.lot,
            authority=contract.lot.procurement.authority,
            state=RequirementState.LOCKED,
            prepared_by=officer,
            saved_by=officer,
            **_terms(0),
        )
        for contract in contracts
    )
    store(
        Award(
            lot=contract.lot,
            supplier=contract.supplier,
            state=AwardState.SIGNED,
            decided_on=contract.starts_on,
            notified_on=contract.starts_on,
            is_electronic=True,
        )
        for contract in contracts
    )


def _contract(side: Side, lot: Lot, index: int) -> Contract:
    """Three or four years from some month back; a quarter of an organisation's contracts
    with one supplier."""
    is_closed = lot.procurement.state == S.CLOSED
    back = 50 if is_closed else 1 + (index * 7) % 30
    starts_on = add_months(clock.today().replace(day=1), -back)
    supplier = side.suppliers[0] if index % 4 == 0 else side.suppliers[index % len(side.suppliers)]
    return Contract(
        lot=lot,
        supplier=supplier,
        signed_on=starts_on - dt.timedelta(days=30),
        starts_on=starts_on,
        ends_on=last_day_of_term(starts_on, 36 if is_closed or index % 3 else 48),
        value_sek=4_000_000,
    )


def _commitment(side: Side, contract: Contract, index: int) -> Commitment:
    case = contract.lot.procurement
    state = CommitmentState.CLOSED if case.state == S.CLOSED else CommitmentState.RUNNING
    return Commitment(
        contract=contract,
        authority=case.authority,
        title=case.title,
        diary_number=case.diary_number,
        contract_manager=case.handler,
        state=state,
        **_terms(index),
    )


def _terms(index: int) -> dict[str, Any]:
    places = 2 + index % 4 if index % 6 == 0 else None
    return {
        "kind": RequirementKind.NUMERIC,
        "full_time_months": None if places else 18 + 6 * (index % 6),
        "places": places,
    }
