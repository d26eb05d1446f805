"""What all loaded public data share: a code as key, labels in two languages,
and never a row that vanishes."""

from typing import Self

from django.db import models
from django.utils.translation import get_language

from core.sortkeys import Sorted


class CodedQuerySet(models.QuerySet["Coded"]):
    def current(self) -> Self:
        """Without codes that the source has dropped; those stay for the rows that point at them."""
        return self.filter(is_current=True)


class Coded(Sorted):
    """A row of a public code list. Refreshed in place by its code, so what points at it keeps pointing."""

    sort_source = "label_sv"
    label_sv = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200, blank=True)
    is_current = models.BooleanField(default=True)

    objects = CodedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The label in the reader's language; Swedish where the source has no English."""
        wants_english = (get_language() or "sv").startswith("en")
        return (self.label_en if wants_english else "") or self.label_sv
