"""The first report of a contract that ran before it was entered: about which days it can be asked for."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.templatetags.formats import date_words
from procurements.choices import ReportEvery
from procurements.models import Commitment, OpeningBalance
from procurements.states import CommitmentState
from suppliers.ledger.months import ONE_DAY, Span
from suppliers.mails import REPORT_DUE
from suppliers.models import Report
from suppliers.states import ReportState


@dataclass(frozen=True)
class FirstReport:
    """What the contract's page says as long as no report can be asked for by its schedule."""

    text: str = ""
    url: str = ""


def days_to_ask_for(
    commitment: Commitment, *, opening: OpeningBalance | None, last_day: dt.date
) -> Span | None:
    """From the contract's first day, or the day after its opening balance, up to yesterday; of a balance that
    reaches yesterday that day itself, for those who are in occupation.

    None once anything has been reported or a period has ended: the schedule asks then. `opening` is the
    balance that holds, `last_day` the contract's.
    """
    case = commitment.contract.lot.procurement
    if commitment.state != CommitmentState.RUNNING or not case.entered_running:
        return None
    if not ReportEvery(commitment.report_every).has_schedule or not _waits_for_time(commitment):
        return None
    last = min(clock.today() - ONE_DAY, last_day)
    first = opening.valid_from + ONE_DAY if opening else commitment.contract.starts_on
    if opening and last < first and clock.today() <= last_day:
        first = last
    span = Span(first, last)
    return None if span.is_empty else span


def _waits_for_time(commitment: Commitment) -> bool:
    """Is there no report but that of the first period, which goes on?"""
    return all(
        report.number == 1 and report.state == ReportState.OPEN and report.ends_on >= clock.today()
        for report in commitment.reports.all()
    )


def first_report_of(commitment: Commitment, *, last_day: dt.date) -> FirstReport:
    """The way to ask now; else the day on which the supplier is asked by itself.

    Costs no query where reports and balances are at hand (suppliers/contract_rows.py).
    """
    opening = next(iter(commitment.opening_balances.all()), None)
    if span := days_to_ask_for(commitment, opening=opening, last_day=last_day):
        return FirstReport(
            _what_to_ask(span, opening), reverse("suppliers:first_report", args=[commitment.pk])
        )
    going = [row for row in commitment.reports.all() if row.state == ReportState.OPEN]
    if going and all(row.ends_on >= clock.today() for row in going):
        day = date_words(asked_on(going[0]))
        return FirstReport(
            _("The link goes to the supplier on {day}, when the period is over.").format(day=day)
        )
    return FirstReport()


def _what_to_ask(span: Span, opening: OpeningBalance | None) -> str:
    if opening and span.first <= opening.valid_from:
        return _(
            "What is done is told up to yesterday. You can ask now who is in occupation; the next period "
            "begins today."
        )
    return _(
        "Nothing is reported yet. You can ask for the time from {first} to {last} now; the next period "
        "begins the day after."
    ).format(first=date_words(span.first), last=date_words(span.last))


def asked_on(report: Report) -> dt.date:
    """When the first reminder goes; never before the period is over."""
    return max(report.due_on + dt.timedelta(days=min(REPORT_DUE.offsets)), report.ends_on + ONE_DAY)
