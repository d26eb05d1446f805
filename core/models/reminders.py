"""The reminder ledger: what was reminded of, for which due date, to whom."""

from typing import TYPE_CHECKING, Self, Union

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.crypto import salted_hmac

from core.models.acted import Acted

if TYPE_CHECKING:
    from organisations.models import Membership


class ReminderQuerySet(models.QuerySet["Reminder"]):
    """Ledger rows; `visible_to` is asked of the object that a reminder is about."""

    def about(self, subject: models.Model) -> Self:
        content_type = ContentType.objects.get_for_model(subject, for_concrete_model=False)
        return self.filter(content_type=content_type, object_id=subject.pk)


class Reminder(Acted):
    """One reminder to one recipient. Append-only; its mails say whether and when it left.

    `offset` is days after the due date (negative: before); empty for one sent by hand. A moved due date
    starts a new series.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey(for_concrete_model=False)
    kind = models.CharField(max_length=60)
    due_on = models.DateField()
    offset = models.SmallIntegerField(null=True, blank=True)
    recipient = models.CharField(max_length=60)
    is_escalated = models.BooleanField(default=False)

    objects = ReminderQuerySet.as_manager()

    class Meta(Acted.Meta):
        abstract = False
        ordering = ["at", "pk"]
        constraints = [
            *Acted.Meta.constraints,
            models.UniqueConstraint(
                fields=["content_type", "object_id", "kind", "due_on", "offset", "recipient"],
                name="core_reminder_once",
            ),
        ]
        indexes = [models.Index(fields=["kind", "object_id"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} {self.due_on}"

    @property
    def is_by_hand(self) -> bool:
        return self.offset is None


def recipient_key(to: Union["Membership", str]) -> str:
    """Who was reminded, without an address: the ledger stays when the address is erased."""
    if isinstance(to, str):
        address = to.strip().casefold()
        return "mail:" + salted_hmac("core.reminder", address, algorithm="sha256").hexdigest()[:24]
    return f"member:{to.pk}"
