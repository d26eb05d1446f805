"""What the page of a case shows of its contracts: the way to each, and the tasks of the step Manage."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from core import clock
from core.components import Fact, Status
from core.prepared import Prepared
from core.templatetags.formats import date_words
from core.together import Inquiry, Rows
from organisations.models import Membership, Part
from procurements.case_rows import WITH_CONTRACT
from procurements.case_task import CaseTask
from procurements.models import Commitment, Procurement
from procurements.slots import StepPanel, step_parts
from procurements.states import STEPS, CaseState, CommitmentState
from suppliers.first_report import asked_on
from suppliers.models import Report
from suppliers.states import ReportState
from suppliers.tallies import outcomes, with_tally

STEP = CaseState.MANAGE
REPORTS = Prepared.by_key(
    lambda case: Report.objects.filter(commitment__contract__lot__procurement=case).order_by("due_on", "pk")
)
SETTLED = (ReportState.APPROVED, ReportState.SKIPPED)


def parts(member: Membership, case: Procurement, step: CaseState) -> Iterable[Inquiry[CaseTask | StepPanel]]:
    """The contracts that the member sees; none before one is signed."""
    if case.state not in WITH_CONTRACT or step not in _steps_with_contract(case):
        return
    seen = Commitment.objects.visible_to(member).filter(contract__lot__procurement=case)

    def tell(found: list[Commitment], all_reports: list[Report]) -> Iterable[CaseTask | StepPanel]:
        told = outcomes(found)
        for row in found:
            own = [report for report in all_reports if report.commitment_id == row.pk]
            ends_on = told[row.pk].detail.contract_end
            which = row.title if len(found) > 1 else ""
            if step == STEP and row.is_followed_by(member):
                yield report_task(row, own, which=which)
                yield closing_task(row, own, ends_on=ends_on, which=which)
            yield panel(row, step, ends_on=ends_on, which=which)

    reports = REPORTS(case.pk) if step == STEP else Rows(Report.objects.none())
    yield Inquiry(tell, Rows(with_tally(seen.with_list_data()).order_by("pk")), reports)


def report_task(commitment: Commitment, reports: Sequence[Report], *, which: str) -> CaseTask:
    """The report to review, else the one the supplier is to send next. `which` names one contract of many."""
    sent = next((row for row in reports if row.state == ReportState.SUBMITTED), None)
    awaited = next((row for row in reports if row.waits_for_supplier), None)
    title, status, url, waiting_for, due_on = _("The supplier reports"), Status.RUNNING, "", "", None
    hint = _("All reports so far are reviewed.") if reports else _("No period has begun yet.")
    if sent:
        title, status, url = _("Review the report"), Status.ACTION_NEEDED, sent.get_absolute_url()
        hint = _("{supplier} has reported {period}.").format(
            supplier=commitment.contract.supplier, period=sent.period_name
        )
    elif awaited and awaited.ends_on >= clock.today():
        status = Status.CANNOT_START
        url, day = awaited.get_absolute_url(), date_words(asked_on(awaited))
        hint = _("The period goes on. {supplier} gets the link on {day}.").format(
            supplier=commitment.contract.supplier, day=day
        )
    elif awaited:
        status = Status.LATE if awaited.is_late else Status.WAITING
        url, due_on = awaited.get_absolute_url(), awaited.due_on
        waiting_for = commitment.contract.supplier.name
        hint = _("{supplier} reports {period} on {day} at the latest.").format(
            supplier=waiting_for, period=awaited.period_name, day=date_words(due_on)
        )
    elif commitment.state == CommitmentState.CLOSED:
        status = Status.DONE
    return CaseTask(
        key=f"report:{commitment.pk}",
        step=STEP,
        title=title,
        status=status,
        hint=_of(which, hint),
        url=url or commitment.get_absolute_url(),
        waiting_for=waiting_for,
        due_on=due_on,
        can_be_waived=False,
    )


def closing_task(
    commitment: Commitment, reports: Sequence[Report], *, ends_on: dt.date, which: str
) -> CaseTask:
    """To close when the contract has ended and every report is reviewed."""
    status, hint = Status.ACTION_NEEDED, _("The contract ended {day}.").format(day=date_words(ends_on))
    if commitment.state == CommitmentState.CLOSED:
        status = Status.DONE
    elif clock.today() <= ends_on:
        status, hint = (
            Status.CANNOT_START,
            _("When the contract has ended, {day}.").format(day=date_words(ends_on)),
        )
    elif any(row.state not in SETTLED for row in reports):
        status, hint = Status.CANNOT_START, _("When the last report is reviewed.")
    return CaseTask(
        key=f"closing:{commitment.pk}",
        step=STEP,
        title=_("Close the follow-up"),
        status=status,
        hint=_of(which, hint),
        url=commitment.get_absolute_url(),
        can_be_waived=False,
    )


def _steps_with_contract(case: Procurement) -> Sequence[CaseState]:
    """Every step of a case that was taken over with its contract."""
    return STEPS if case.entered_running else (CaseState.IMPLEMENT, STEP)


def panel(commitment: Commitment, step: CaseState, *, ends_on: dt.date, which: str) -> StepPanel:
    """The contract with the way to it."""
    days = [date_words(day) for day in (commitment.contract.starts_on, ends_on)]
    return StepPanel(
        step=step,
        title=which or _("The contract"),
        facts=(
            Fact(label=_("Supplier"), value=commitment.contract.supplier.name),
            Fact(label=_("Contract period"), value=" – ".join(days)),
        ),
        url=commitment.get_absolute_url(),
        link=_("To the contract"),
    )


def case_asked(member: Membership, commitment: Commitment) -> Inquiry[Fact]:
    """The way from a contract back to its case, for those who see the case and have such pages."""
    cases = Procurement.objects.visible_to(member).filter(pk=commitment.procurement_id)
    seen = cases if member.organisation.shows(Part.PROCUREMENT) else cases.none()

    def tell(found: list[Procurement]) -> Iterable[Fact]:
        for case in found:
            yield Fact(label=_("Procurement"), value=_("To the case"), url=case.get_absolute_url())

    return Inquiry(tell, Rows(seen))


def _of(which: str, hint: str) -> str:
    return f"{which}: {hint}" if which else hint


def fill_slots() -> None:
    """Called once the apps are ready."""
    step_parts.fill(parts, key="suppliers", order=90)
