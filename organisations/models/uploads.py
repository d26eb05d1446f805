"""A spreadsheet of rows that somebody has uploaded, until a worker has made something of it."""

from collections.abc import Collection
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import Stepping
from organisations.models.authority import Authority


class UploadedList(Stepping):
    """Abstract. What is kept of every list; whose it is and what came of it stands in its room.

    States and verbs are the room's own. It says which state a list that nobody has entered is in (`DRAFT`),
    and in which states one waits for a worker (`FOR_WORKER`).
    """

    DRAFT: ClassVar[str]
    FOR_WORKER: ClassVar[Collection[str]]

    made_at = models.DateTimeField(default=clock.now)
    file_name = models.CharField(_("File name"), max_length=200)
    sha256 = models.CharField(max_length=64)
    headings = models.JSONField(default=list)
    lines = models.JSONField(default=list, blank=True)
    fields = ArrayField(models.CharField(max_length=40, blank=True), default=list)
    authority = models.ForeignKey(
        Authority, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    leaves_wrong_out = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)
    refusal = models.CharField(max_length=400, blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_draft(self) -> bool:
        return self.state == self.DRAFT

    @property
    def waits_for_worker(self) -> bool:
        return self.state in self.FOR_WORKER
