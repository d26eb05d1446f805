"""Reviewing what suppliers report."""

from django.db import transaction

from organisations.models import Membership
from suppliers.mails import tell_returned
from suppliers.models import Report


@transaction.atomic
def approve_report(report: Report, *, by: Membership) -> None:
    """Accept the report. What it said stands in the figures as verified from now on."""
    report.approve(by=by)


@transaction.atomic
def return_report(report: Report, *, reason: str, by: Membership) -> None:
    """Give the report back with what needs correcting; the supplier is told after commit."""
    report.return_(reason=reason, by=by)
    tell_returned(report, by=by)
