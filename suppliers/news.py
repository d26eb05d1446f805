"""What has happened with reports, for the home page."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.models import StatusChange
from core.news import latest_steps
from core.slots import News
from core.together import Inquiry, Rows
from organisations.models import Membership
from suppliers.models import Report
from suppliers.states import ReportState

TOLD = (ReportState.SUBMITTED, ReportState.RETURNED, ReportState.APPROVED)


def news_of(member: Membership) -> Iterable[Inquiry[News]]:
    """Reports sent, returned and approved."""
    reports = Report.objects.visible_to(member)
    steps = latest_steps(reports, member=member, states=TOLD)
    about = reports.filter(pk__in=steps.values("object_id")).select_related("commitment__contract__supplier")
    yield Inquiry(_tell, Rows(steps), Rows(about.order_by("pk")))


def _tell(steps: list[StatusChange], reports: list[Report]) -> Iterable[News]:
    known = {report.pk: report for report in reports}
    for step in steps:
        report = known[step.object_id]
        yield News(
            at=step.at,
            text=_words(step, report),
            subject=report.commitment.title,
            url=report.get_absolute_url(),
            actor="" if step.to_state == ReportState.SUBMITTED else step.actor_name,
        )


def _words(step: StatusChange, report: Report) -> str:
    supplier = report.commitment.contract.supplier.name
    words = {
        ReportState.SUBMITTED: _("{supplier} sent the report for {period}."),
        ReportState.RETURNED: _("The report for {period} was returned to {supplier}."),
        ReportState.APPROVED: _("The report for {period} was approved."),
    }
    return words[ReportState(step.to_state)].format(supplier=supplier, period=report.period_name)
