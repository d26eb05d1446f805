"""What is late in procurements, as leadership sees it: decisions past their date, and the start meeting."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.overdue import day_after, letters_of, overdue
from core.slots import Late, LateChoice, LateKind, LateMatters, late
from core.together import Inquiry
from organisations.models import Membership, Part
from organisations.naming import named_at
from organisations.permissions import Permission, Role
from procurements.consent_mails import CONSENT_WANTED
from procurements.mails import ANSWER_WITHIN, APPROVAL_WANTED, DECISION_WANTED, START_MEETING
from procurements.models import (
    EntryCheck,
    GoDecision,
    Procurement,
    Requirement,
    RequirementVersion,
    StartMeeting,
)
from procurements.states import GoState, RequirementState
from strategy.models import BodyReferral, DelegateRequest

WITH_CASE = ("procurement__handler__user", "procurement__authority__organisation")


def open_cases(member: Membership, choice: LateChoice) -> QuerySet[Procurement]:
    """Cases that are neither closed nor cancelled; none while the part is off."""
    if not member.organisation.shows(Part.PROCUREMENT):
        return Procurement.objects.none()
    cases = Procurement.objects.visible_to(member).open()
    return cases.filter(authority=choice.authority_id) if choice.authority_id else cases


def late_decisions(member: Membership, choice: LateChoice) -> Iterable[Inquiry[LateMatters]]:
    """Go or no-go: a delegate past the day it was wanted, or a meeting whose outcome is not filled in."""
    about = {"content_type": ContentType.objects.get_for_model(GoDecision), "object_id": OuterRef("pk")}
    asked = DelegateRequest.objects.filter(**about).order_by("-pk")
    rows: QuerySet[Any] = GoDecision.objects.filter(procurement__among=open_cases(member, choice)).annotate(
        asked_at=Subquery(asked.values("at")[:1]),
        delegate_name=Subquery(asked.values("delegate__user__name")[:1]),
        meeting_on=Subquery(BodyReferral.objects.filter(**about).order_by("-pk").values("meeting_on")[:1]),
    )
    by_delegate = rows.filter(state=GoState.WAITING_FOR_DELEGATE).annotate(
        decide_by=Coalesce("procurement__plan__go_wanted_on", day_after("asked_at", ANSWER_WITHIN))
    )
    delegated = by_delegate.filter(decide_by__lt=clock.today()).select_related(*WITH_CASE)
    in_body = rows.filter(state=GoState.WAITING_FOR_BODY, meeting_on__lt=clock.today())
    with_preparer = in_body.select_related("prepared_by__user", *WITH_CASE)
    yield overdue(
        delegated.order_by("decide_by", "pk"),
        choice,
        tell=lambda row: _undecided(row, reader=member),
        mail=DECISION_WANTED.key,
    )
    yield overdue(
        with_preparer.order_by("meeting_on", "pk"), choice, tell=lambda row: _unregistered(row, reader=member)
    )


def _undecided(go: Any, *, reader: Membership) -> Late:
    authority = go.procurement.authority
    own = authority.organisation_id == reader.organisation_id
    return Late(
        subject=go.procurement.title,
        diary_number=go.procurement.diary_number,
        url=go.get_absolute_url(),
        what=_("Decide whether to go on"),
        at_whom=f"{go.delegate_name}, {authority}" if own else named_at(authority, None, reader=reader),
        role=str(Role.DECISION_MAKER.label),
        due_on=go.decide_by,
        **letters_of(go),
    )


def _unregistered(go: Any, *, reader: Membership) -> Late:
    return Late(
        subject=go.procurement.title,
        diary_number=go.procurement.diary_number,
        url=go.get_absolute_url(),
        what=_("Fill in what the committee decided"),
        at_whom=named_at(go.procurement.authority, go.prepared_by, reader=reader),
        role=_("Handler"),
        due_on=go.meeting_on,
    )


def late_consents(member: Membership, choice: LateChoice) -> Iterable[Inquiry[LateMatters]]:
    """Cases without a decision that nobody has agreed to or answered about in time."""
    waiting = EntryCheck.objects.awaiting_consent().filter(procurement__among=open_cases(member, choice))
    dated: QuerySet[Any] = waiting.annotate(agree_by=day_after("consent_asked_at", ANSWER_WITHIN))
    rows = dated.filter(agree_by__lt=clock.today()).select_related(*WITH_CASE)
    yield overdue(
        rows.order_by("agree_by", "pk"),
        choice,
        tell=lambda row: _without_consent(row, reader=member),
        mail=CONSENT_WANTED.key,
    )


def _without_consent(entry: Any, *, reader: Membership) -> Late:
    case = entry.procurement
    page = "procurements:entry_consent" if reader.may(Permission.DECIDE) else "procurements:case"
    return Late(
        subject=case.title,
        diary_number=case.diary_number,
        url=reverse(page, args=[case.pk]),
        what=_("Agree to go on without a decision"),
        at_whom=named_at(case.authority, None, reader=reader),
        role=str(Role.DECISION_MAKER.label),
        due_on=entry.agree_by,
        **letters_of(entry),
    )


def late_approvals(member: Membership, choice: LateChoice) -> Iterable[Inquiry[LateMatters]]:
    """Requirements that nobody has approved in time."""
    versions = RequirementVersion.objects.filter(requirement=OuterRef("pk")).order_by("-number")
    waiting = Requirement.objects.filter(
        state=RequirementState.SUBMITTED, lot__procurement__among=open_cases(member, choice)
    )
    sent: QuerySet[Any] = waiting.annotate(sent_at=Subquery(versions.values("at")[:1]))
    rows = sent.annotate(approve_by=day_after("sent_at", ANSWER_WITHIN)).filter(approve_by__lt=clock.today())
    found = rows.select_related("approver__user", "lot__procurement__authority__organisation")
    yield overdue(
        found.order_by("approve_by", "pk"),
        choice,
        tell=lambda row: _unapproved(row, reader=member),
        mail=APPROVAL_WANTED.key,
    )


def _unapproved(requirement: Any, *, reader: Membership) -> Late:
    case = requirement.lot.procurement
    may_open = reader.may(Permission.REQUIREMENT_APPROVE) or reader.may(Permission.CASE_EDIT)
    return Late(
        subject=case.title,
        diary_number=case.diary_number,
        url=reverse("procurements:approval", args=[case.pk]) if may_open else case.get_absolute_url(),
        what=_("Approve the requirement"),
        at_whom=named_at(case.authority, requirement.approver, reader=reader),
        role=str(Role.DECISION_MAKER.label),
        due_on=requirement.approve_by,
        **letters_of(requirement),
    )


def late_meetings(member: Membership, choice: LateChoice) -> Iterable[Inquiry[LateMatters]]:
    """Start meetings past their last day that nobody has noted as held."""
    rows = StartMeeting.objects.awaited().filter(
        contract__lot__procurement__among=open_cases(member, choice), due_on__lt=clock.today()
    )
    case = "contract__lot__procurement"
    found = rows.select_related(f"{case}__handler__user", f"{case}__authority__organisation")
    yield overdue(
        found.order_by("due_on", "pk"),
        choice,
        tell=lambda row: _not_held(row, reader=member),
        mail=START_MEETING.key,
    )


def _not_held(meeting: Any, *, reader: Membership) -> Late:
    case = meeting.contract.lot.procurement
    may_open = reader.may(Permission.CASE_EDIT) or reader.may(Permission.CONTRACT_EDIT)
    return Late(
        subject=case.title,
        diary_number=case.diary_number,
        url=meeting.get_absolute_url() if may_open else case.get_absolute_url(),
        what=_("Start meeting"),
        at_whom=named_at(case.authority, case.handler, reader=reader),
        role=_("Handler"),
        due_on=meeting.due_on,
        **letters_of(meeting),
    )


KINDS = (
    ("decisions", LateKind(gettext_lazy("Decisions to go on"), late_decisions)),
    ("consents", LateKind(gettext_lazy("Consent to go on without a decision"), late_consents)),
    ("approvals", LateKind(gettext_lazy("Requirements not approved"), late_approvals)),
    ("meetings", LateKind(gettext_lazy("Start meetings not held"), late_meetings)),
)


def fill_slots() -> None:
    """Called once the apps are ready."""
    for key, kind in KINDS:
        late.fill(kind, key=f"procurements.{key}", order=20)
