"""Files that somebody put on a case: stored outside the web root, served through permission checks."""

from typing import ClassVar

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.about import AboutQuerySet
from core.models.acted import Acted
from core.models.records import Record


def attachment_path(attachment: "Attachment", _name: str) -> str:
    """Under the hash, so that no name of a person stands in a path."""
    return f"attachments/{attachment.sha256[:2]}/{attachment.sha256}"


class Attachment(Record, Acted):
    """One file on one object. Read by those who may see the object (see `core.access`)."""

    PERSONAL_FIELDS: ClassVar = frozenset({"name"})

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey(for_concrete_model=False)
    name = models.CharField(_("File name"), max_length=200)
    kind = models.CharField(max_length=30)
    byte_count = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=attachment_path, max_length=120)
    is_shared = models.BooleanField(_("The other parties may read it"), default=False)

    objects = AboutQuerySet["Attachment"].as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [*Record.Meta.constraints, *Acted.Meta.constraints]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self) -> str:
        return self.name
