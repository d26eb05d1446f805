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


class MailState(models.TextChoices):
    """A mail waits until it has left, was no longer wanted, or could not be delivered."""

    QUEUED = "queued", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    DROPPED = "dropped", _("Not sent")
    FAILED = "failed", _("Could not be delivered")


MAIL_TRANSITIONS: dict[str, frozenset[str]] = {
    MailState.QUEUED: frozenset({MailState.SENT, MailState.DROPPED, MailState.FAILED}),
    MailState.SENT: frozenset(),
    MailState.DROPPED: frozenset(),
    MailState.FAILED: frozenset({MailState.QUEUED}),
}


class DropReason(models.TextChoices):
    """Why a mail that was queued never left."""

    SETTLED = "settled", _("The matter was settled before the mail was sent.")
    GONE = "gone", _("What the mail was about no longer exists.")
    LEFT = "left", _("The recipient no longer has access.")
