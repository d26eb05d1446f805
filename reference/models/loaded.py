"""Which edition of each shipped file the database holds."""

from django.db import models

from core import clock


class LoadedFile(models.Model):
    """A file as it was last loaded. An unchanged digest means nothing to do."""

    name = models.CharField(max_length=60, primary_key=True)
    digest = models.CharField(max_length=80)
    rows = models.PositiveIntegerField()
    loaded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
