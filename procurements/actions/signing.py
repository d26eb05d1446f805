"""From award to contract and commitment, and the award's own rows."""

import datetime as dt
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.rules import RuleBroken
from organisations.models import Membership
from procurements.actions.running_contract import supplier_of
from procurements.choices import Purpose
from procurements.clauses import text_of
from procurements.models import (
    Award,
    Commitment,
    ContactPerson,
    Contract,
    CourtReview,
    Lot,
    Procurement,
    Requirement,
    StartMeeting,
)
from procurements.models.terms import terms_of
from procurements.signals import contract_signed
from procurements.signing_day import signing_day
from procurements.states import CaseState, CommitmentState, MeetingState, RequirementState

# A default of this product, not of law: the meeting is held within a month.
START_MEETING_WITHIN = dt.timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class SupplierContact:
    """Who is called about the contract at the supplier; `reports` gets the report links."""

    name: str
    email: str = ""
    phone: str = ""
    reports: bool = True


@dataclass(frozen=True, kw_only=True)
class Signed:
    """What was signed."""

    signed_on: dt.date
    starts_on: dt.date
    ends_on: dt.date
    number: str = ""
    value_sek: int | None = None
    contract_manager: Membership | None = None
    contact: SupplierContact | None = None


@transaction.atomic
def record_award(
    case: Procurement,
    *,
    supplier_name: str,
    supplier_number: str,
    decided_on: dt.date,
    decided_by: str = "",
    reasons: str = "",
    by: Membership,
) -> Award:
    """Record who gets the contract; registers the supplier where it is new. Tells nobody."""
    if case.state != CaseState.PROCURE:
        raise RuleBroken(_("The award is recorded in step 4, Procure. Go on to it first."))
    supplier = supplier_of(name=supplier_name, number=supplier_number, by=by)
    return Award.make(
        case.only_lot, supplier=supplier, decided_on=decided_on, decided_by=decided_by, reasons=reasons, by=by
    )


@transaction.atomic
def sign_contract(award: Award, signed: Signed, *, by: Membership) -> Contract:
    """Sign, and open the commitment that the requirement promises.

    Writes contract, commitment (with the requirement's parameters), contacts and the start meeting, and
    moves the case to Implement, all or nothing. Refused before the standstill has run out. Where the
    requirement is marked as not needed, there is no commitment. `contract_signed` is sent
    after commit; rooms above do the rest.
    """
    award = (
        Award.objects.select_for_update(of=("self",))
        .select_related("lot__procurement", "supplier")
        .get(pk=award.pk)
    )
    case = award.lot.procurement
    _check_day(award, case, signed)
    terms = _locked_requirement(award.lot, case, by=by)
    contract = _contract(award, signed)
    commitment = _commitment(contract, terms, signed, by=by) if terms else None
    award.sign(by=by)
    _open_meeting(contract, case, signed, by=by)
    with case.stepping(CaseState.IMPLEMENT, by=by):
        pass
    send = partial(contract_signed.send, Contract, contract=contract, commitment=commitment, by=by)
    transaction.on_commit(send)
    return contract


def _check_day(award: Award, case: Procurement, signed: Signed) -> None:
    if signed.signed_on > clock.today():
        raise RuleBroken(_("Record the contract once it is signed, not before."))
    reviews = CourtReview.objects.filter(award=award).select_related("ruling")
    answer = signing_day(award, regime=case.regime, reviews=reviews, on=signed.signed_on)
    if answer.reason:
        raise RuleBroken(answer.reason)


def _locked_requirement(lot: Lot, case: Procurement, *, by: Membership) -> Requirement | None:
    """The requirement, locked from now on; None where the contract carries none."""
    requirement = Requirement.objects.filter(lot=lot).first()
    waived = case.waivers.standing().filter(what="requirement").exists()
    if requirement is None:
        if waived:
            return None
        if case.purpose == Purpose.PURCHASED_PLACES:
            raise RuleBroken(
                _(
                    "The places are not described. Describe them first: the contract's commitment "
                    "is made from that."
                )
            )
        raise RuleBroken(
            _(
                "There is no requirement. Write it, or mark it as not needed here, before the contract "
                "is signed."
            )
        )
    if requirement.state == RequirementState.LOCKED:
        return requirement
    needs_approval = case.is_advertised and not case.waivers.standing().filter(what="approval").exists()
    if needs_approval and requirement.state != RequirementState.APPROVED:
        raise RuleBroken(_("The requirement must be approved before the contract is signed."))
    requirement.lock_with_contract(text=text_of(requirement).plain, by=by)
    return requirement


def _contract(award: Award, signed: Signed) -> Contract:
    contract = Contract(
        lot=award.lot,
        supplier=award.supplier,
        number=signed.number,
        signed_on=signed.signed_on,
        starts_on=signed.starts_on,
        ends_on=signed.ends_on,
        value_sek=signed.value_sek,
    )
    contract.full_clean()
    contract.save()
    return contract


def _commitment(contract: Contract, terms: Requirement, signed: Signed, *, by: Membership) -> Commitment:
    case = contract.lot.procurement
    commitment = Commitment(
        contract=contract,
        authority=case.authority,
        title=case.title,
        diary_number=case.diary_number,
        contract_manager=signed.contract_manager or case.handler,
        state=CommitmentState.RUNNING,
        **terms_of(terms),
    )
    commitment.full_clean(exclude=["sort_key"])
    commitment.save()
    commitment.begin(by=by)
    _name_contacts(commitment, case, signed.contact)
    return commitment


def _name_contacts(commitment: Commitment, case: Procurement, contact: SupplierContact | None) -> None:
    """The supplier's contact and, where named, the matching officer."""
    if contact is not None:
        ContactPerson.objects.create(
            commitment=commitment,
            side=ContactPerson.Side.SUPPLIER,
            name=contact.name,
            email=contact.email,
            phone=contact.phone,
            reports=contact.reports and bool(contact.email),
        )
    if officer := case.matching_officer:
        ContactPerson.objects.create(
            commitment=commitment,
            side=ContactPerson.Side.MATCHING,
            name=officer.user.name,
            title=officer.title,
            email=officer.user.email,
            phone=officer.user.phone,
        )


def _open_meeting(contract: Contract, case: Procurement, signed: Signed, *, by: Membership) -> None:
    meeting = StartMeeting.objects.create(
        contract=contract,
        authority=case.authority,
        due_on=signed.signed_on + START_MEETING_WITHIN,
        state=MeetingState.TO_BOOK,
    )
    meeting.begin(by=by)
