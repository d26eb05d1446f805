"""Late reports, as leadership sees them."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict

from django.contrib.contenttypes.models import ContentType
from django.db.models import Aggregate, Count, Max, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock
from core.models import OutgoingMail
from core.slots import Late, LateChoice, LateMatters
from core.together import Count as HowMany
from core.together import Inquiry, Rows
from organisations.models import Membership
from organisations.permissions import Permission
from suppliers.mails import REPORT_REQUEST
from suppliers.models import Report

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Asked(TypedDict):
    asked: int | None
    asked_at: dt.datetime | None


def late_reports(member: Membership, choice: LateChoice) -> Iterable[Inquiry[LateMatters]]:
    """Reports past their day under the contracts the member sees, with how often the supplier was asked."""
    if not member.may(Permission.COMMITMENT_SEE):
        return
    reports = Report.objects.visible_to(member).late(on=clock.today()).filter(commitment__state="running")
    if choice.authority_id:
        reports = reports.filter(commitment__authority=choice.authority_id)
    found = reports.select_related("commitment__contract__supplier")
    found = found.annotate(asked=_of_requests(Count("pk")), asked_at=_of_requests(Max("sent_at")))
    yield Inquiry(_told, HowMany(reports), Rows(found.order_by("due_on", "pk")[: choice.most]))


def _told(count: int, reports: "Iterable[WithAnnotations[Report, Asked]]") -> Iterable[LateMatters]:
    yield LateMatters(count, tuple(_late(report) for report in reports))


def _late(report: "WithAnnotations[Report, Asked]") -> Late:
    return Late(
        subject=report.commitment.title,
        diary_number=report.commitment.diary_number,
        url=report.get_absolute_url(),
        what=_("Report for {period}").format(period=report.period_name),
        at_whom=report.commitment.contract.supplier.name,
        due_on=report.due_on,
        reminders=report.asked or 0,
        reminded_on=timezone.localdate(report.asked_at) if report.asked_at else None,
    )


def _of_requests(told: Aggregate) -> Subquery:
    """Something of the requests that have left for a report: how many, or when the last one did."""
    sent = OutgoingMail.objects.filter(
        content_type=ContentType.objects.get_for_model(Report),
        object_id=OuterRef("pk"),
        kind=REPORT_REQUEST.key,
        sent_at__isnull=False,
    )
    return Subquery(sent.order_by().values("object_id").annotate(told=told).values("told"))
