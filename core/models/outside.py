"""Copies of a document that were signed in another system. Only ever added to: a wrong one is replaced or
withdrawn by a row of its own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models.acted import Acted
from core.models.documents import IssuedDocument


class OutsideSigning(Acted):
    """A copy of the document that was signed in another system, uploaded, hashed and linked. Append-only.

    `name` and `function` say who signed, as the one who handed it in states it; we do not judge the signature
    itself. `at` and the actor say when and by whom it was handed in.
    """

    document = models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, related_name="outside_signings")
    file = models.FileField(max_length=120)
    sha256 = models.CharField(max_length=64)
    byte_count = models.PositiveIntegerField()
    name = models.CharField(_("Signed by"), max_length=200, blank=True)
    function = models.CharField(_("Function"), max_length=120, blank=True)
    signed_on = models.DateField(_("Signed on"), default=clock.today)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    reason = models.TextField(_("Reason"), blank=True)

    class Meta(Acted.Meta):
        abstract = False
        ordering = ["at", "pk"]
        constraints = [
            *Acted.Meta.constraints,
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(reason=""),
                name="core_outsidesigning_replacement_has_reason",
                violation_error_message=_("Say why the copy is replaced."),
            ),
        ]

    def __str__(self) -> str:
        return self.sha256

    @property
    def successor(self) -> "OutsideSigning | None":
        """The copy that took its place."""
        return getattr(self, "replaced_by", None)

    @property
    def withdrawn(self) -> "OutsideWithdrawal | None":
        """Why it no longer counts, if it was taken back."""
        return getattr(self, "withdrawal", None)

    @property
    def is_standing(self) -> bool:
        return self.successor is None and self.withdrawn is None

    @property
    def file_name(self) -> str:
        """The name a reader's browser stores it under."""
        return f"{self.document.kind}-{self.document.check_code}-{self.sha256[:8]}.pdf"


class OutsideWithdrawal(Acted):
    """A signed copy was taken back: it was the wrong file, or nobody had signed it. Append-only."""

    signing = models.OneToOneField(OutsideSigning, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField(_("Reason"))

    class Meta(Acted.Meta):
        abstract = False
        constraints = [
            *Acted.Meta.constraints,
            models.CheckConstraint(condition=~Q(reason=""), name="core_outsidewithdrawal_has_reason"),
        ]

    def __str__(self) -> str:
        return self.reason
