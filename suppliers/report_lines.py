"""The reports on the page of a contract: what each waits for, and when the supplier was last asked."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock
from core.components import Status
from core.models import OutgoingMail
from core.states import MailState
from core.templatetags.formats import date_short, moment_words
from suppliers.models import Report
from suppliers.states import ReportState

LEAVES = (MailState.QUEUED, MailState.SENT)
ASKING = ("suppliers.report_request", "suppliers.report_returned")
REPORT_STATUS = {
    ReportState.OPEN: Status.WAITING,
    ReportState.SUBMITTED: Status.RUNNING,
    ReportState.RETURNED: Status.ACTION_NEEDED,
    ReportState.APPROVED: Status.DONE,
    ReportState.SKIPPED: Status.NOT_NEEDED,
}


@dataclass(frozen=True)
class ReportLine:
    """One report on the commitment's page."""

    report: Report
    status: Status
    label: str
    is_open: bool


def report_lines(
    reports: Iterable[Report], waiting: Report | None, *, asked_at: dt.datetime | None, is_supplier: bool
) -> tuple[ReportLine, ...]:
    """`asked_at` is when the link to `waiting` was last sent."""
    return tuple(
        _line(report, state_words(report, is_supplier=is_supplier, asked_at=asked_at))
        if report == waiting
        else _line(report, state_words(report, is_supplier=is_supplier))
        for report in reports
    )


def _line(report: Report, words: str) -> ReportLine:
    state = ReportState(report.state)
    if report.is_late and state != ReportState.RETURNED:
        return ReportLine(report, Status.LATE, "", True)
    if state == ReportState.OPEN and report.ends_on >= clock.today():
        return ReportLine(report, Status.CANNOT_START, _("The period goes on"), False)
    return ReportLine(report, REPORT_STATUS[state], words, report.waits_for_supplier)


def state_words(report: Report, *, is_supplier: bool, asked_at: dt.datetime | None = None) -> str:
    """What the report waits for. To whoever waits for it "Not sent" reads as if the link were not."""
    state = ReportState(report.state)
    if state != ReportState.OPEN or is_supplier:
        return str(state.label)
    if asked_at is None:
        return _("Waiting for the supplier")
    day = date_short(timezone.localdate(asked_at))
    return _("Waiting for the supplier, the link was sent {day}").format(day=day)


def last_asked(report: Report) -> dt.datetime | None:
    """When the supplier was last asked for it. Mails to colleagues at the authority do not count."""
    mails = OutgoingMail.objects.about(report).filter(kind__in=ASKING, state__in=LEAVES)
    last = mails.exclude(reminder__is_escalated=True).order_by("-created_at").first()
    return (last.sent_at or last.created_at) if last else None


def last_reminded(report: Report | None, *, asked_at: dt.datetime | None) -> str:
    """The same in a sentence; empty where no report waits."""
    if report is None:
        return ""
    if asked_at is None:
        return _("No link has been sent yet.")
    return _("The link was last sent {moment}.").format(moment=moment_words(asked_at))
