"""The page of one case, ready worded for its reader. Reads only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.components import Contact, Date, Document, Event, Fact, Link, Status, Step, Task, Turn
from core.templatetags.formats import date_words, days_short
from core.together import asked_of, told_of
from organisations.models import Membership, Part
from organisations.permissions import Permission
from procurements.case_parts import documents_of, events_asked, events_of
from procurements.case_rows import CaseRows, rows_of
from procurements.case_task import CaseTask
from procurements.models import Procurement
from procurements.opening import address
from procurements.policies import why_not_see_bids, why_not_work
from procurements.policy_answer import answer_for
from procurements.shown import Shown, shown_asked
from procurements.slots import StepPanel, case_parts, evidence, step_parts
from procurements.states import STEPS, CaseState
from procurements.tasks_of_case import (
    goes_without_decision,
    in_the_way,
    is_needed,
    is_waived,
    next_task,
    step_key,
    tasks_of,
)
from procurements.wording import requirement_words
from strategy.models import LeadershipDecision
from strategy.rules import PolicyAnswer, Verdict

LATEST = 6
S = CaseState


@dataclass(frozen=True, kw_only=True)
class Advance:
    """The way on: to which step, and what stands in the way, if anything."""

    to: str
    label: str
    obstacle: str


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """Everything on the page."""

    case: Procurement
    crumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    steps: tuple[Step, ...]
    subnav: tuple[Link, ...]
    step: str
    heading: str
    progress: str
    tasks: tuple[Task, ...]
    panels: tuple[StepPanel, ...]
    events: tuple[Event, ...]
    contacts: tuple[Contact, ...]
    dates: tuple[Date, ...]
    documents: tuple[Document, ...]
    action: Link | None
    advance: Advance | None
    policy: PolicyAnswer | None
    decision_url: str
    may_work: bool
    can_cancel: bool
    can_show: bool
    shown: Shown | None
    can_reopen: bool
    waived_because: str
    was_outside: bool


def case_page(case: Procurement, member: Membership, *, step: str = "") -> CasePage:
    """The page for this reader, showing the tasks of `step` (the present one unless given)."""
    shown = CaseState(step) if step in STEPS else current_step(case)
    steps = {shown, current_step(case)}  # whose turn it is follows from the present one
    parts = [part for each in sorted(steps) for part in asked_of(step_parts, member, case, each)]
    files = asked_of(evidence, member, case)
    events = events_asked(case, member, most=LATEST, fetch_decisions=False)
    on_open_page = shown_asked(case)
    rows = rows_of(case, *parts, *files, *events, on_open_page)
    may_work = why_not_work(case, member) is None
    told = list(told_of(parts))
    tasks_above = [part for part in told if isinstance(part, CaseTask) and part.step == case.state]
    above = [part for part in told if part.step == shown]
    was_outside, policy = is_outside(case, shown), _policy(case, shown)
    own = [] if was_outside else tasks_of(rows, shown)
    tasks = [*own, *(part for part in above if isinstance(part, CaseTask))]
    return CasePage(
        case=case,
        crumbs=(Link(label=_("Procurements"), url=reverse("procurements:case_list")),),
        facts=tuple(facts_of(rows, member, told=tasks_above)),
        steps=tuple(steps_of(rows)),
        subnav=tuple(subnav_of(case, member, current="case")),
        step=shown,
        heading=_("Step {number}: {name}").format(number=STEPS.index(shown) + 1, name=shown.label),
        progress=_progress(tasks),
        tasks=tuple(_shown(task, rows, member, may_work=may_work, now=_now(rows)) for task in tasks),
        panels=tuple(part for part in above if isinstance(part, StepPanel)),
        events=tuple(events_of(events, most=LATEST)),
        contacts=tuple(contacts_of(case)),
        dates=tuple(dates_of(rows)),
        documents=tuple(documents_of(rows, told_of(files), most=LATEST)),
        action=_asked_of(rows, member) or (_action(rows) if may_work else None),
        advance=_advance(rows) if may_work and shown == case.state else None,
        policy=policy,
        decision_url=_decision_url(policy, member),
        may_work=may_work,
        shown=next(iter(on_open_page.told()), None),
        can_show=may_work and case.is_preparing and member.organisation.has(Part.OPEN),
        can_cancel=may_work and case.can_become(S.CANCELLED),
        can_reopen=may_work and S(case.state) is not shown and case.can_become(shown),
        waived_because=rows.waived[step_key(shown)] if is_waived(rows, shown) else "",
        was_outside=was_outside,
    )


def current_step(case: Procurement) -> CaseState:
    """The step the case is in; a closed one shows its last."""
    return CaseState(case.state) if case.state in STEPS else CaseState.MANAGE


def is_outside(case: Procurement, step: CaseState) -> bool:
    """Was the step taken before the contract was entered here, so that Insteg knows nothing of it?"""
    return case.entered_running and STEPS.index(step) < STEPS.index(current_step(case))


def subnav_of(case: Procurement, member: Membership, *, current: str) -> Iterable[Link]:
    """The parts of the case. Bids are named only to those who may see them."""
    parts = [
        ("case", pgettext("case", "Tasks")),
        ("particulars", _("About the procurement")),
        ("requirement", _("Requirement")),
        ("participants", _("Parties")),
    ]
    if why_not_see_bids(case, member) is None and not case.is_preparing:
        parts.append(("bids", _("Bids")))
    parts.append(("events", _("Events")))
    for name, label in parts:
        yield Link(
            label=label, url=reverse(f"procurements:{name}", args=[case.pk]), is_current=name == current
        )
    for fill in case_parts:
        yield from fill(member, case)


def facts_of(rows: CaseRows, member: Membership, *, told: Sequence[CaseTask] = ()) -> Iterable[Fact]:
    """Diary number, status, whose turn, handler, that nobody decided to go on, requirement. `told`: tasks
    from the rooms above."""
    case = rows.case
    yield Fact(label=_("Diary number"), value=case.diary_number or _("Not registered yet"))
    yield Fact(label=_("Status"), status=status_of(case), status_label=str(CaseState(case.state).label))
    turn, note = turn_of(rows, member, told=told)
    yield Fact(label=_("Whose turn"), turn=turn, note=note)
    yield Fact(label=_("Handler"), value=str(case.handler or "–"))
    if goes_without_decision(rows):
        yield Fact(label=_("Decision to go on"), value=_("Procured without a decision"))
    terms = rows.requirement or rows.promised
    requirement = requirement_words(terms) if terms else _("Not written yet")
    yield Fact(label=_("Requirement"), value=requirement)


def status_of(case: Procurement) -> Status:
    if case.state == S.CANCELLED:
        return Status.STOPPED
    return Status.DONE if case.state == S.CLOSED else Status.RUNNING


def turn_of(rows: CaseRows, member: Membership, *, told: Sequence[CaseTask] = ()) -> tuple[Turn, str]:
    """Whose turn it is seen from the reader, and by when."""
    me = member.acting_for or member
    if not rows.case.is_open:
        return Turn(who=_("Nobody")), ""
    if rows.case.state == S.MANAGE:
        return _turn_under_contract(rows.case, member, told)
    waiting = next((task for task in tasks_of(rows, rows.case.state) if task.waiting_for), None)
    if waiting is not None:
        return Turn(is_yours=waiting.waiting_id == me.pk, who=waiting.waiting_for), _by(waiting)
    task = next_task(rows)
    note = _by(task) if task else ""
    return Turn(
        is_yours=rows.case.handler_id == me.pk, who=str(rows.case.handler or rows.case.authority)
    ), note


def _turn_under_contract(case: Procurement, member: Membership, told: Sequence[CaseTask]) -> tuple[Turn, str]:
    """In the last step the contracts tell what waits; where they tell of nothing, nobody is waited for."""
    due = {Status.ACTION_NEEDED, Status.LATE}
    asked = next((task for task in told if task.status in due and not task.waiting_for), None)
    if asked is not None:
        yours = case.authority_id in member.authority_ids_with(Permission.CONTRACT_EDIT)
        return Turn(is_yours=yours, is_group=True, who=str(case.authority)), _by(asked)
    waiting = next((task for task in told if task.waiting_for), None)
    return (Turn(who=waiting.waiting_for), _by(waiting)) if waiting else (Turn(who=_("Nobody")), "")


def _by(task: CaseTask) -> str:
    return _("at the latest {day}").format(day=date_words(task.due_on)) if task.due_on else ""


def steps_of(rows: CaseRows) -> Iterable[Step]:
    """The six steps with their states. Earlier steps of a contract taken over were handled outside."""
    case, now = rows.case, STEPS.index(current_step(rows.case))
    for place, step in enumerate(STEPS):
        state, label = _step_state(rows, step, place - now)
        if is_outside(case, step):
            state, label = Status.NOT_NEEDED, _("Handled outside Insteg")
        url = "" if state is Status.WAITING else f"{case.get_absolute_url()}?step={step}"
        yield Step(number=place + 1, name=str(step.label), state=state, url=url, label=label)


def _step_state(rows: CaseRows, step: CaseState, distance: int) -> tuple[Status, str]:
    """How far it has come. A step left with tasks undone says so: who decides must be able to tell."""
    if not is_needed(rows, step):
        return Status.NOT_NEEDED, ""
    if distance > 0:
        return Status.WAITING, ""
    if distance == 0:
        return status_of(rows.case), ""
    needed = [task for task in tasks_of(rows, step) if task.status is not Status.NOT_NEEDED]
    done = sum(task.is_done for task in needed)
    if done == len(needed):
        return Status.DONE, ""
    return Status.NOT_NEEDED, _("Skipped") if not done else _progress(needed)


def _progress(tasks: list[CaseTask]) -> str:
    needed = [task for task in tasks if task.status is not Status.NOT_NEEDED]
    done = sum(task.status is Status.DONE for task in needed)
    return _("{done} of {all} tasks done").format(done=done, all=len(needed)) if needed else ""


def _shown(
    task: CaseTask, rows: CaseRows, member: Membership, *, may_work: bool, now: frozenset[str]
) -> Task:
    """The task as the list shows it, with its page where that opens to the reader. It is the reader's when it
    is its turn, and she is the one it waits for."""
    me, case = member.acting_for or member, rows.case
    mine = task.waiting_id == me.pk if task.waiting_for else case.handler_id == me.pk and may_work
    return Task(
        title=task.title,
        state=task.status,
        hint=task.hint,
        url=task.url or (address(task.page, rows, member) if task.page else ""),
        is_yours=bool(mine and task.step == case.state and task.key in now),
    )


def _now(rows: CaseRows) -> frozenset[str]:
    """The keys of the next task and of those that wait for somebody."""
    task = next_task(rows)
    waiting = [task.key for task in tasks_of(rows, rows.case.state) if task.waiting_for] if task else []
    return frozenset([task.key, *waiting]) if task else frozenset()


def _asked_of(rows: CaseRows, member: Membership) -> Link | None:
    """What the case waits for from the reader herself, in her words."""
    if not rows.case.is_open:
        return None
    me = member.acting_for or member
    words = {"go_decision": _("Decide whether to go on"), "approval": _("Approve the requirement")}
    for task in tasks_of(rows, rows.case.state):
        if task.waiting_for and task.waiting_id == me.pk and task.key in words:
            return Link(label=words[task.key], url=reverse(f"procurements:{task.page}", args=[rows.case.pk]))
    return None


def _action(rows: CaseRows) -> Link | None:
    """The next thing to do, as the primary button."""
    task = next_task(rows)
    if task is None or task.waiting_for or not task.page:
        return None
    return Link(label=task.title, url=reverse(f"procurements:{task.page}", args=[rows.case.pk]))


def _advance(rows: CaseRows) -> Advance | None:
    """To the next step that is needed here; the step after Procure comes with the contract."""
    now = STEPS.index(CaseState(rows.case.state))
    coming = next((step for step in STEPS[now + 1 :] if is_needed(rows, step)), None)
    if coming is None or coming is S.IMPLEMENT:
        return None
    skipped = [step for step in STEPS[now : STEPS.index(coming)] if is_needed(rows, step)]
    missing = [task for step in skipped for task in in_the_way(rows, step)]
    label = _("Go on to step {number}: {name}").format(number=STEPS.index(coming) + 1, name=coming.label)
    obstacle = _("First: {task}.").format(task=missing[0].title) if missing else ""
    return Advance(to=coming, label=label, obstacle=obstacle)


def _policy(case: Procurement, step: str) -> PolicyAnswer | None:
    """What the leadership has decided; shown while the case is planned."""
    if step not in {S.PLAN, S.ANALYSE}:
        return None
    answered = answer_for(case)
    is_silent = answered.verdict is Verdict.NO_DECISION and step == S.ANALYSE
    return None if is_silent else answered


def _decision_url(policy: PolicyAnswer | None, member: Membership) -> str:
    """Where the leadership's decision is read; empty for those who read no decisions, or not that one."""
    if policy is None or policy.decision is None:
        return ""
    seen = LeadershipDecision.objects.visible_to(member).filter(pk=policy.decision.pk)
    return policy.decision.get_absolute_url() if seen.exists() else ""


def contacts_of(case: Procurement) -> Iterable[Contact]:
    """Handler and matching officer; the orderer by name."""
    if case.orderer:
        yield Contact(name=case.orderer, role=_("Orderer"))
    for member, role in ((case.handler, _("Handler")), (case.matching_officer, _("Matching officer"))):
        if member:
            yield Contact(
                name=member.user.name,
                role=", ".join(filter(None, [role, member.title])),
                phone=member.user.phone,
                email=member.user.email,
            )


def dates_of(rows: CaseRows) -> Iterable[Date]:
    """Planned dates, and those that follow from what has happened."""
    found = rows.plan.dates_ahead(rows.case.state) if rows.plan else []
    if rows.signing and rows.signing.last_day:
        found.append((rows.signing.last_day, _("The standstill ends")))
    if rows.meeting:
        found.append(
            (rows.meeting.held_on or rows.meeting.booked_for or rows.meeting.due_on, _("Start meeting"))
        )
    if rows.contract:
        found.append((rows.contract.ends_on, _("The contract ends")))
    found.sort(key=lambda pair: pair[0])
    words = days_short(day for day, _text in found)
    for when, (_day, text) in zip(words, found, strict=True):
        yield Date(when=when, text=text)
