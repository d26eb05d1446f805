"""What waits under running contracts: reports to send and to review."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.slots import HeadlineFigure, ToDo
from core.together import Count, Inquiry, Rows
from organisations.models import Membership
from organisations.permissions import Permission
from procurements.models import Commitment
from suppliers.models import Report
from suppliers.states import ReportState
from suppliers.tallies import behind_now, counts_behind

# How long before its last day a report turns up in the list, and how long a review may wait.
SOON = dt.timedelta(days=30)
REVIEW_DAYS = dt.timedelta(days=14)
# What a line about a report is made of; there may be hundreds of them.
SHOWN = (
    "state",
    "number",
    "starts_on",
    "ends_on",
    "due_on",
    "submitted_at",
    "commitment__title",
    "commitment__diary_number",
    "commitment__contract__supplier__name",
)


def to_do(member: Membership) -> Iterable[Inquiry[ToDo]]:
    """Reports that wait for the member's side, and those she waits for."""
    reports = Report.objects.visible_to(member).filter(_waits() | Q(state=ReportState.SUBMITTED))
    found = reports.select_related("commitment__contract__supplier").only(*SHOWN).order_by("pk")
    yield Inquiry(lambda rows: (item for report in rows for item in _told(report, member)), Rows(found))


def _told(report: Report, member: Membership) -> Iterable[ToDo]:
    if report.state == ReportState.SUBMITTED:
        if member.may(Permission.REPORT_VERIFY):
            yield _to_review(report)
        return
    if member.may(Permission.SUPPLIER_WORK) and _is_supplier(report, member):
        yield _to_send(report)
    if member.may(Permission.REPORT_VERIFY):
        yield _awaited(report)


def _waits() -> Q:
    """Reports of running contracts that the supplier can send now, or soon must; and those it must correct,
    however many days it has for that."""
    today = clock.today()
    is_open = Q(state=ReportState.OPEN, due_on__lte=today + SOON, ends_on__lt=today)
    return Q(commitment__state="running") & (is_open | Q(state=ReportState.RETURNED))


def _is_supplier(report: Report, member: Membership) -> bool:
    return report.commitment.contract.supplier_id == member.organisation_id


def _to_send(report: Report) -> ToDo:
    action = _("Correct the report for {period}") if report.is_returned else _("Report {period}")
    return ToDo(
        action=action.format(period=report.period_name),
        url=report.get_absolute_url(),
        subject=_about(report.commitment),
        due_on=report.due_on,
        is_mine=True,
        kind="report",
    )


def _to_review(report: Report) -> ToDo:
    sent = report.submitted_at.date() if report.submitted_at else report.due_on
    return ToDo(
        action=_("Review the report for {period}").format(period=report.period_name),
        url=reverse("followup:review", args=[report.pk]),
        subject=_about(report.commitment),
        due_on=sent + REVIEW_DAYS,
        is_mine=True,
        kind="review",
    )


def _awaited(report: Report) -> ToDo:
    return ToDo(
        action=owed_text(report),
        url=report.get_absolute_url(),
        subject=_about(report.commitment),
        due_on=report.due_on,
        is_mine=False,
        waiting_for=report.commitment.contract.supplier.name,
        kind="report",
    )


def owed_text(report: Report) -> str:
    """What the supplier owes, as others see it: the report, or the correction of one that was returned."""
    returned, owed = _("The report for {period} is returned for correction"), _("Report for {period}")
    return (returned if report.is_returned else owed).format(period=report.period_name)


def _about(commitment: Commitment) -> str:
    return " · ".join(part for part in (commitment.title, commitment.diary_number) if part)


def figures(member: Membership) -> Iterable[Inquiry[HeadlineFigure]]:
    """Running contracts, those behind plan, and those with reports that are late."""
    if not (member.may(Permission.COMMITMENT_SEE) or member.may(Permission.SUPPLIER_WORK)):
        return
    running = Commitment.objects.visible_to(member).running()
    yield Inquiry(_contract_figures, *counts_behind(running))
    late = Report.objects.late(on=clock.today())
    yield Inquiry(_late_figure, Count(running.filter(pk__in=late.values("commitment"))))


def _contract_figures(running: int, behind: int, stale: list[Commitment]) -> Iterable[HeadlineFigure]:
    behind += len(behind_now(stale))
    address = reverse("suppliers:commitment_list")
    label = ngettext("contract in operation", "contracts in operation", running)
    yield HeadlineFigure(str(running), label, address)
    behind_label = ngettext("contract behind plan", "contracts behind plan", behind)
    yield HeadlineFigure(str(behind), behind_label, f"{address}?progress=behind", is_late=behind > 0)


def _late_figure(late: int) -> Iterable[HeadlineFigure]:
    """Counted in contracts, as the list it leads to is: one may owe more than one report."""
    address = reverse("suppliers:commitment_list")
    label = ngettext("contract with a late report", "contracts with late reports", late)
    yield HeadlineFigure(str(late), label, f"{address}?progress=late", is_late=late > 0)
