"""The delegation order: who may decide what, from when until when."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import clock
from core.sortkeys import Sorted
from core.templatetags.formats import date_words
from organisations.models import Authority, Membership
from strategy.choices import Delegable

if TYPE_CHECKING:
    from typing import Self


class DelegationItemQuerySet(models.QuerySet["DelegationItem"]):
    def visible_to(self, member: Membership) -> "Self":
        """The orders of every authority of the organisation: anyone inside may know who decides what."""
        return self.filter(authority__organisation_id=member.organisation_id)

    def in_force(self, *, on: dt.date | None = None) -> "Self":
        day = on or clock.today()
        return self.filter(valid_from__lte=day).filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))

    def giving(self, what: str, *, authority: Authority) -> "Self":
        return self.filter(what=what, authority=authority)


class DelegationItem(Sorted):
    """One row of an authority's delegation order. A change is a new row; decisions point at the old one."""

    sort_source = "item"

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="delegation_items")
    item = models.CharField(_("Item"), max_length=40)
    what = models.CharField(_("What may be decided"), max_length=20, choices=Delegable.choices)
    function = models.CharField(_("Function"), max_length=120)
    valid_from = models.DateField(_("Valid from"), default=clock.today)
    valid_until = models.DateField(_("Valid until"), null=True, blank=True)

    objects = DelegationItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="strategy_delegationitem_ends_after_start",
                violation_error_message=_("The last day must not be before the first."),
            ),
            models.UniqueConstraint(
                fields=["authority", "item", "what", "function", "valid_from"],
                name="strategy_delegationitem_once",
                violation_error_message=_("The delegation order has this row already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.function}"

    @property
    def period(self) -> str:
        """From 1 January 2026 until further notice; 1 January–30 June 2026."""
        first = date_words(self.valid_from)
        if self.valid_until is None:
            return _t("From {first} until further notice").format(first=first)
        return _t("{first}–{last}").format(first=first, last=date_words(self.valid_until))

    def is_held_by(self, member: Membership) -> bool:
        """Is this the member's function? While deputising, the function of the one acted for."""
        return fold(self.function) == fold((member.acting_for or member).title)


def fold(function: str) -> str:
    """A function's name without differences in case and spacing."""
    return " ".join(function.split()).casefold()
