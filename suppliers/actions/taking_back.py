"""Taking back somebody whom the supplier reported wrongly: the wrong person, or the same one twice."""

from typing import TYPE_CHECKING

from django.db import transaction

from core import audit, clock
from core.rules import RuleBroken
from core.templatetags.formats import exact
from matching.models import Placement
from procurements.models import Commitment
from suppliers.balances import balance
from suppliers.choices import RowChange
from suppliers.models import Report, ReportRow
from suppliers.policies import is_unreviewed, reported_rows, why_not_take_back
from suppliers.states import ReportState

if TYPE_CHECKING:
    from core.actors import Actor


@transaction.atomic
def take_back_person(report: Report, placement: Placement, *, reason: str, by: "Actor") -> None:
    """At once where the report that told of her is not approved; else it is asked for in this report's draft,
    and holds when that is sent and the contracting authority can read it.

    She then counts nowhere. What was told, and why it was wrong, stays in the history.
    """
    told_in = set(
        reported_rows(report.commitment).filter(placement=placement).values_list("report", flat=True)
    )
    held = Report.objects.select_for_update(of=("self",)).filter(pk__in={report.pk, *told_in}).order_by("pk")
    by_key = {row.pk: row for row in held}
    if refusal := why_not_take_back(by_key[report.pk], placement):
        raise RuleBroken(refusal)
    if not is_unreviewed(placement):
        told = {"change": RowChange.MISTAKE, "reason": reason}
        ReportRow.objects.update_or_create(report=report, placement=placement, applied_at=None, defaults=told)
        return
    ReportRow.objects.filter(placement=placement, applied_at__isnull=True).delete()
    for key in told_in:
        ReportRow.objects.create(
            report=by_key[key],
            placement=placement,
            change=RowChange.MISTAKE,
            reason=reason,
            applied_at=clock.now(),
        )
    withdraw(placement, reason=reason, by=by)
    _count_anew(report.commitment)


def _count_anew(commitment: Commitment) -> None:
    """What the reports that nobody has reviewed say is done in all."""
    sent = commitment.reports.select_for_update(of=("self",)).filter(state=ReportState.SUBMITTED)
    for row in sent.order_by("pk"):
        row.done_months = exact(balance(commitment, on=row.ends_on).done_ftm, 2)
        row.save(update_fields=["done_months"])


def withdraw(placement: Placement, *, reason: str, by: "Actor") -> None:
    """The fact, and the line in the log."""
    placement.withdraw(by=by, reason=reason)
    audit.record("placement.taken_back", placement, by=by)
