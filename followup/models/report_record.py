"""A submitted report as a public record. Made when the registrar first deals with the report."""

from django.db import models

from core.models import Record
from core.models.records import RecordQuerySet
from suppliers.models import Report


class ReportRecord(Record):
    """Registration of one report; the report itself stays with the supplier's room."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="record")

    objects = RecordQuerySet["ReportRecord"].as_manager()

    class Meta:
        constraints = [*Record.Meta.constraints]

    def __str__(self) -> str:
        return str(self.report)
