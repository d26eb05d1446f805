"""Who wants a mail when a coming procurement is shown."""

import datetime as dt
from typing import Optional, Self

from django.core import signing
from django.db import models, transaction
from django.db.models import Q

from core import audit, clock
from core.actors import LinkVisitor
from core.models.mail import OutgoingMail, OutgoingMailQuerySet
from core.tokens import new_token
from organisations.models import Membership, Organisation, Part
from procurements.models import ComingNotice

SIGNER = signing.Signer(salt="followup.subscription", sep="~")
TIME_TO_CONFIRM = dt.timedelta(days=7)


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def visible_to(self, member: Membership) -> Self:
        """No member reads who follows the page: nobody at a buyer is to know who is curious."""
        return self.none()

    def confirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=False)

    def following(self, notice: ComingNotice) -> Self:
        """Those who want to be told of it: followers of its organisation, and of all."""
        organisation = notice.procurement.authority.organisation_id
        return self.confirmed().filter(Q(organisation=organisation) | Q(organisation__isnull=True))

    def never_confirmed(self) -> Self:
        """Asked for, but too long ago for the link in the mail to be of use."""
        return self.filter(confirmed_at__isnull=True, asked_at__lt=clock.now() - TIME_TO_CONFIRM)

    def forget(self) -> None:
        """Delete the rows, and their addresses in what was sent."""
        with transaction.atomic():
            for row in self.select_for_update():
                row.mails.forget_address()
                row.delete()

    def at(self, secret: str) -> Optional["Subscription"]:
        """The one that this address of a mail belongs to."""
        try:
            mark = SIGNER.unsign(secret)
        except signing.BadSignature:
            return None
        return self.filter(mark=mark).select_related("organisation").first()


class Subscription(models.Model):
    """An address and whose procurements it follows; of all organisations where none is named.

    Nothing is sent but one question before the address has been confirmed. Ended by deleting the row. The
    address of its page holds `mark` signed with the installation's key, so that a copy of this table opens
    nothing.
    """

    PERSONAL_FIELDS = frozenset({"email"})

    email = models.EmailField()
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="followers"
    )
    language = models.CharField(max_length=5)
    mark = models.CharField(max_length=40, unique=True, default=new_token)
    asked_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email", "organisation"], name="followup_subscription_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def secret(self) -> str:
        """What stands in the addresses of its page."""
        return SIGNER.sign(self.mark)

    @property
    def visitor(self) -> LinkVisitor:
        return LinkVisitor("subscription", self.pk)

    @property
    def mails(self) -> OutgoingMailQuerySet:
        """The question, and each mail that told of a procurement."""
        own = OutgoingMail.objects.about(self) | OutgoingMail.objects.filter(params__subscription=self.pk)
        return own.filter(to_member__isnull=True)

    @classmethod
    def ask(cls, email: str, *, organisation: Organisation | None, language: str) -> "Subscription":
        """The row for this address, new or not; it follows nothing before it is confirmed."""
        found, _is_new = cls.objects.get_or_create(
            email=email.strip().lower(), organisation=organisation, defaults={"language": language}
        )
        return found

    def confirm(self) -> None:
        """From now on a mail comes for each procurement that is shown. A second time changes nothing."""
        with transaction.atomic():
            waiting = Subscription.objects.filter(pk=self.pk, confirmed_at__isnull=True)
            if waiting.update(confirmed_at=clock.now()):
                audit.record("subscription.confirmed", self, by=self.visitor)
        self.refresh_from_db()

    def end(self) -> None:
        """No more mails; the address is forgotten."""
        with transaction.atomic():
            audit.record("subscription.ended", self, by=self.visitor)
            Subscription.objects.filter(pk=self.pk).forget()


def followed_organisations() -> models.QuerySet[Organisation]:
    """Those that have the open page on."""
    parts = [Part.PROCUREMENT, Part.OPEN]
    return Organisation.objects.contracting().filter(parts__contains=parts).order_by("sort_key", "pk")
