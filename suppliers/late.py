"""Late reports, as leadership sees them."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from django.utils.translation import gettext as _

from core import clock
from core.models import OutgoingMail
from core.slots import Late
from organisations.models import Membership
from organisations.permissions import Permission
from suppliers.mails import REPORT_REQUEST
from suppliers.models import Report


def late_reports(member: Membership) -> Iterable[Late]:
    """Reports past their day under the contracts the member sees, with how often the supplier was asked."""
    if not member.may(Permission.COMMITMENT_SEE):
        return
    reports = Report.objects.visible_to(member).late(on=clock.today()).filter(commitment__state="running")
    found = list(reports.select_related("commitment__contract__supplier").order_by("due_on"))
    asked = times_asked([report.pk for report in found])
    for report in found:
        yield Late(
            subject=report.commitment.title,
            diary_number=report.commitment.diary_number,
            url=report.get_absolute_url(),
            what=_("Report for {period}").format(period=report.period_name),
            at_whom=report.commitment.contract.supplier.name,
            due_on=report.due_on,
            reminders=asked.get(report.pk, 0),
        )


def times_asked(reports: list[int]) -> dict[int, int]:
    """How many requests have left for each report."""
    content_type = ContentType.objects.get_for_model(Report)
    sent = OutgoingMail.objects.filter(
        content_type=content_type, object_id__in=reports, kind=REPORT_REQUEST.key, sent_at__isnull=False
    )
    return dict(sent.order_by().values_list("object_id").annotate(n=Count("pk")))
