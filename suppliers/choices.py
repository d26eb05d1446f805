"""The closed word lists of reports."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RowChange(models.TextChoices):
    """What the supplier says of one placement in a report."""

    UNCHANGED = "unchanged", _("Unchanged")
    NEW = "new", _("New")
    SCOPE = "scope", _("Changed share of full time")
    ENDED = "ended", _("Ended")
    BONUS = "bonus", _("Bonus place")
    MISTAKE = "mistake", _("Reported by mistake")
