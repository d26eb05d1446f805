"""What was done that is not a step: edits, grants, readings of personal data, log-ins."""

from django.db import models

from core.models.acted import Acted


class AuditRow(Acted):
    """One act, append-only. Values are text, so the row neither blocks nor follows a delete.

    Personal values never enter: a field marked personal is recorded as "changed". `organisation_id` leads to
    whose log shows it where neither an authority nor a member does: an account's log-in, an operator's act.
    """

    action = models.CharField(max_length=60)
    object_label = models.CharField(max_length=80)
    object_id = models.CharField(max_length=40)
    authority_id = models.BigIntegerField(null=True, blank=True)
    organisation_id = models.BigIntegerField(null=True, blank=True)
    changes = models.JSONField(default=dict, blank=True)

    class Meta(Acted.Meta):
        abstract = False
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["object_label", "object_id"]),
            models.Index(fields=["authority_id", "-at"]),
            models.Index(fields=["organisation_id", "-at"], name="core_auditr_organis_at_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.object_label} {self.object_id}"
