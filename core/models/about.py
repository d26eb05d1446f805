"""Rows that hang on any object: messages, notes, attachments."""

from typing import Self, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models

Row = TypeVar("Row", bound=models.Model)


class AboutQuerySet(models.QuerySet[Row]):
    """Asks for the rows of one object. Whether a member may see it is asked of the object (core.access)."""

    def about(self, subject: models.Model) -> Self:
        content_type = ContentType.objects.get_for_model(subject, for_concrete_model=False)
        return self.filter(content_type=content_type, object_id=subject.pk)

    def about_any(self, model: type[models.Model], subjects: models.QuerySet[models.Model]) -> Self:
        """Rows of every object in a query, without fetching the objects."""
        content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
        return self.filter(content_type=content_type, object_id__in=subjects.values("pk"))
