"""The tasks of a case, computed from its rows. Pure: no query, nothing stored.

A task is absent where the form of purchase does not know it. `is_required` tasks are what a gate asks for;
everything else may be left as it is.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from core.components import Status
from core.templatetags.formats import date_words
from procurements.case_rows import CaseRows
from procurements.case_task import CaseTask, begun
from procurements.choices import GoOutcome
from procurements.states import STEPS, CaseState, GoState, MeetingState
from procurements.tasks_of_procure import procure

S = CaseState


Writer = Callable[[CaseRows], Iterable[CaseTask]]


def tasks_of(rows: CaseRows, step: str | None = None) -> list[CaseTask]:
    """The tasks of the case, or of one step, waivers applied."""
    wanted = [CaseState(step)] if step else list(STEPS)
    return [_waived(task, rows) for name in wanted for task in TASKS[name](rows)]


def is_needed(rows: CaseRows, step: str) -> bool:
    """Is the step needed here? Not where it is waived, nor where the form of purchase has no task in it."""
    if is_waived(rows, step):
        return False
    if step in {S.MAP, S.ANALYSE} and not rows.case.is_advertised:
        return any(task.status is not Status.NOT_NEEDED and task.is_done for task in tasks_of(rows, step))
    return True


def step_key(step: str) -> str:
    """The key under which a whole step is waived."""
    return f"step:{step}"


def is_waived(rows: CaseRows, step: str) -> bool:
    """Is the whole step marked as not needed? Plan is not, as long as the consent is owed."""
    return step_key(step) in rows.waived and not (step == S.PLAN and owes_consent(rows))


def owes_consent(rows: CaseRows) -> bool:
    """There is no decision, and no decision-maker has agreed that the case goes on. Nobody can waive that."""
    no_decision = rows.entry is not None and rows.entry.needs_consent
    return rows.case.is_advertised and no_decision and rows.consent is None


def goes_without_decision(rows: CaseRows) -> bool:
    """Was the decision to go on marked as not needed, by itself or with its step, and never made?"""
    waived = {"go_decision", step_key(S.ANALYSE)} & rows.waived.keys()
    is_made = rows.go is not None and rows.go.is_decided and rows.go.is_go
    return rows.case.is_advertised and bool(waived) and not is_made


def in_the_way(rows: CaseRows, step: str) -> list[CaseTask]:
    """The required tasks of the step that are not done; none where the step is not needed."""
    if is_waived(rows, step):
        return []
    return [task for task in tasks_of(rows, step) if task.is_required and not task.is_done]


def next_task(rows: CaseRows) -> CaseTask | None:
    """What is to be done now: the first required task that can start, else the first at all. What that one
    rests on comes before it."""
    if not rows.case.is_open:
        return None
    found = [task for task in tasks_of(rows, rows.case.state) if task.can_start]
    chosen = next((task for task in found if task.is_required), found[0] if found else None)
    first = chosen.rests_on if chosen else ()
    return next((task for task in found if task.key in first), chosen)


def _waived(task: CaseTask, rows: CaseRows) -> CaseTask:
    reason = rows.waived.get(task.key)
    if reason is None or task.status is Status.DONE or (task.key == "entry_check" and owes_consent(rows)):
        return task
    return replace(task, status=Status.NOT_NEEDED, hint=reason, waiting_for="", waiting_id=None)


def _plan(rows: CaseRows) -> Iterable[CaseTask]:
    case, advertised = rows.case, rows.case.is_advertised
    lacking = facts_missing(rows)
    hint = _("Still missing: {what}.").format(what=", ".join(lacking)) if lacking else _("All are filled in.")
    yield CaseTask(
        key="facts",
        step=S.PLAN,
        title=_("Fill in the particulars"),
        status=begun(not lacking, has_begun=True),
        hint=hint,
        page="facts",
    )
    if advertised:
        yield _entry_check(rows)
    yield CaseTask(
        key="matching_officer",
        step=S.PLAN,
        title=_("Name a matching officer"),
        status=Status.DONE if case.matching_officer_id else Status.ACTION_NEEDED,
        hint=str(case.matching_officer) if case.matching_officer else _("She can take part from now on."),
        page="matching_officer",
    )
    if advertised or rows.plan:
        filled = bool(rows.plan and rows.plan.is_filled_in)
        yield CaseTask(
            key="plan",
            step=S.PLAN,
            title=_("Write scope, stakeholders and time plan"),
            status=begun(filled, has_begun=rows.plan is not None),
            hint=_("The dates turn up beside the case and in the list of cases."),
            page="plan",
        )


def facts_missing(rows: CaseRows) -> list[str]:
    case = rows.case
    found = [
        (case.diary_number, _("diary number")),
        (case.cpv_id, _("CPV code")),
        (case.value_sek, _("estimated value")),
        (case.base_months, _("contract months")),
    ]
    return [label for value, label in found if not value]


def _entry_check(rows: CaseRows) -> CaseTask:
    entry = rows.entry
    answered = bool(entry and entry.is_answered)
    waits = answered and entry is not None and entry.needs_consent and rows.consent is None
    status, hint = begun(answered, has_begun=entry is not None), _("Four questions with yes or no.")
    if waits:
        status = Status.WAITING
        hint = _("There is no decision. A decision-maker must agree that you go on.")
    elif answered:
        hint = _("Answered.")
    return CaseTask(
        key="entry_check",
        step=S.PLAN,
        title=_("Answer the four entry questions"),
        status=status,
        hint=hint,
        page="entry_check",
        is_required=True,
        waiting_for=_("A decision-maker") if waits else "",
    )


def _map(rows: CaseRows) -> Iterable[CaseTask]:
    market = rows.market
    yield CaseTask(
        key="market",
        step=S.MAP,
        title=_("Map what is possible"),
        status=begun(bool(market and market.is_filled_in), has_begun=market is not None),
        hint=_("Places or hours, competence profiles, and three questions to suppliers."),
        page="market",
    )


def _analyse(rows: CaseRows) -> Iterable[CaseTask]:
    advertised = rows.case.is_advertised
    sheet = rows.assessment
    hint = _("Eight questions, what speaks for and against, and your proposal.")
    if sheet and not sheet.is_filled_in:
        hint = _("{number} of 8 questions answered.").format(number=sheet.answered)
    filled = bool(sheet and sheet.is_filled_in)
    yield CaseTask(
        key="assessment",
        step=S.ANALYSE,
        title=_("Judge whether a requirement suits"),
        status=begun(filled, has_begun=sheet is not None),
        hint=hint,
        page="assessment",
    )
    yield _basis(rows, filled=filled)
    yield _go(rows, is_required=advertised)


def _basis(rows: CaseRows, *, filled: bool) -> CaseTask:
    """It can be made once something is proposed, as on its page."""
    basis = rows.basis
    if basis is None:
        ready = bool(rows.assessment and rows.assessment.proposal)
        status = Status.ACTION_NEEDED if ready else Status.CANNOT_START
        hint = _("A PDF of your answers.") if filled else _("Answer the eight questions first.")
        if not ready:
            hint = _("When there is a proposal to decide on.")
    elif basis.is_issued:
        status, hint = Status.DONE, _("Version {number} is ready.").format(number=basis.version)
    else:
        status, hint = Status.RUNNING, _("It is being made.")
    return CaseTask(
        key="basis",
        step=S.ANALYSE,
        title=_("Make the decision basis"),
        status=status,
        hint=hint,
        page="go_decision",
    )


def _go(rows: CaseRows, *, is_required: bool) -> CaseTask:
    status, hint, waiting_for, waiting_id, due = _go_standing(rows)
    return CaseTask(
        key="go_decision",
        step=S.ANALYSE,
        title=_("Get a decision to go on"),
        status=status,
        hint=hint,
        page="go_decision",
        is_required=is_required,
        waiting_for=waiting_for,
        waiting_id=waiting_id,
        rests_on=("assessment",) if rows.go is None or rows.go.is_editable else (),
        due_on=due or (rows.plan.go_wanted_on if rows.plan else None),
    )


def _go_standing(rows: CaseRows) -> tuple[Status, str, str, int | None, dt.date | None]:
    """Status, hint, whom it waits for (name, membership), and the day of the meeting."""
    go = rows.go
    if go is None:
        ready = bool(rows.assessment and rows.assessment.proposal)
        hint = (
            _("By a committee, or on delegation.") if ready else _("When there is a proposal to decide on.")
        )
        return (Status.ACTION_NEEDED if ready else Status.CANNOT_START), hint, "", None, None
    if go.is_decided:
        hint = _("Decided: {outcome}.").format(outcome=str(GoOutcome(go.outcome).label).lower())
        return (Status.DONE if go.is_go else Status.STOPPED), hint, "", None, None
    if go.state == GoState.WAITING_FOR_DELEGATE and (asked := go.latest_request):
        return (
            Status.WAITING,
            _("To be decided on delegation."),
            str(asked.delegate),
            asked.delegate_id,
            None,
        )
    if go.state == GoState.WAITING_FOR_BODY and (referral := go.latest_referral):
        hint = _("{body} meets {day}.").format(body=referral.body, day=date_words(referral.meeting_on))
        held = referral.meeting_on <= rows.today
        if held:
            return (
                Status.ACTION_NEEDED,
                _("Register what the committee decided."),
                "",
                None,
                referral.meeting_on,
            )
        return Status.WAITING, hint, referral.body, None, referral.meeting_on
    hint = _("It was returned. Read the reason.") if go.state == GoState.RETURNED else _("Not sent yet.")
    return Status.ACTION_NEEDED, hint, "", None, None


def _implement(rows: CaseRows) -> Iterable[CaseTask]:
    meeting = rows.meeting
    if meeting is None:
        return
    status, hint = Status.ACTION_NEEDED, _("Invite the supplier, the orderer and the matching officer.")
    if meeting.state == MeetingState.HELD:
        status, hint = Status.DONE, _("Held {day}.").format(day=date_words(meeting.held_on))
    elif meeting.state == MeetingState.BOOKED:
        status, hint = Status.RUNNING, _("Booked for {day}.").format(day=date_words(meeting.booked_for))
    elif meeting.due_on < rows.today:
        status = Status.LATE
    yield CaseTask(
        key="start_meeting",
        step=S.IMPLEMENT,
        title=_("Hold the start meeting"),
        status=status,
        hint=hint,
        page="start_meeting",
        is_required=True,
        due_on=meeting.booked_for or meeting.due_on,
    )


def _manage(rows: CaseRows) -> Iterable[CaseTask]:
    return ()


TASKS: dict[CaseState, Writer] = {
    S.PLAN: _plan,
    S.MAP: _map,
    S.ANALYSE: _analyse,
    S.PROCURE: procure,
    S.IMPLEMENT: _implement,
    S.MANAGE: _manage,
}
