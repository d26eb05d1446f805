"""How the pages of a procurement are asked: one case for each place it can be in."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from core import clock
from core.models import IssuedDocument
from organisations.models import Part
from organisations.permissions import Role
from procurements.actions import drafting, going_on
from procurements.actions.signing import Signed, SupplierContact, sign_contract
from procurements.models import (
    Assessment,
    Award,
    Bid,
    ComingNotice,
    CourtReview,
    EntryCheck,
    Participant,
    Plan,
    Procurement,
    Waiver,
)
from procurements.states import AwardState, CaseState
from reference.regimes import Regime
from strategy.choices import Delegable
from tests.house import cases_purchases
from tests.house.case import Case
from tests.house.cases_strategy import SOON, issue
from tests.house.world import MOMENT, TODAY, Corner, World, another_step
from tests.organisations.factories import AuthorityFactory
from tests.procurements.factories import AwardFactory, CaseFactory, RequirementFactory
from tests.strategy.factories import DelegationItemFactory

SENT = TODAY - dt.timedelta(days=20)


def furnish(corner: Corner) -> None:
    head = corner.people[Role.DECISION_MAKER]
    DelegationItemFactory(authority=corner.authority, what=Delegable.GO, function=head.title)
    planned = started(corner)
    corner.add(
        case=planned,
        waiver=Waiver.give(planned, "plan", reason="Finns i planen", by=corner.people[Role.PROCURER]),
        participant=Participant.objects.get(procurement=planned),
        case_at_body=_at_body(corner),
        case_decided=_decided(corner),
        case_at_delegate=_at_delegate(corner),
        case_drafting=drafting_case(corner),
        case_submitted=_submitted(corner),
        case_awarded=_awarded(corner),
        case_signed=_signed(corner),
        case_direct=started(corner, regime=Regime.DIRECT),
        case_cancelled=_cancelled(corner),
        case_shown=shown_case(corner),
    )
    corner.add(
        case_basis=IssuedDocument.objects.about(corner.case_at_delegate).get(),
        review=CourtReview.objects.get(award__lot__procurement=corner.case_awarded),
    )
    cases_purchases.furnish(corner)


def started(corner: Corner, **values: Any) -> Procurement:
    """A case in Plan that goes on without a decision, and waits for consent."""
    by = corner.people[Role.PROCURER]
    case: Procurement = CaseFactory(authority=corner.authority, handler=by, **values)
    case.begin(by=by)
    no = {"has_decision": False, "has_decision_reason": "Beslut väntas"}
    EntryCheck.write(case, by=by, orderer_wants_it=True, has_officer=True, has_network=True, **no)
    Plan.write(case, by=by, scope="Parker", award_on=SOON)
    return case


def shown_case(corner: Corner) -> Procurement:
    """A coming procurement that everybody reads of, in an organisation that has the open page on."""
    organisation, by = corner.organisation, corner.people[Role.PROCURER]
    organisation.parts = list(dict.fromkeys([*organisation.parts, Part.OPEN]))
    organisation.save()
    case, contact = started(corner), ("Ulla Upphandlare", "ulla@example.org", "08-465 004 11")
    ComingNotice.show(case, title="Parker", planned_for=SOON, contact=contact, by=by)
    return case


def _proposed(corner: Corner) -> Procurement:
    case = started(corner, state=CaseState.ANALYSE)
    months = Decimal(48)
    Assessment.write(
        case, by=corner.people[Role.PROCURER], proposal="go", kind="numeric", full_time_months=months
    )
    return Procurement.objects.get(pk=case.pk)


def _at_body(corner: Corner) -> Procurement:
    case = _proposed(corner)
    going_on.send_to_body(case, body="Nämnden", meeting_on=SOON, by=corner.people[Role.PROCURER])
    return case


def _decided(corner: Corner) -> Procurement:
    """A committee has decided; its minutes have not come."""
    case, by = _proposed(corner), corner.people[Role.PROCURER]
    with clock.frozen(MOMENT - dt.timedelta(days=7)):
        going_on.send_to_body(case, body="Nämnden", meeting_on=clock.today(), by=by)
    day = {"body": "Nämnden", "decided_on": TODAY - dt.timedelta(days=7), "paragraph": "8"}
    going_on.record_body_decision(case.go_decisions.get(), **day, outcome="go", by=by)
    return case


def _at_delegate(corner: Corner) -> Procurement:
    case, by = _proposed(corner), corner.people[Role.PROCURER]
    going_on.ask_delegate(case, delegate=corner.people[Role.DECISION_MAKER], by=by)
    issue(IssuedDocument.objects.about(case).get(), by=by)
    return case


def drafting_case(corner: Corner) -> Procurement:
    """A case in Procure with a draft that lacks nothing."""
    case = started(corner, state=CaseState.PROCURE)
    RequirementFactory(case=case, member=corner.people[Role.PROCURER]).begin(by=corner.people[Role.PROCURER])
    return case


def _submitted(corner: Corner) -> Procurement:
    case = drafting_case(corner)
    drafting.submit(case.only_lot.requirement, approver=None, by=corner.people[Role.PROCURER])
    return case


def _published(corner: Corner) -> Award:
    """Published, awarded and told long ago."""
    case, by = _submitted(corner), corner.people[Role.PROCURER]
    requirement = case.only_lot.requirement
    drafting.approve(requirement, by=corner.people[Role.DECISION_MAKER])
    requirement.publish(published_on=SENT, by=by)
    told = {"notified_on": SENT, "is_electronic": True}
    award: Award = AwardFactory(
        case=case, supplier=corner.supplier, state=AwardState.NOTIFIED, decided_on=SENT, **told
    )
    award.begin(by=by)
    Bid.note(award, bidder=f"Hemlig anbudsgivare {corner.name}", price_sek=1_000_000, by=by)
    return award


def undecided_award(world: World) -> Award:
    """In the record of the own corner already, but decided tomorrow: what no verb lets happen."""
    case, by = _submitted(world.own), world.own.people[Role.PROCURER]
    requirement = case.only_lot.requirement
    drafting.approve(requirement, by=world.own.people[Role.DECISION_MAKER])
    requirement.publish(published_on=TODAY, by=by)
    tomorrow = TODAY + dt.timedelta(days=1)
    award: Award = AwardFactory(
        case=case, supplier=world.own.supplier, state=AwardState.MADE, decided_on=tomorrow
    )
    award.begin(by=by)
    world.own.add(case_undecided=case, award_undecided=award)
    return award


def _awarded(corner: Corner) -> Procurement:
    award = _published(corner)
    by = corner.people[Role.PROCURER]
    CourtReview.file(award, court="Förvaltningsrätten", case_number="1-26", filed_on=SENT, by=by)
    return award.lot.procurement


def _signed(corner: Corner) -> Procurement:
    award = _published(corner)
    contact = SupplierContact(name="Lars Leverantör", email="lars@example.org")
    paper = Signed(signed_on=TODAY, starts_on=TODAY, ends_on=TODAY + dt.timedelta(days=1460), contact=contact)
    sign_contract(award, paper, by=corner.people[Role.PROCURER])
    return Procurement.objects.get(pk=award.lot.procurement_id)


def _cancelled(corner: Corner) -> Procurement:
    case = started(corner)
    case.cancel(reason="Behovet föll bort", by=corner.people[Role.PROCURER])
    return case


def _another_case(world: World) -> None:
    _at_delegate(world.own)
    drafting_case(world.own)


def _another_step(world: World) -> None:
    another_step(world.own.case)


def _another_party(world: World) -> None:
    other = AuthorityFactory(organisation=world.own.organisation)
    Participant.objects.create(procurement=world.own.case, authority=other)


def _another_bid(world: World) -> None:
    award, by = world.own.case_awarded.only_lot.awards.get(), world.own.people[Role.PROCURER]
    Bid.note(award, bidder=f"Anbudsgivare {Bid.objects.count()}", price_sek=2_000_000, by=by)


STATES = (
    "case_at_body", "case_at_delegate", "case_drafting", "case_submitted", "case_awarded", "case_signed",
    "case_direct", "case_cancelled",
)  # fmt: skip
_case = Case(row="case", states=STATES)
SHEETS = ("entry_check", "plan", "market", "assessment")  # a form for whoever works in the case, else read
ONE_CASE = (
    "case", "facts", "particulars", "participants", "events", "step", "cancellation", "waivers",
    "entry_check", "entry_consent", "matching_officer", "plan", "market", "assessment", "go_decision",
    "decision_basis",
    "referral", "body_decision", "delegate_request", "signature", "document_to_sign", "go_return",
    "requirement", "requirement_start", "versions", "submission", "approval", "requirement_return",
    "publication", "requirement_text", "requirement_docx", "award", "notification", "award_withdrawal",
    "bids", "review", "contract", "start_meeting", "meeting_booking",
)  # fmt: skip

CASES = {
    **cases_purchases.CASES,
    "procurements:case_list": Case(more=_another_case),
    "procurements:case_export": Case(more=_another_case),
    "procurements:new_case": Case(),
    "procurements:cpv": Case(),
    **{f"procurements:{name}": _case for name in ONE_CASE},
    **{f"procurements:{name}": replace(_case, differs_by_role=True) for name in SHEETS},
    "procurements:go_decision": replace(_case, states=(*STATES, "case_decided")),
    "procurements:minutes": replace(_case, states=("case_decided",)),
    "procurements:case": replace(_case, more=_another_step),
    "procurements:events": replace(_case, more=_another_step),
    "procurements:participants": replace(_case, more=_another_party),
    "procurements:bids": replace(_case, more=_another_bid, counted="case_awarded"),
    "procurements:coming_notice": replace(_case, states=(*STATES, "case_shown")),
    "procurements:coming_notice_end": Case(row="case_shown"),
    "procurements:reopening": Case(
        row="case", states=STATES, kwargs=lambda corner: {"pk": corner.case.pk, "to": "plan"}
    ),
    "procurements:waiver_undoing": Case(
        row="case", kwargs=lambda corner: {"pk": corner.case.pk, "waiver": corner.waiver.pk}
    ),
    "procurements:participant_exit": Case(
        row="case", kwargs=lambda corner: {"pk": corner.case.pk, "participant": corner.participant.pk}
    ),
    "procurements:document": Case(
        row="case_at_delegate",
        kwargs=lambda corner: {"pk": corner.case_at_delegate.pk, "document_pk": corner.case_basis.pk},
    ),
    "procurements:ruling": Case(
        row="case_awarded",
        kwargs=lambda corner: {"pk": corner.case_awarded.pk, "review": corner.review.pk},
    ),
}
