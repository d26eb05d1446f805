"""What every document, report, message and attachment knows about itself as a public record."""

from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock

if TYPE_CHECKING:
    from typing import Self


class RecordStatus(models.TextChoices):
    """Working material is not yet a public record; received and drawn up ones are (TF 2 kap.)."""

    WORKING = "working", _("Working material")
    RECEIVED = "received", _("Received")
    DRAWN_UP = "drawn_up", _("Drawn up")


R = TypeVar("R", bound="Record")


class RecordQuerySet(models.QuerySet[R]):
    """Base of the querysets of records."""

    def unregistered(self) -> "Self":
        """Public records with neither diary number nor the mark "hålls ordnad"."""
        return self.exclude(record_status=RecordStatus.WORKING).filter(diary_number="", kept_in_order=False)


class Record(models.Model):
    """Abstract: status as a record, its authority, registration and secrecy mark."""

    record_status = models.CharField(
        max_length=12, choices=RecordStatus.choices, default=RecordStatus.WORKING
    )
    record_on = models.DateField(default=clock.today)
    authority = models.ForeignKey("organisations.Authority", on_delete=models.PROTECT, related_name="+")
    diary_number = models.CharField(max_length=40, blank=True)
    kept_in_order = models.BooleanField(default=False)
    secrecy_marked = models.BooleanField(default=False)
    secrecy_paragraph = models.CharField(max_length=60, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(secrecy_marked=False) | ~Q(secrecy_paragraph=""),
                name="%(app_label)s_%(class)s_secrecy_has_paragraph",
                violation_error_message=_("State the paragraph that the secrecy mark rests on."),
            )
        ]

    @property
    def is_registered(self) -> bool:
        return bool(self.diary_number) or self.kept_in_order
