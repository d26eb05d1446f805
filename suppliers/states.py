"""States of a report and the steps between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReportState(models.TextChoices):
    OPEN = "open", pgettext_lazy("report", "Not sent")
    SUBMITTED = "submitted", _("Waiting for review")
    RETURNED = "returned", _("Returned for correction")
    APPROVED = "approved", pgettext_lazy("report", "Approved")
    SKIPPED = "skipped", _("Not needed")


R = ReportState
WAITS_FOR_SUPPLIER = frozenset({R.OPEN, R.RETURNED})
REPORT_TRANSITIONS: dict[str, frozenset[str]] = {
    R.OPEN: frozenset({R.SUBMITTED, R.SKIPPED}),
    R.SUBMITTED: frozenset({R.APPROVED, R.RETURNED}),
    R.RETURNED: frozenset({R.SUBMITTED}),
    R.APPROVED: frozenset({R.RETURNED}),
    R.SKIPPED: frozenset({R.OPEN}),
}
