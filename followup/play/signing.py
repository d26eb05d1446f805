"""From the award to the start meeting."""

from collections.abc import Iterable

from followup.play import words
from followup.play.stage import Act, Stage
from followup.play.words import written
from followup.scenario import Law, Scenario, timeline
from procurements.actions.cases import advance
from procurements.actions.signing import Signed, SupplierContact, record_award, sign_contract
from procurements.models import Bid
from procurements.states import CaseState

AFTER_PREPARING = 20


def acts(scenario: Scenario) -> Iterable[Act]:
    days, line = timeline(scenario), scenario.procurement.line
    steps = [(days.awarded_on, award), (days.signed_on, sign), (days.start_meeting_on, meet)]
    return [Act(on=on, rank=AFTER_PREPARING, line=line, do=do) for on, do in steps]


def award(stage: Stage) -> None:
    """The award, the bids behind it, and the notification that the standstill is counted from."""
    cast, told, day = stage.cast, stage.scenario.procurement, stage.days.awarded_on
    stage.award = record_award(
        stage.case,
        supplier_name=cast.supplier.name,
        supplier_number=cast.supplier.number,
        decided_on=day,
        decided_by=str(cast.decider),
        reasons=written(words.AWARD_REASONS),
        by=cast.procurer,
    )
    for number in range(told.bids or 0):
        bidder = written(words.BIDDER, number=number + 1) if number else cast.supplier.name
        Bid.note(stage.award, bidder=bidder, price_sek=None if number else told.value_sek, by=cast.procurer)
    if told.law is not Law.LOV:
        stage.award.notify(sent_on=day, is_electronic=True, by=cast.procurer)


def sign(stage: Stage) -> None:
    """The contract; its commitment and the start meeting come with it."""
    assert stage.award is not None
    cast, days = stage.cast, stage.days
    user = cast.reporter.user
    signed = Signed(
        signed_on=days.signed_on,
        starts_on=days.starts_on,
        ends_on=days.ends_on,
        value_sek=stage.scenario.procurement.value_sek,
        contract_manager=cast.manager,
        contact=SupplierContact(name=user.name, email=user.email, phone=user.phone, reports=False),
    )
    contract = sign_contract(stage.award, signed, by=cast.procurer)
    stage.commitment = contract.commitments.get()
    contract.start_meeting.book(booked_for=days.start_meeting_on, by=cast.procurer)


def meet(stage: Stage) -> None:
    """The start meeting; the case comes to step Manage."""
    meeting = stage.duty.contract.start_meeting
    meeting.hold(
        held_on=stage.days.start_meeting_on,
        participants=written(words.MEETING_PEOPLE),
        notes=written(words.MEETING_NOTES),
        by=stage.cast.manager,
    )
    advance(stage.case, CaseState.MANAGE, by=stage.cast.procurer)
