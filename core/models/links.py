"""What a link in a mail opens to somebody without an account."""

import datetime as dt
from typing import ClassVar, Self, TypeVar

from django.db import models
from django.utils.translation import gettext as _t

from core import clock
from core.rules import RuleBroken
from core.tokens import digest

VALID_DAYS = 45
L = TypeVar("L", bound="MailedLink")


def last_moment() -> dt.datetime:
    return clock.now() + dt.timedelta(days=VALID_DAYS)


class MailedLinkQuerySet(models.QuerySet[L]):
    def with_token(self, token: str) -> Self:
        return self.filter(token_digest=digest(token))


class MailedLink(models.Model):
    """Abstract. A link with an end, for one purpose: the digest of its secret and whom it was sent to.

    Opening it changes nothing. Spent by the one act that it was sent for, where there is such an act.
    """

    PERSONAL_FIELDS: ClassVar = frozenset({"email"})

    email = models.EmailField()
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(default=last_moment)
    spent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")),
                name="%(app_label)s_%(class)s_expires_later",
            )
        ]

    @property
    def is_usable(self) -> bool:
        return self.spent_at is None and not self.is_too_old

    @property
    def is_too_old(self) -> bool:
        return self.expires_at <= clock.now()

    def spend(self) -> None:
        """Use the link up. Only by the act that it was sent for, never by opening it; of two
        at once one wins."""
        manager = type(self)._base_manager
        if not manager.filter(pk=self.pk, spent_at__isnull=True).update(spent_at=clock.now()):
            raise RuleBroken(_t("This link has been used already."))
        self.refresh_from_db()
