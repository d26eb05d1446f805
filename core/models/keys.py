"""Per-person data keys, wrapped by the installation's key ring."""

import uuid

from django.db import models

from core import clock


class DataKey(models.Model):
    """The key that one person's values are encrypted with. Destroying it erases them; the row stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ring_key = models.CharField(max_length=40)
    wrapped = models.BinaryField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wrapped__isnull=True, destroyed_at__isnull=False)
                | models.Q(wrapped__isnull=False, destroyed_at__isnull=True),
                name="core_datakey_destroyed_has_no_key",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
