"""What waits in procurements: for whom, until when; and the counters of the home page."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.slots import HeadlineFigure, ToDo
from core.together import Count, Inquiry, Rows
from organisations.models import Membership, Part
from organisations.permissions import Permission
from procurements.case_rows import CaseRows, all_rows, with_sheets
from procurements.mails import consent_by
from procurements.models import EntryCheck, GoDecision, Procurement, Requirement
from procurements.states import CaseState, GoState, RequirementState
from procurements.tasks_of_case import next_task, tasks_of
from strategy.models import DelegateRequest

MOST = 50


def to_do(member: Membership) -> Iterable[Inquiry[ToDo]]:
    """The next task of one's own cases, and what waits for one's decision, approval or consent."""
    if not member.organisation.shows(Part.PROCUREMENT):
        return
    if member.may(Permission.CASE_EDIT):
        yield Inquiry(lambda cases: _handled(cases, member), Rows(_own_cases(member)))
        yield Inquiry(_to_prove, Rows(_without_minutes(member)))
    if member.may(Permission.DECIDE):
        yield Inquiry(_to_decide, Rows(_decisions_asked_of(member)))
        yield Inquiry(_to_consent, Rows(_cases_without_decision(member)))
    if member.may(Permission.REQUIREMENT_APPROVE):
        yield Inquiry(_to_approve, Rows(_requirements_to_approve(member)))


def _me(member: Membership) -> set[int]:
    return {member.pk, member.acting_for.pk} if member.acting_for else {member.pk}


def _own_cases(member: Membership) -> QuerySet[Procurement]:
    cases = Procurement.objects.visible_to(member).open().exclude(state=CaseState.MANAGE)
    return with_sheets(cases.filter(handler__in=_me(member))).order_by("sort_key", "pk")[:MOST]


def _handled(cases: Iterable[Procurement], member: Membership) -> Iterable[ToDo]:
    for rows in all_rows(cases):
        yield from _awaited(rows, member)
        if (task := next_task(rows)) and not task.waiting_for:
            address = reverse(f"procurements:{task.page}", args=[rows.case.pk])
            yield ToDo(task.title, address, about(rows.case), task.due_on, is_mine=True, kind=task.key)


def _awaited(rows: CaseRows, member: Membership) -> Iterable[ToDo]:
    """What the handler waits for somebody else to do."""
    for task in tasks_of(rows, rows.case.state):
        if task.waiting_for and task.waiting_id not in _me(member):
            address = reverse(f"procurements:{task.page}", args=[rows.case.pk])
            subject, who = about(rows.case), task.waiting_for
            yield ToDo(
                task.title, address, subject, task.due_on, is_mine=False, waiting_for=who, kind=task.key
            )


def _without_minutes(member: Membership) -> QuerySet[GoDecision]:
    """Decisions of a committee in one's own cases, or prepared by oneself, that nothing proves yet."""
    me = _me(member)
    made = GoDecision.objects.visible_to(member).without_minutes()
    return made.filter(Q(prepared_by__in=me) | Q(procurement__handler__in=me)).select_related("procurement")


def _to_prove(decisions: Iterable[GoDecision]) -> Iterable[ToDo]:
    for go in decisions:
        address = reverse("procurements:minutes", args=[go.procurement_id])
        action = _("Add the minutes extract")
        yield ToDo(action, address, about(go.procurement), None, is_mine=True, kind="procurements.minutes")


def _decisions_asked_of(member: Membership) -> QuerySet[GoDecision]:
    """Those that wait for the member, the last who was asked."""
    asked = DelegateRequest.objects.filter(
        content_type=ContentType.objects.get_for_model(GoDecision), object_id=OuterRef("pk")
    )
    waiting = GoDecision.objects.visible_to(member).filter(state=GoState.WAITING_FOR_DELEGATE)
    last = waiting.annotate(asked_last=Subquery(asked.order_by("-pk").values("delegate")[:1]))
    return last.filter(asked_last__in=_me(member)).select_related("procurement__plan").order_by("pk")


def _to_decide(decisions: Iterable[GoDecision]) -> Iterable[ToDo]:
    for go in decisions:
        case = go.procurement
        plan = getattr(case, "plan", None)
        due = plan.go_wanted_on if plan else None
        action = _("Decide whether to go on")
        yield ToDo(action, go.get_absolute_url(), about(case), due, True, kind="go_decision")


def _cases_without_decision(member: Membership) -> QuerySet[Procurement]:
    """Cases of the member's authorities whose handler needs her consent to go on."""
    waiting = EntryCheck.objects.awaiting_consent().filter(
        procurement__authority__in=member.authority_ids_with(Permission.DECIDE)
    )
    cases = Procurement.objects.visible_to(member).filter(entry_check__in=waiting)
    return cases.select_related("entry_check").order_by("sort_key", "pk")


def _to_consent(cases: Iterable[Procurement]) -> Iterable[ToDo]:
    for case in cases:
        address = reverse("procurements:entry_consent", args=[case.pk])
        due = consent_by(case.entry_check)
        yield ToDo(_("Agree to go on without a decision"), address, about(case), due, True, kind="consent")


def _requirements_to_approve(member: Membership) -> QuerySet[Requirement]:
    waiting = Requirement.objects.visible_to(member).filter(
        state=RequirementState.SUBMITTED,
        authority__in=member.authority_ids_with(Permission.REQUIREMENT_APPROVE),
    )
    mine = waiting.filter(Q(approver__in=_me(member)) | Q(approver__isnull=True))
    return mine.select_related("lot__procurement").order_by("pk")


def _to_approve(requirements: Iterable[Requirement]) -> Iterable[ToDo]:
    for row in requirements:
        case = row.lot.procurement
        address = reverse("procurements:approval", args=[case.pk])
        yield ToDo(_("Approve the requirement"), address, about(case), None, True, kind="approval")


def about(case: Procurement) -> str:
    return " · ".join(part for part in (case.title, case.diary_number) if part)


def figures(member: Membership) -> Iterable[Inquiry[HeadlineFigure]]:
    """Procurements under way."""
    if not (member.organisation.shows(Part.PROCUREMENT) and member.may(Permission.CASE_SEE)):
        return
    running = Procurement.objects.visible_to(member).filter(
        state__in=(CaseState.PLAN, CaseState.MAP, CaseState.ANALYSE, CaseState.PROCURE)
    )
    yield Inquiry(_running_figure, Count(running))


def _running_figure(count: int) -> Iterable[HeadlineFigure]:
    label = ngettext("procurement under way", "procurements under way", count)
    yield HeadlineFigure(str(count), label, f"{reverse('procurements:case_list')}?state=running")
