"""The rows of a case, fetched together: what tasks, gates and pages are computed from."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from core import clock
from core.models import IssuedDocument
from core.together import Inquiry, Rows, ask, hand_out
from procurements.models import (
    Assessment,
    Award,
    Commitment,
    Contract,
    CourtReview,
    EntryCheck,
    EntryConsent,
    GoDecision,
    Lot,
    MarketPicture,
    Plan,
    Procurement,
    Requirement,
    StartMeeting,
    Waiver,
)
from procurements.signing_day import SigningDay, signing_day
from procurements.states import AwardState, CaseState, GoState
from strategy.models import BodyDecision, BodyReferral, DelegatedDecision, DelegateRequest

BASIS = "decision_basis"
WITH_CONTRACT = frozenset({CaseState.IMPLEMENT, CaseState.MANAGE, CaseState.CLOSED})


@dataclass(frozen=True, kw_only=True)
class CaseRows:
    """One case as it stands. `waived` maps the key of a task or step to its reason."""

    case: Procurement
    today: dt.date
    waived: Mapping[str, str] = field(default_factory=dict)
    entry: EntryCheck | None = None
    consent: EntryConsent | None = None
    plan: Plan | None = None
    market: MarketPicture | None = None
    assessment: Assessment | None = None
    documents: tuple[IssuedDocument, ...] = ()
    go: GoDecision | None = None
    requirement: Requirement | None = None
    award: Award | None = None
    reviews: tuple[CourtReview, ...] = ()
    signing: SigningDay | None = None
    contract: Contract | None = None
    meeting: StartMeeting | None = None
    promised: Commitment | None = None  # of a contract taken over, whose requirement was never written here

    @property
    def basis(self) -> IssuedDocument | None:
        """The latest decision basis, made or being made."""
        return next((row for row in self.documents if row.kind == BASIS and not row.edition), None)


def with_sheets(cases: QuerySet[Procurement]) -> QuerySet[Procurement]:
    """Cases with the people and the one-page sheets that every page of a case reads."""
    return cases.select_related(
        "authority__organisation", "handler__user", "matching_officer__user", "cpv",
        "entry_check", "plan", "market", "assessment",
    )  # fmt: skip


def rows_of(case: Procurement, *others: Inquiry[Any]) -> CaseRows:
    """The rows of one case, in one query that answers the other inquiries as well. Expects `with_sheets`."""
    own = _inquiry([case])
    ask(own, *others)
    return next(iter(own.told()))


def all_rows(cases: Iterable[Procurement]) -> list[CaseRows]:
    """The rows of many cases, in one query as for one."""
    found = list(cases)
    if not found:
        return []
    own = _inquiry(found)
    ask(own)
    return list(own.told())


# Whose rows they are; each is handed out under its own name.
OWNERS = {
    "waivers": "cases",
    "entry_consents": "cases",
    "go_decisions": "cases",
    "body_referrals": "go_decisions",
    "delegate_requests": "go_decisions",
    "body_decisions": "go_decisions",
    "delegated_decisions": "go_decisions",
    "lots": "cases",
    "awards": "lots",
    "reviews": "awards",
    "contracts": "lots",
    "commitments": "contracts",
}


def _inquiry(cases: list[Procurement]) -> Inquiry[CaseRows]:
    """Awards and contracts are asked for only where a case is far enough to have them."""
    keys = [case.pk for case in cases]
    wanted: dict[str, QuerySet[Any]] = _early(keys)
    if any(getattr(case, "entry_check", None) and case.entry_check.needs_consent for case in cases):
        wanted["entry_consents"] = EntryConsent.objects.filter(procurement__in=keys).order_by("-pk")
    if any(not case.is_preparing for case in cases):
        awards = Award.objects.standing().filter(lot__procurement__in=keys)
        wanted["awards"] = awards.select_related("supplier").order_by("pk")
        reviews = CourtReview.objects.filter(award__lot__procurement__in=keys)
        wanted["reviews"] = reviews.select_related("ruling").order_by("filed_on", "pk")
    if any(case.state in WITH_CONTRACT for case in cases):
        contracts = Contract.objects.filter(lot__procurement__in=keys)
        wanted["contracts"] = contracts.select_related("supplier", "start_meeting").order_by("-pk")
    if any(_is_taken_over(case) for case in cases):
        promised = Commitment.objects.filter(contract__lot__procurement__in=keys)
        wanted["commitments"] = promised.order_by("pk")
    asked = {name: Rows(queryset) for name, queryset in wanted.items()}

    def tell(*answers: list[Any]) -> Iterable[CaseRows]:
        return _told(cases, dict(zip(asked, answers, strict=True)))

    return Inquiry(tell, *asked.values())


def _early(keys: list[int]) -> dict[str, QuerySet[Any]]:
    """What any case may have: waivers, proposals to go on with how they were decided, lots, documents."""
    decisions = GoDecision.objects.exclude(state=GoState.DROPPED).filter(procurement__in=keys)
    of_decision = {
        "content_type": ContentType.objects.get_for_model(GoDecision),
        "object_id__in": decisions.values("pk"),
    }
    who = ("member__user", "on_behalf_of__user")
    lots = Lot.objects.filter(procurement__in=keys)
    about_case = {"content_type": ContentType.objects.get_for_model(Procurement), "object_id__in": keys}
    documents = IssuedDocument.objects.filter(**about_case).defer("context", "frame")
    requests = DelegateRequest.objects.filter(**of_decision).select_related("delegate__user")
    return {
        "waivers": Waiver.objects.standing().filter(procurement__in=keys).select_related(*who).order_by("pk"),
        "go_decisions": decisions.select_related("prepared_by__user", "authority").order_by("-pk"),
        "body_referrals": BodyReferral.objects.filter(**of_decision).order_by("pk"),
        "delegate_requests": requests.order_by("pk"),
        "body_decisions": BodyDecision.objects.filter(**of_decision).order_by("pk"),
        "delegated_decisions": DelegatedDecision.objects.filter(**of_decision).order_by("pk"),
        "lots": lots.select_related("requirement__approver__user", "requirement__publication").order_by(
            "number"
        ),
        "documents": documents.order_by("-version", "-edition"),
    }


def _told(cases: list[Procurement], found: dict[str, list[Any]]) -> Iterable[CaseRows]:
    found["cases"] = list(cases)
    for name, owner in OWNERS.items():
        if name in found:
            hand_out(found[name], to=found[owner], name=name)
    documents: dict[int, list[IssuedDocument]] = defaultdict(list)
    for document in found["documents"]:
        documents[document.object_id].append(document)
    return [_rows(case, documents=tuple(documents[case.pk])) for case in cases]


def _rows(case: Procurement, *, documents: tuple[IssuedDocument, ...]) -> CaseRows:
    lot = next(iter(case.lots.all()), None)
    late = lot is not None and not case.is_preparing
    award: Award | None = next(iter(lot.awards.all()), None) if lot and late else None
    contract: Contract | None = None
    if lot is not None and case.state in WITH_CONTRACT:
        contract = next(iter(lot.contracts.all()), None)
    entry = getattr(case, "entry_check", None)
    today = clock.today()
    return CaseRows(
        case=case,
        today=today,
        waived={waiver.what: waiver.reason for waiver in case.waivers.all()},
        entry=entry,
        consent=next(iter(case.entry_consents.all()), None) if entry and entry.needs_consent else None,
        plan=getattr(case, "plan", None),
        market=getattr(case, "market", None),
        assessment=getattr(case, "assessment", None),
        documents=documents,
        go=next(iter(case.go_decisions.all()), None),
        requirement=getattr(lot, "requirement", None) if lot else None,
        award=award,
        reviews=tuple(award.reviews.all()) if award else (),
        signing=_signing(award, case, on=today) if award else None,
        contract=contract,
        meeting=getattr(contract, "start_meeting", None) if contract else None,
        promised=next(iter(contract.commitments.all()), None) if contract and _is_taken_over(case) else None,
    )


def _is_taken_over(case: Procurement) -> bool:
    return case.entered_running and case.state in WITH_CONTRACT


def _signing(award: Award, case: Procurement, *, on: dt.date) -> SigningDay | None:
    if award.state not in {AwardState.MADE, AwardState.NOTIFIED}:
        return None
    return signing_day(award, regime=case.regime, reviews=award.reviews.all(), on=on)
