"""The states of the machines that core itself runs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentState(models.TextChoices):
    """A document is ordered, then issued for good; or it failed, and may be ordered again."""

    ORDERED = "ordered", _("Being made")
    ISSUED = "issued", _("Issued")
    FAILED = "failed", _("Could not be made")


DOCUMENT_TRANSITIONS: dict[str, frozenset[str]] = {
    DocumentState.ORDERED: frozenset({DocumentState.ISSUED, DocumentState.FAILED}),
    DocumentState.ISSUED: frozenset(),
    DocumentState.FAILED: frozenset({DocumentState.ORDERED}),
}
