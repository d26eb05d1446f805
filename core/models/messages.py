"""What is written on a case: messages between the parties, and internal notes apart."""

from typing import ClassVar

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models.about import AboutQuerySet
from core.models.acted import Acted
from core.models.records import Record


class Written(Acted):
    """Abstract: a text about an object."""

    PERSONAL_FIELDS: ClassVar = frozenset({"text"})

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey(for_concrete_model=False)
    text = models.TextField(_("Message"), max_length=5000)

    class Meta(Acted.Meta):
        abstract = True


class Message(Record, Written):
    """From one party to the others on the case. A public record at the authority from the moment it
    is sent."""

    objects = AboutQuerySet["Message"].as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [*Record.Meta.constraints, *Acted.Meta.constraints]
        indexes = [models.Index(fields=["content_type", "object_id", "at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"


class MessageRead(models.Model):
    """That a member has read a message."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="readings")
    member = models.ForeignKey("organisations.Membership", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "member"], name="core_messageread_once")]

    def __str__(self) -> str:
        return f"{self.message_id} {self.member_id}"


class InternalNote(Written):
    """A note for colleagues at the own authority. Never shown to another party."""

    authority = models.ForeignKey("organisations.Authority", on_delete=models.PROTECT, related_name="+")
    objects = AboutQuerySet["InternalNote"].as_manager()

    class Meta(Acted.Meta):
        abstract = False
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["content_type", "object_id", "at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
