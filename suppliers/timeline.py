"""What has happened under one contract, latest first: its own steps, its reports, what rooms above tell."""

from collections.abc import Iterable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.components import Event
from core.models import StatusChange
from core.templatetags.formats import moment_words
from organisations.models import Membership
from procurements.models import Commitment
from procurements.slots import CaseEvent
from suppliers.models import Report
from suppliers.slots import commitment_timeline
from suppliers.states import ReportState

LATEST = 8


def events_of(commitment: Commitment, reports: Sequence[Report], *, member: Membership) -> tuple[Event, ...]:
    """The latest events of the commitment as this member may know them."""
    own = (_event(row, reports) for row in _changes(commitment, reports)[:LATEST])
    above = (event for fill in commitment_timeline for event in fill(member, commitment))
    merged = sorted([*own, *above], key=lambda told: told.at, reverse=True)
    return tuple(told.event for told in merged[:LATEST])


def _changes(commitment: Commitment, reports: Sequence[Report]) -> QuerySet[StatusChange]:
    own = StatusChange.objects.filter(
        content_type=ContentType.objects.get_for_model(Commitment), object_id=commitment.pk
    )
    of_reports = StatusChange.objects.filter(
        content_type=ContentType.objects.get_for_model(Report),
        object_id__in=[report.pk for report in reports],
        to_state__in=[ReportState.SUBMITTED, ReportState.RETURNED, ReportState.APPROVED],
    )
    return (
        (own | of_reports)
        .select_related("member__user", "on_behalf_of__user", "content_type")
        .order_by("-at")
    )


def _event(row: StatusChange, reports: Iterable[Report]) -> CaseEvent:
    is_report = row.content_type.model == "report"
    report = next((report for report in reports if report.pk == row.object_id), None) if is_report else None
    event = Event(
        when=moment_words(row.at),
        text=_text(row, report),
        actor=row.actor_name,
        is_decision=row.to_state == ReportState.APPROVED,
    )
    return CaseEvent(at=row.at, event=event)


def _text(row: StatusChange, report: Report | None) -> str:
    if report is None:
        return _("The contract was entered.") if not row.from_state else _("The contract was closed.")
    words = {
        ReportState.SUBMITTED: _("The report for {period} was sent."),
        ReportState.RETURNED: _("The report for {period} was returned: {reason}"),
        ReportState.APPROVED: _("The report for {period} was approved."),
    }
    return words[ReportState(row.to_state)].format(period=report.period_name, reason=row.reason)
