"""Late reports, as leadership sees them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, OuterRef, Subquery
from django.utils.translation import gettext as _

from core import clock
from core.models import OutgoingMail
from core.slots import Late
from core.together import Inquiry, Rows
from organisations.models import Membership
from organisations.permissions import Permission
from suppliers.mails import REPORT_REQUEST
from suppliers.models import Report

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Asked(TypedDict):
    asked: int | None


def late_reports(member: Membership) -> Iterable[Inquiry[Late]]:
    """Reports past their day under the contracts the member sees, with how often the supplier was asked."""
    if not member.may(Permission.COMMITMENT_SEE):
        return
    reports = Report.objects.visible_to(member).late(on=clock.today()).filter(commitment__state="running")
    found = reports.select_related("commitment__contract__supplier").annotate(asked=times_asked())
    yield Inquiry(_told, Rows(found.order_by("due_on", "pk")))


def _told(reports: "Iterable[WithAnnotations[Report, Asked]]") -> Iterable[Late]:
    for report in reports:
        yield Late(
            subject=report.commitment.title,
            diary_number=report.commitment.diary_number,
            url=report.get_absolute_url(),
            what=_("Report for {period}").format(period=report.period_name),
            at_whom=report.commitment.contract.supplier.name,
            due_on=report.due_on,
            reminders=report.asked or 0,
        )


def times_asked() -> Subquery:
    """How many requests have left for a report."""
    sent = OutgoingMail.objects.filter(
        content_type=ContentType.objects.get_for_model(Report),
        object_id=OuterRef("pk"),
        kind=REPORT_REQUEST.key,
        sent_at__isnull=False,
    )
    return Subquery(sent.order_by().values("object_id").annotate(n=Count("pk")).values("n"))
