"""Facts that figures rest on: append-only, with when they hold and when they became known."""

from django.db import models

from core import clock
from core.models.acted import Acted


class Fact(Acted):
    """Abstract. `valid_from` is the day from which it holds, `at` the moment it was recorded.

    A correction is a new row with `corrects` and a reason; the corrected row stays.
    """

    valid_from = models.DateField(default=clock.today)
    reason = models.TextField(blank=True)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )

    class Meta(Acted.Meta):
        abstract = True
