"""The pages about the decision to go on: where it is, what it rests on, and what is signed."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Document, Fact, Link
from core.models import IssuedDocument
from core.states import DocumentState
from core.templatetags.formats import date_words, ftm
from core.together import asked_of, told_of
from organisations.models import Membership
from procurements.basis import lines
from procurements.case_parts import crumbs_of, documents_of
from procurements.case_rows import CaseRows, rows_of
from procurements.choices import GoOutcome, RequirementKind
from procurements.documents import basis_to_sign
from procurements.models import GoDecision, Procurement
from procurements.particulars import of_the_size
from procurements.policies import why_not_add_minutes, why_not_decide, why_not_prepare_go, why_not_return_go
from procurements.slots import evidence
from procurements.states import GO_OPEN, GoState
from procurements.tasks_of_case import tasks_of
from strategy.models import BodyDecision, DelegatedDecision
from strategy.signing import grouped


@dataclass(frozen=True, kw_only=True)
class GoPage:
    """`basis` is the latest version, issued or not; `lacks` says why nothing can be proposed yet."""

    go: GoDecision | None
    crumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    documents: tuple[Document, ...]
    basis: IssuedDocument | None
    is_being_made: bool
    has_failed: bool
    actions: tuple[Link, ...]
    more: tuple[Link, ...]
    may_prepare: bool
    lacks: str
    same_person: str


@dataclass(frozen=True, kw_only=True)
class SigningPage:
    """`document` can be signed once it is issued; None until it is ordered."""

    document: IssuedDocument | None
    document_url: str
    facts: tuple[Fact, ...]
    fingerprint: str
    is_prepared_by_reader: bool

    @property
    def is_ready(self) -> bool:
        return self.document is not None and self.document.is_issued


def latest_go(case: Procurement) -> GoDecision | None:
    found = case.go_decisions.exclude(state=GoState.DROPPED).select_related("authority__organisation")
    return found.order_by("-pk").first()


def open_go(case: Procurement) -> GoDecision | None:
    return case.go_decisions.filter(state__in=GO_OPEN).first()


def go_page(case: Procurement, member: Membership) -> GoPage:
    """Where the decision is, seen by this reader. Reads only."""
    files = asked_of(evidence, member, case)
    rows = rows_of(case, *files)
    go, basis = rows.go, rows.basis
    may_prepare = why_not_prepare_go(case, member) is None
    sheet = getattr(case, "assessment", None)
    return GoPage(
        go=go,
        crumbs=crumbs_of(case),
        facts=tuple(_facts(rows, go)),
        documents=tuple(documents_of(rows, told_of(files))),
        basis=basis,
        is_being_made=basis is not None and basis.state == DocumentState.ORDERED,
        has_failed=basis is not None and basis.state == DocumentState.FAILED,
        actions=tuple(_actions(case, go, member, may_prepare=may_prepare and bool(sheet and sheet.proposal))),
        more=(*_outside(basis, go, member), *_more(case, go, member)),
        may_prepare=may_prepare,
        lacks="" if sheet and sheet.proposal else _("Answer the eight questions and write a proposal first."),
        same_person=_("The same person has prepared and decided.")
        if go and go.is_prepared_and_decided_by_one
        else "",
    )


def _facts(rows: CaseRows, go: GoDecision | None) -> Iterable[Fact]:
    task = next(task for task in tasks_of(rows, "analyse") if task.key == "go_decision")
    yield Fact(label=_("Status"), status=task.status, note=task.hint)
    if go is None:
        return
    yield Fact(label=_("Proposal"), value=str(GoOutcome(go.proposal).label))
    yield Fact(label=_("Prepared by"), value=str(go.prepared_by))
    way = go.way
    if isinstance(way, BodyDecision):
        yield Fact(label=_("Decided by"), value=f"{way}, {date_words(way.decided_on)}")
    elif isinstance(way, DelegatedDecision):
        yield Fact(label=_("Decided on delegation by"), value=f"{way}, {date_words(way.decided_on)}")
    if go.state == GoState.RETURNED and (change := go.status_changes.order_by("-at", "-pk").first()):
        yield Fact(label=_("Returned because"), value=change.reason)


def _actions(
    case: Procurement, go: GoDecision | None, member: Membership, *, may_prepare: bool
) -> Iterable[Link]:
    """Primary first; nothing that the reader may not do now."""
    asked = go is not None and go.state == GoState.WAITING_FOR_DELEGATE
    if go is not None and asked and why_not_decide(go, member) is None:
        yield _link(case, "signature", _("Decide on delegation"))
    if not may_prepare:
        return
    if go is not None and go.state == GoState.WAITING_FOR_BODY:
        yield _link(case, "body_decision", _("Register the committee's decision"))
        yield _link(case, "referral", _("Change the meeting"))
    elif go is None or go.is_editable or (go.is_decided and not go.is_go):
        yield _link(case, "delegate_request", _("Ask for a decision on delegation"))
        yield _link(case, "referral", _("Send to the committee"))


def _more(case: Procurement, go: GoDecision | None, member: Membership) -> Iterable[Link]:
    if go is not None and go.is_waiting and why_not_return_go(go, member) is None:
        yield _link(case, "go_return", _("Return the proposal"))
    if go is not None and go.lacks_minutes and why_not_add_minutes(case, member) is None:
        yield _link(case, "minutes", _("Add the minutes extract"))


def _outside(basis: IssuedDocument | None, go: GoDecision | None, member: Membership) -> Iterable[Link]:
    """Where the reader may decide by a decision basis that she signed in another system."""
    asked = go is not None and go.state == GoState.WAITING_FOR_DELEGATE
    if go is not None and asked and basis and basis.is_issued and why_not_decide(go, member) is None:
        url = reverse("followup:signed_copy_new", args=[basis.pk])
        yield Link(label=_("Hand in a copy signed in another system"), url=url)


def _link(case: Procurement, name: str, label: str) -> Link:
    return Link(label=label, url=reverse(f"procurements:{name}", args=[case.pk]))


def signing_page(case: Procurement, go: GoDecision, member: Membership) -> SigningPage:
    """What the decider sees before she signs. Reads only."""
    document, item = basis_to_sign(case), go.item_of(member)
    facts = [
        *_proposed(case, go),
        Fact(label=_("You decide as"), value=item.function if item else ""),
        Fact(label=_("Item of the delegation order"), value=item.item if item else ""),
    ]
    is_ready = document is not None and document.is_issued
    return SigningPage(
        document=document,
        document_url=reverse("procurements:document", args=[case.pk, document.pk])
        if document and is_ready
        else "",
        facts=tuple(facts),
        fingerprint=grouped(document.sha256) if document and is_ready else "",
        is_prepared_by_reader=go.is_prepared_by(member),
    )


def _proposed(case: Procurement, go: GoDecision) -> Iterable[Fact]:
    """What is signed in a few rows, as the decision basis says it: kind, size, value, time, and why."""
    yield Fact(label=_("Proposal"), value=str(GoOutcome(go.proposal).label))
    sheet = getattr(case, "assessment", None)
    if sheet is not None and go.proposal == GoOutcome.GO:
        kind = RequirementKind(sheet.kind or RequirementKind.NUMERIC)
        yield Fact(label=_("Kind of requirement"), value=str(kind.label))
        yield Fact(label=_("Proposed volume over the contract"), value=_volume(sheet.full_time_months))
    yield from (Fact(label=label, value=value) for label, value in islice(of_the_size(case), 3) if value)
    if sheet is not None and (motive := lines(sheet.motive)):
        yield Fact(label=_("Why this is proposed"), value=" ".join(motive))


def _volume(months: Decimal | None) -> str:
    return _("No volume is stated") if months is None else ftm(months)
