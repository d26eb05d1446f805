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


class ImportState(models.TextChoices):
    """A list of contracts from a file. Workers take the two steps in the middle."""

    DRAFT = "draft", pgettext_lazy("import", "Not entered yet")
    CREATING = "creating", pgettext_lazy("import", "Being entered")
    CREATED = "created", pgettext_lazy("import", "Entered")
    UNDOING = "undoing", pgettext_lazy("import", "Being undone")
    UNDONE = "undone", pgettext_lazy("import", "Undone")
    DISCARDED = "discarded", pgettext_lazy("import", "Thrown away")


R, L = ReportState, ImportState
WAITS_FOR_SUPPLIER = frozenset({R.OPEN, R.RETURNED})
REPORT_TRANSITIONS: dict[str, frozenset[str]] = {
    R.OPEN: frozenset({R.SUBMITTED, R.SKIPPED}),
    R.SUBMITTED: frozenset({R.APPROVED, R.RETURNED}),
    R.RETURNED: frozenset({R.SUBMITTED, R.SKIPPED}),
    R.APPROVED: frozenset({R.RETURNED}),
    R.SKIPPED: frozenset({R.OPEN}),
}

ENTERED = frozenset({L.CREATED, L.UNDOING, L.UNDONE})
WORKED_ON = frozenset({L.CREATING, L.UNDOING})
IMPORT_TRANSITIONS: dict[str, frozenset[str]] = {
    L.DRAFT: frozenset({L.CREATING, L.DISCARDED}),
    L.CREATING: frozenset({L.CREATED, L.DRAFT}),
    L.CREATED: frozenset({L.UNDOING}),
    L.UNDOING: frozenset({L.UNDONE, L.CREATED}),
    L.UNDONE: frozenset(),
    L.DISCARDED: frozenset(),
}
