"""The rows of a case, fetched together: what tasks, gates and pages are computed from."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from core import clock
from core.models import IssuedDocument
from core.prepared import Prepared, key_of
from core.together import Inquiry, ask, hand_out
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


WHO = ("member__user", "on_behalf_of__user")


def _of_go(model: type[Any], *related: str) -> Prepared[Any]:
    """What was decided about proposals to go on."""

    def build(cases: list[int], go_type: int) -> QuerySet[Any]:
        proposals = GoDecision.objects.exclude(state=GoState.DROPPED).filter(procurement__among=cases)
        found = model._base_manager.filter(content_type=go_type, object_id__among=proposals)
        return (found.select_related(*related) if related else found).order_by("pk")

    return Prepared.by_keys(build, further=1)


def _documents(cases: list[int], case_type: int) -> QuerySet[IssuedDocument]:
    found = IssuedDocument.objects.filter(content_type=case_type, object_id__among=cases)
    return found.defer("context", "frame").order_by("-version", "-edition")


# What any case may have: waivers, proposals to go on with how they were decided, lots, documents.
OF_ANY: dict[str, Prepared[Any]] = {
    "waivers": Prepared.by_keys(
        lambda cases: Waiver.objects.standing().filter(procurement__among=cases)
        .select_related(*WHO).order_by("pk")
    ),
    "go_decisions": Prepared.by_keys(
        lambda cases: GoDecision.objects.exclude(state=GoState.DROPPED).filter(procurement__among=cases)
        .select_related("prepared_by__user", "authority").order_by("-pk")
    ),
    "lots": Prepared.by_keys(
        lambda cases: Lot.objects.filter(procurement__among=cases)
        .select_related("requirement__approver__user", "requirement__publication").order_by("number")
    ),
    "documents": Prepared.by_keys(_documents, further=1),
}  # fmt: skip
OF_GO: dict[str, Prepared[Any]] = {
    "body_referrals": _of_go(BodyReferral),
    "delegate_requests": _of_go(DelegateRequest, "delegate__user"),
    "body_decisions": _of_go(BodyDecision),
    "delegated_decisions": _of_go(DelegatedDecision),
}
QUESTIONS: dict[str, Prepared[Any]] = {
    **OF_ANY,
    **OF_GO,
    "entry_consents": Prepared.by_keys(
        lambda cases: EntryConsent.objects.filter(procurement__among=cases).order_by("-pk")
    ),
    "awards": Prepared.by_keys(
        lambda cases: Award.objects.standing().filter(lot__procurement__among=cases)
        .select_related("supplier").order_by("pk")
    ),
    "reviews": Prepared.by_keys(
        lambda cases: CourtReview.objects.filter(award__lot__procurement__among=cases)
        .select_related("ruling").order_by("filed_on", "pk")
    ),
    "contracts": Prepared.by_keys(
        lambda cases: Contract.objects.filter(lot__procurement__among=cases)
        .select_related("supplier", "start_meeting").order_by("-pk")
    ),
    "commitments": Prepared.by_keys(
        lambda cases: Commitment.objects.filter(contract__lot__procurement__among=cases).order_by("pk")
    ),
}  # fmt: skip


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
    wanted = set(OF_ANY) | set(OF_GO)
    if any(getattr(case, "entry_check", None) and case.entry_check.needs_consent for case in cases):
        wanted |= {"entry_consents"}
    if any(not case.is_preparing for case in cases):
        wanted |= {"awards", "reviews"}
    if any(case.state in WITH_CONTRACT for case in cases):
        wanted |= {"contracts"}
    if any(_is_taken_over(case) for case in cases):
        wanted |= {"commitments"}
    types = {"documents": key_of(Procurement), **dict.fromkeys(OF_GO, key_of(GoDecision))}
    asked = {
        name: question(keys, types[name]) if name in types else question(keys)
        for name, question in QUESTIONS.items()
        if name in wanted
    }

    def tell(*answers: list[Any]) -> Iterable[CaseRows]:
        return _told(cases, dict(zip(asked, answers, strict=True)))

    return Inquiry(tell, *asked.values())


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
