"""The address by which a member's own calendar program reads her deadlines."""

import datetime as dt
from typing import TYPE_CHECKING, Optional
from urllib.parse import urljoin

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse

from core import audit, clock
from core.tokens import new_token
from organisations.models.membership import Membership

if TYPE_CHECKING:
    from core.actors import Actor

SIGNER = signing.Signer(salt="organisations.calendar_feed", sep="~")


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, member: Membership) -> "CalendarFeedQuerySet":
        """Nobody but the member herself knows that there is one."""
        return self.filter(membership=member)

    def at(self, secret: str, *, on: dt.date | None = None) -> Optional["CalendarFeed"]:
        """The feed at this address; None where there is none, or the membership has ended."""
        try:
            mark = SIGNER.unsign(secret)
        except signing.BadSignature:
            return None
        members = Membership.objects.active(on=on)
        return self.filter(mark=mark, membership__in=members).first()


class CalendarFeed(models.Model):
    """One per membership at most. Reads only: whoever knows the address sees what waits for the member, with
    days, and nothing behind it.

    The address holds `mark` signed with the installation's key, so that a copy of this table opens nothing.
    """

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="calendar_feed")
    mark = models.CharField(max_length=40, unique=True, default=new_token)
    made_at = models.DateTimeField(default=clock.now)

    objects = CalendarFeedQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.membership)

    @property
    def address(self) -> str:
        """What the member gives her calendar program."""
        path = reverse("calendar_feed", kwargs={"secret": SIGNER.sign(self.mark)})
        return urljoin(settings.SITE_URL, path)

    @classmethod
    def open(cls, *, by: Membership) -> "CalendarFeed":
        """Give `by` an address; a new one where she had one already, which stops working at once."""
        row, _is_new = cls.objects.update_or_create(
            membership=by, defaults={"mark": new_token(), "made_at": clock.now()}
        )
        audit.record("calendar_opened", row, by=by)
        return row

    def close(self, *, by: "Actor") -> None:
        """From now on the address leads nowhere."""
        audit.record("calendar_closed", self, by=by)
        self.delete()
