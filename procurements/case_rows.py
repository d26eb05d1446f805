"""The rows of a case, fetched together: what tasks, gates and pages are computed from."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from core import clock
from core.models import IssuedDocument
from procurements.models import (
    Assessment,
    Award,
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

BASIS = "decision_basis"


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
    basis: IssuedDocument | None = None
    go: GoDecision | None = None
    requirement: Requirement | None = None
    award: Award | None = None
    reviews: tuple[CourtReview, ...] = ()
    signing: SigningDay | None = None
    contract: Contract | None = None
    meeting: StartMeeting | None = None


def with_sheets(cases: QuerySet[Procurement]) -> QuerySet[Procurement]:
    """Cases with the people and the one-page sheets that every page of a case reads."""
    return cases.select_related(
        "authority__organisation", "handler__user", "matching_officer__user", "cpv",
        "entry_check", "plan", "market", "assessment",
    )  # fmt: skip


def rows_of(case: Procurement) -> CaseRows:
    """The rows of one case. Expects `with_sheets`."""
    return all_rows([case])[0]


def all_rows(cases: Iterable[Procurement]) -> list[CaseRows]:
    """The rows of many cases, in the same number of queries as for one."""
    found = list(cases)
    if not found:
        return []
    prefetch_related_objects(found, *_lookups(found))
    bases = _bases(found)
    return [_rows(case, basis=bases.get(case.pk)) for case in found]


def _lookups(cases: list[Procurement]) -> list[Prefetch]:
    """Awards and contracts are fetched only where a case is far enough to have them."""
    lots = Lot.objects.select_related("requirement__approver__user", "requirement__publication")
    lookups = [
        Prefetch("waivers", Waiver.objects.standing()),
        Prefetch("go_decisions", _go_decisions()),
        Prefetch("lots", lots.order_by("number")),
    ]
    if any(getattr(case, "entry_check", None) and case.entry_check.needs_consent for case in cases):
        lookups.append(Prefetch("entry_consents", EntryConsent.objects.order_by("-pk")))
    if any(not case.is_preparing for case in cases):
        reviews = CourtReview.objects.select_related("ruling")
        awards = Award.objects.standing().select_related("supplier")
        contracts = Contract.objects.select_related("supplier", "start_meeting").order_by("-pk")
        lookups.append(Prefetch("lots__awards", awards.prefetch_related(Prefetch("reviews", reviews))))
        lookups.append(Prefetch("lots__contracts", contracts))
    return lookups


def _go_decisions() -> QuerySet[GoDecision]:
    """Latest first, with whom they wait for."""
    rows = GoDecision.objects.exclude(state=GoState.DROPPED).order_by("-pk")
    return rows.select_related("procurement", "prepared_by__user").prefetch_related(
        "body_referrals", "delegate_requests__delegate__user"
    )


def _bases(cases: list[Procurement]) -> dict[int, IssuedDocument]:
    content_type = ContentType.objects.get_for_model(Procurement)
    found = IssuedDocument.objects.filter(
        content_type=content_type, object_id__in=[case.pk for case in cases], kind=BASIS, edition=0
    ).defer("context", "frame")
    return {document.object_id: document for document in found.order_by("version")}


def _rows(case: Procurement, *, basis: IssuedDocument | None) -> CaseRows:
    lot = next(iter(case.lots.all()), None)
    late = lot is not None and not case.is_preparing
    award: Award | None = next(iter(lot.awards.all()), None) if lot and late else None
    contract: Contract | None = next(iter(lot.contracts.all()), None) if lot and late else None
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
        basis=basis,
        go=next(iter(case.go_decisions.all()), None),
        requirement=getattr(lot, "requirement", None) if lot else None,
        award=award,
        reviews=tuple(award.reviews.all()) if award else (),
        signing=_signing(award, case, on=today) if award else None,
        contract=contract,
        meeting=getattr(contract, "start_meeting", None) if contract else None,
    )


def _signing(award: Award, case: Procurement, *, on: dt.date) -> SigningDay | None:
    if award.state not in {AwardState.MADE, AwardState.NOTIFIED}:
        return None
    return signing_day(award, regime=case.regime, reviews=award.reviews.all(), on=on)


def is_at(rows: CaseRows, *steps: CaseState) -> bool:
    return rows.case.state in steps
