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


def rows_of(case: Procurement) -> CaseRows:
    """The rows of one case. Expects `with_sheets`."""
    return all_rows([case])[0]


def all_rows(cases: Iterable[Procurement]) -> list[CaseRows]:
    """The rows of many cases, in the same number of queries as for one."""
    found = list(cases)
    if not found:
        return []
    prefetch_related_objects(found, *_lookups(found))
    documents = _documents(found)
    return [_rows(case, documents=tuple(documents.get(case.pk, ()))) for case in found]


def _lookups(cases: list[Procurement]) -> list[Prefetch]:
    """Awards and contracts are fetched only where a case is far enough to have them."""
    lots = Lot.objects.select_related("requirement__approver__user", "requirement__publication")
    lookups = [
        Prefetch("waivers", Waiver.objects.standing()),
        Prefetch("go_decisions", _go_decisions(waiting=any(case.is_preparing for case in cases))),
        Prefetch("lots", lots.order_by("number")),
    ]
    if any(getattr(case, "entry_check", None) and case.entry_check.needs_consent for case in cases):
        lookups.append(Prefetch("entry_consents", EntryConsent.objects.order_by("-pk")))
    if any(not case.is_preparing for case in cases):
        reviews = Prefetch("reviews", CourtReview.objects.select_related("ruling"))
        awards = Award.objects.standing().select_related("supplier")
        lookups.append(Prefetch("lots__awards", awards.prefetch_related(reviews)))
    if any(case.state in WITH_CONTRACT for case in cases):
        contracts = Contract.objects.select_related("supplier", "start_meeting").order_by("-pk")
        lookups.append(Prefetch("lots__contracts", contracts))
    return lookups


def _go_decisions(*, waiting: bool) -> QuerySet[GoDecision]:
    """Latest first; with whom they wait for, as long as that matters."""
    rows = (
        GoDecision.objects.exclude(state=GoState.DROPPED).order_by("-pk").select_related("prepared_by__user")
    )
    return rows.prefetch_related("body_referrals", "delegate_requests__delegate__user") if waiting else rows


def _documents(cases: list[Procurement]) -> dict[int, list[IssuedDocument]]:
    """Every document about the cases, the latest version first, without their contents."""
    content_type = ContentType.objects.get_for_model(Procurement)
    keys = [case.pk for case in cases]
    found = IssuedDocument.objects.filter(content_type=content_type, object_id__in=keys)
    by_case: dict[int, list[IssuedDocument]] = {}
    for document in found.defer("context", "frame").order_by("-version", "-edition"):
        by_case.setdefault(document.object_id, []).append(document)
    return by_case


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
    )


def _signing(award: Award, case: Procurement, *, on: dt.date) -> SigningDay | None:
    if award.state not in {AwardState.MADE, AwardState.NOTIFIED}:
        return None
    return signing_day(award, regime=case.regime, reviews=award.reviews.all(), on=on)
