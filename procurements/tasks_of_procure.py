"""The tasks of step Procure: requirement, approval, notice, award, contract. Pure."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.components import Status
from core.templatetags.formats import date_words
from procurements.case_rows import CaseRows
from procurements.case_task import CaseTask, begun
from procurements.choices import Purpose
from procurements.models import Requirement
from procurements.states import AwardState, CaseState, RequirementState
from procurements.wording import requirement_words

R = RequirementState
STEP = CaseState.PROCURE
SETTLED = frozenset({R.APPROVED, R.LOCKED})


def procure(rows: CaseRows) -> Iterable[CaseTask]:
    """Six tasks for an advertised procurement, three for the others; bought places are described alike."""
    yield _requirement(rows)
    if rows.case.is_advertised or _state(rows) in {R.SUBMITTED, R.APPROVED}:
        yield _approval(rows)
        yield _publication(rows)
    yield _award(rows)
    if rows.case.is_advertised:
        yield _notification(rows)
    yield _contract(rows)


def _state(rows: CaseRows) -> str:
    return rows.requirement.state if rows.requirement else ""


def _requirement(rows: CaseRows) -> CaseTask:
    row = rows.requirement
    title, hint = _("Write the requirement"), _("Choose what is required; the text is written beside it.")
    if rows.case.purpose == Purpose.PURCHASED_PLACES:
        title = _("Describe the places to buy")
        hint = _("How many, for whom and how long; the text is written beside it.")
    if row:
        lacking = row.missing()
        hint = requirement_words(row)
        if lacking:
            hint = _("Still missing: {what}.").format(what=", ".join(lacking))
    is_done = row is not None and (row.state != R.DRAFT or _is_ready_without_approval(rows, row))
    return CaseTask(
        key="requirement",
        step=STEP,
        title=title,
        status=begun(is_done, has_begun=row is not None),
        hint=hint,
        page="requirement",
        is_required=True,
    )


def _is_ready_without_approval(rows: CaseRows, row: Requirement) -> bool:
    return not rows.case.is_advertised and not row.missing()


def _approval(rows: CaseRows) -> CaseTask:
    row, approver = rows.requirement, _("A decision-maker")
    status, hint, waiting_for, waiting_id = (
        Status.CANNOT_START,
        _("When the requirement is written."),
        "",
        None,
    )
    if row is not None and row.approver is not None:
        approver, waiting_id = str(row.approver), row.approver_id
    if _state(rows) in SETTLED:
        status, hint = Status.DONE, _("Approved.")
    elif _state(rows) == R.SUBMITTED:
        status, waiting_for = Status.WAITING, approver
        hint = _("{approver} approves and has got a mail.").format(approver=approver)
    elif row is not None and not row.missing():
        status, hint = Status.ACTION_NEEDED, _("Send it from the page where the requirement is written.")
    return CaseTask(
        key="approval",
        step=STEP,
        title=_("Get the requirement approved"),
        status=status,
        hint=hint,
        page="approval" if _state(rows) == R.SUBMITTED else "requirement",
        is_required=True,
        waiting_for=waiting_for,
        waiting_id=waiting_id if waiting_for else None,
    )


def _publication(rows: CaseRows) -> CaseTask:
    row = rows.requirement
    status, hint = Status.CANNOT_START, _("When the requirement is approved. It is locked from that day.")
    if row is not None and _state(rows) == R.LOCKED:
        notice = getattr(row, "publication", None)
        status, hint = Status.DONE, _("Locked.")
        if notice:
            hint = _("Published {day}.").format(day=date_words(notice.published_on))
    elif _state(rows) == R.APPROVED:
        status, hint = Status.ACTION_NEEDED, _("Copy the text to the tendering system, then note the notice.")
    return CaseTask(
        key="publication",
        step=STEP,
        title=_("Register the notice"),
        status=status,
        hint=hint,
        page="requirement" if status is Status.DONE else "publication",
        due_on=rows.plan.publication_on if rows.plan else None,
    )


def _award(rows: CaseRows) -> CaseTask:
    case, award = rows.case, rows.award
    waits = case.is_advertised and _waits_for_notice(rows)
    status, hint = Status.ACTION_NEEDED, _("Bids are noted here only after the decision.")
    if award is not None:
        status = Status.DONE
        hint = f"{award.supplier}, {date_words(award.decided_on)}"
    elif waits:
        status, hint = Status.CANNOT_START, _("After the tender time.")
    title = _("Record the award decision") if case.is_advertised else _("Record which supplier was chosen")
    return CaseTask(
        key="award",
        step=STEP,
        title=title,
        status=status,
        hint=hint,
        page="award",
        is_required=True,
        can_be_waived=False,
        due_on=rows.plan.award_on if rows.plan else None,
    )


def _waits_for_notice(rows: CaseRows) -> bool:
    """Is there a requirement that has not been advertised yet, and is nobody content to do without?"""
    begun_on = _state(rows) in {R.DRAFT, R.SUBMITTED, R.APPROVED}
    return begun_on and not {"requirement", "publication"} & rows.waived.keys()


def _notification(rows: CaseRows) -> CaseTask:
    award = rows.award
    status, hint = Status.CANNOT_START, _("When the award is decided. The standstill is counted from it.")
    if award is not None and award.notified_on:
        status, hint = Status.DONE, _("Sent {day}.").format(day=date_words(award.notified_on))
    elif award is not None:
        status, hint = Status.ACTION_NEEDED, _("Tell all bidders, then note the day here.")
    return CaseTask(
        key="notification",
        step=STEP,
        title=_("Send the notification of the award"),
        status=status,
        hint=hint,
        page="notification" if award else "award",
        is_required=True,
        can_be_waived=False,
    )


def _contract(rows: CaseRows) -> CaseTask:
    signing = rows.signing
    status, hint = Status.CANNOT_START, _("When the award is decided.")
    if rows.contract is not None or (rows.award and rows.award.state == AwardState.SIGNED):
        status, hint = Status.DONE, _("Signed.")
    elif signing is not None:
        status = Status.ACTION_NEEDED if signing.is_open else Status.CANNOT_START
        hint = signing.reason or _("You can sign now.")
    return CaseTask(
        key="contract",
        step=STEP,
        title=_("Sign the contract"),
        status=status,
        hint=hint,
        page="contract",
        is_required=True,
        can_be_waived=False,
        due_on=signing.sign_from if signing else None,
    )
