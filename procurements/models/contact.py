"""Whom to talk to about a commitment, on either side of the contract."""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import audit
from core.rules import RuleBroken
from procurements.models.commitment import Commitment

if TYPE_CHECKING:
    from core.actors import Actor


class ContactPerson(models.Model):
    """Somebody to call about a commitment. The supplier's reporter gets the report links.

    The row goes when the person does: mails, links and reports hold what they showed themselves.
    """

    class Side(models.TextChoices):
        BUYER = "buyer", _("Contracting authority")
        SUPPLIER = "supplier", _("Supplier")
        MATCHING = "matching", _("Matching")

    PERSONAL_FIELDS: ClassVar = frozenset({"name", "email", "phone"})

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="contacts")
    side = models.CharField(max_length=10, choices=Side.choices)
    name = models.CharField(_("Name"), max_length=120)
    title = models.CharField(_("Title"), max_length=120, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    phone = models.CharField(_("Phone"), max_length=40, blank=True)
    reports = models.BooleanField(_("Reports for the supplier"), default=False)

    class Meta:
        ordering = ["side", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reports=False) | ~Q(email=""),
                name="procurements_contactperson_reporter_has_email",
                violation_error_message=_("Whoever reports needs an e-mail address."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_name(self) -> bool:
        """Is more known of her than the address, which stands in the place of a name where none was given?"""
        return bool(self.name) and self.name.lower() != self.email.lower()

    @property
    def authority_id(self) -> int:
        """Whose log tells of it."""
        return self.commitment.authority_id

    @classmethod
    def add(cls, commitment: Commitment, *, by: "Actor", **values: Any) -> Self:
        """Name one more person."""
        row = cls(commitment=commitment, **values)
        with transaction.atomic():
            row._must_be_right()
            row.save()
            audit.record("contact.added", row, by=by, changes=row._place())
        return row

    @classmethod
    def speaks_for_supplier(cls, commitment: int, *, email: str) -> bool:
        """Is somebody at this address still named for the supplier? Asked each time a link opens, so that no
        way of taking people out leaves a door open."""
        return cls.objects.filter(commitment=commitment, side=cls.Side.SUPPLIER, email__iexact=email).exists()

    def edit(self, *, by: "Actor", **values: Any) -> bool:
        """Change what is known of the person; the log says which fields, never what stands in them."""
        with transaction.atomic():
            row = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
            for name, value in values.items():
                setattr(row, name, value)
            row._must_be_right()
            row.refresh_from_db()
            changed = audit.save_audited(row, by=by, action="contact.edited", **values)
        self.refresh_from_db()
        return changed

    def remove(self, *, by: "Actor") -> None:
        """Take the person out. The log keeps that somebody was taken out, not who."""
        with transaction.atomic():
            audit.record("contact.removed", self, by=by, changes=self._place())
            self.delete()

    def _place(self) -> dict[str, Any]:
        return {"commitment": self.commitment_id, "side": str(self.side), "reports": self.reports}

    def _must_be_right(self) -> None:
        if self.reports and self.side != self.Side.SUPPLIER:
            raise RuleBroken(_t("Only somebody at the supplier reports."))
        if self.reports and not self.email:
            raise RuleBroken(_t("Whoever reports needs an e-mail address."))
