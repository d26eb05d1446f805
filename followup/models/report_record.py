"""A submitted report as a public record. Made when the registrar first deals with the report."""

from typing import Self

from django.db import models

from core.models import Record
from core.models.records import RecordQuerySet
from organisations.models import Membership
from organisations.permissions import Permission
from suppliers.models import Report


class ReportRecordQuerySet(RecordQuerySet["ReportRecord"]):
    def visible_to(self, member: Membership) -> Self:
        """Of the authorities whose records the member may look at. The supplier sees its report, not this."""
        return self.filter(authority__in=member.authority_ids_with(Permission.RECORD_SEE))


class ReportRecord(Record):
    """Registration of one report; the report itself stays with the supplier's room."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="record")

    objects = ReportRecordQuerySet.as_manager()

    class Meta:
        constraints = [*Record.Meta.constraints]

    def __str__(self) -> str:
        return str(self.report)
