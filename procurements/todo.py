"""What waits in procurements: for whom, until when; and the counters of the home page."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.slots import HeadlineFigure, ToDo
from organisations.models import Membership, Part
from organisations.permissions import Permission
from procurements.case_rows import CaseRows, all_rows, with_sheets
from procurements.models import GoDecision, Procurement, Requirement
from procurements.states import CaseState, GoState, RequirementState
from procurements.tasks_of_case import next_task, tasks_of

MOST = 50


def to_do(member: Membership) -> Iterable[ToDo]:
    """The next task of one's own cases, and what waits for one's decision, approval or consent."""
    if not member.organisation.has(Part.PROCUREMENT):
        return
    if member.may(Permission.CASE_EDIT):
        yield from _handled(member)
    if member.may(Permission.DECIDE):
        yield from _to_decide(member)
        yield from _to_consent(member)
    if member.may(Permission.REQUIREMENT_APPROVE):
        yield from _to_approve(member)


def _me(member: Membership) -> set[int]:
    return {member.pk, member.acting_for.pk} if member.acting_for else {member.pk}


def _handled(member: Membership) -> Iterable[ToDo]:
    cases = Procurement.objects.visible_to(member).open().exclude(state=CaseState.MANAGE)
    mine = with_sheets(cases.filter(handler__in=_me(member))).order_by("sort_key", "pk")[:MOST]
    for rows in all_rows(mine):
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


def _to_decide(member: Membership) -> Iterable[ToDo]:
    waiting = GoDecision.objects.visible_to(member).filter(state=GoState.WAITING_FOR_DELEGATE)
    found = waiting.filter(delegate_requests__delegate__in=_me(member)).distinct()
    for go in found.select_related("procurement__plan").prefetch_related("delegate_requests").order_by("pk"):
        asked = go.latest_request
        if asked is None or asked.delegate_id not in _me(member):
            continue
        plan = getattr(go.procurement, "plan", None)
        due = plan.go_wanted_on if plan else None
        yield ToDo(
            _("Decide whether to go on"),
            go.get_absolute_url(),
            about(go.procurement),
            due,
            True,
            kind="go_decision",
        )


def _to_consent(member: Membership) -> Iterable[ToDo]:
    cases = Procurement.objects.visible_to(member).filter(
        state=CaseState.PLAN, entry_check__has_decision=False, entry_consents__isnull=True
    )
    for case in cases.filter(authority__in=member.authority_ids).exclude(Q(waivers__what="entry_check")):
        address = reverse("procurements:entry_consent", args=[case.pk])
        yield ToDo(_("Agree to go on without a decision"), address, about(case), None, True, kind="consent")


def _to_approve(member: Membership) -> Iterable[ToDo]:
    waiting = Requirement.objects.visible_to(member).filter(
        state=RequirementState.SUBMITTED, authority__in=member.authority_ids
    )
    mine = waiting.filter(Q(approver__in=_me(member)) | Q(approver__isnull=True))
    for row in mine.select_related("lot__procurement").order_by("pk"):
        case = row.lot.procurement
        address = reverse("procurements:approval", args=[case.pk])
        yield ToDo(_("Approve the requirement"), address, about(case), None, True, kind="approval")


def about(case: Procurement) -> str:
    return " · ".join(part for part in (case.title, case.diary_number) if part)


def figures(member: Membership) -> Iterable[HeadlineFigure]:
    """Procurements under way, and those of them with a requirement written."""
    if not (member.organisation.has(Part.PROCUREMENT) and member.may(Permission.CASE_SEE)):
        return
    address = reverse("procurements:case_list")
    running = Procurement.objects.visible_to(member).filter(
        state__in=(CaseState.PLAN, CaseState.MAP, CaseState.ANALYSE, CaseState.PROCURE)
    )
    count = running.count()
    label = ngettext("procurement under way", "procurements under way", count)
    yield HeadlineFigure(str(count), label, f"{address}?state=running")
