"""When the follow-up of a contract can be closed, and opened again."""

from django.utils.translation import gettext as _

from procurements.models import Commitment
from procurements.states import CommitmentState
from suppliers.models import Report
from suppliers.states import WAITS_FOR_SUPPLIER, ReportState


def why_not_close_now(commitment: Commitment) -> str | None:
    """What the supplier has sent must be answered first."""
    if commitment.state != CommitmentState.RUNNING:
        return _("The follow-up is closed already.")
    waiting = [row for row in commitment.reports.all() if row.state == ReportState.SUBMITTED]
    if not waiting:
        return None
    sent = min(waiting, key=lambda row: row.number)
    return _(
        "Review the report for {period} first: the supplier has sent it and waits for your answer."
    ).format(period=sent.period_name)


def why_not_reopen_now(commitment: Commitment) -> str | None:
    if commitment.state != CommitmentState.CLOSED:
        return _("The follow-up is not closed.")
    return None


def missing_reports(commitment: Commitment) -> list[Report]:
    """Those that the supplier has not sent, or not sent again."""
    return list(commitment.reports.filter(state__in=WAITS_FOR_SUPPLIER).order_by("number"))
