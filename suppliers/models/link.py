"""The link by which somebody without an account reports one period."""

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _t

from core import clock
from core.actors import LinkVisitor
from core.rules import RuleBroken
from core.tokens import digest
from procurements.models import ContactPerson
from suppliers.models.report import Report

VALID_DAYS = 45


class ReportLinkQuerySet(models.QuerySet["ReportLink"]):
    def with_token(self, token: str) -> Self:
        return self.filter(token_digest=digest(token))


class ReportLink(models.Model):
    """Opens one report to its reader: signed, expiring, for this purpose only.
    Spent when the report is sent."""

    PERSONAL_FIELDS: ClassVar = frozenset({"email"})

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="links")
    contact = models.ForeignKey(ContactPerson, null=True, on_delete=models.SET_NULL, related_name="links")
    email = models.EmailField()
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    spent_at = models.DateTimeField(null=True, blank=True)

    objects = ReportLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")), name="suppliers_reportlink_expires_later"
            )
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.made_at:%Y-%m-%d}"

    @classmethod
    def open_with(cls, token: str, *, report: Report, email: str) -> "ReportLink":
        """The link behind a mail's token: made when the mail is first rendered, the same at a repeat."""
        contact = report.commitment.contacts.filter(reports=True, email__iexact=email).first()
        link, _made = cls.objects.get_or_create(
            token_digest=digest(token),
            defaults={
                "report": report,
                "contact": contact,
                "email": email,
                "expires_at": clock.now() + dt.timedelta(days=VALID_DAYS),
            },
        )
        return link

    @property
    def is_usable(self) -> bool:
        return self.spent_at is None and self.expires_at > clock.now()

    @property
    def visitor(self) -> LinkVisitor:
        return LinkVisitor("report", self.pk)

    def spend(self) -> None:
        """Use the link up. Only when the report is sent, never by opening it."""
        changed = ReportLink.objects.filter(pk=self.pk, spent_at__isnull=True).update(spent_at=clock.now())
        if not changed:
            raise RuleBroken(_t("This link has been used already."))
        self.refresh_from_db()
