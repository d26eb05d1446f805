"""Taking over a contract that already runs."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.rules import RuleBroken
from organisations.models import Authority, Kind, Membership, Organisation
from procurements.choices import Purpose, RequirementKind
from procurements.models import Commitment, ContactPerson, Contract, Lot, Participant, Procurement
from procurements.states import CaseState, CommitmentState


@dataclass(frozen=True, kw_only=True)
class RunningContract:
    """What one knows of a running contract: who, since when, until when, and what was promised."""

    authority: Authority
    supplier_name: str
    supplier_number: str
    title: str
    starts_on: dt.date
    ends_on: dt.date
    purpose: str = Purpose.SIDE_CONDITION
    kind: str = RequirementKind.NUMERIC
    full_time_months: Decimal | None = None
    yearly_average: Decimal | None = None
    places: int | None = None
    place_hours: int | None = None
    diary_number: str = ""
    report_every: str = ""
    reporter_name: str = ""
    reporter_email: str = ""
    reporter_phone: str = ""
    first_start_within_months: int | None = None
    dialogue_first_within_months: int | None = None
    terms: dict[str, object] = field(default_factory=dict)


@transaction.atomic
def enter_running_contract(facts: RunningContract, *, by: Membership) -> Commitment:
    """Open the case directly in step Manage, with its contract and commitment.

    The earlier steps are marked as handled outside. A day for the first start, or for the first dialogue, is
    a term only where it is stated. Registers the supplier where it is new. Opens no
    reports and tells nobody: the caller in a room above does.
    """
    supplier = supplier_of(name=facts.supplier_name, number=facts.supplier_number, by=by)
    case = _case(facts, by=by)
    lot = Lot.objects.create(procurement=case)
    contract = Contract(lot=lot, supplier=supplier, starts_on=facts.starts_on, ends_on=facts.ends_on)
    contract.full_clean()
    contract.save()
    commitment = _commitment(facts, contract, by=by)
    if facts.reporter_name or facts.reporter_email or facts.reporter_phone:
        ContactPerson.add(
            commitment,
            by=by,
            side=ContactPerson.Side.SUPPLIER,
            name=facts.reporter_name or facts.reporter_email or facts.reporter_phone,
            email=facts.reporter_email,
            phone=facts.reporter_phone,
            reports=bool(facts.reporter_email),
        )
    return commitment


def supplier_of(*, name: str, number: str, by: Membership) -> Organisation:
    """The supplier with this organisation number, registered now if it is new; the log says by whom."""
    supplier = Organisation(name=name, number=number, kind=Kind.SUPPLIER)
    supplier.clean_fields()
    known = Organisation.objects.filter(number=supplier.number).first()
    if known is None:
        supplier.save()
        audit.record("organisation_created", supplier, by=by, changes={"kind": Kind.SUPPLIER.value})
        return supplier
    if known.kind != Kind.SUPPLIER:
        raise RuleBroken(
            _("The organisation number belongs to {name}, which is not a supplier.").format(name=known.name)
        )
    return known


def _case(facts: RunningContract, *, by: Membership) -> Procurement:
    case = Procurement.objects.create(
        authority=facts.authority,
        title=facts.title,
        diary_number=facts.diary_number,
        purpose=facts.purpose,
        handler=by,
        entered_running=True,
        state=CaseState.MANAGE,
    )
    case.begin(by=by, reason=_("Earlier steps were handled outside Insteg"))
    Participant.objects.create(procurement=case, authority=facts.authority, is_running=True)
    return case


def _commitment(facts: RunningContract, contract: Contract, *, by: Membership) -> Commitment:
    commitment = Commitment(
        contract=contract,
        authority=facts.authority,
        title=facts.title,
        diary_number=facts.diary_number,
        contract_manager=by,
        kind=facts.kind,
        full_time_months=facts.full_time_months,
        yearly_average=facts.yearly_average,
        places=facts.places,
        place_hours=facts.place_hours,
        state=CommitmentState.RUNNING,
        **{
            "first_start_within_months": facts.first_start_within_months,
            "dialogue_first_within_months": facts.dialogue_first_within_months,
            **facts.terms,
        },
    )
    if facts.report_every:
        commitment.report_every = facts.report_every
    commitment.full_clean(exclude=["sort_key"])
    commitment.save()
    commitment.begin(by=by)
    return commitment
