"""What was sent in the last hours: enough to know it again, nothing to read it by (docs/decisions/0023)."""

import datetime as dt
from typing import ClassVar, Self

from django.db import models

from core import clock

KEPT = dt.timedelta(days=1)


class SentFormQuerySet(models.QuerySet["SentForm"]):
    def outdated(self) -> Self:
        """Those that no page asks for any more."""
        return self.filter(sent_at__lt=clock.now() - KEPT)


class SentForm(models.Model):
    """One sending that made something, and the way from its address to the one it led to.

    `digest` and `sender` are keyed with the installation's secret: neither what was written nor who wrote it
    can be read or tried out from the table.
    """

    digest = models.CharField(max_length=64, unique=True)
    sender = models.CharField(max_length=64, db_index=True)
    sent_at = models.DateTimeField(default=clock.now, db_index=True)
    answer = models.TextField()

    objects: ClassVar = SentFormQuerySet.as_manager()

    def __str__(self) -> str:
        return self.answer
