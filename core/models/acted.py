"""Columns that say who did it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import clock


def acted_by(member: object, principal: object | None) -> str:
    """The member's name; "X för Y" where she did it as the deputy of `principal`."""
    return _t("{deputy} for {member}").format(deputy=member, member=principal) if principal else str(member)


class Acted(models.Model):
    """A row that names a member, a system job or a link's holder, never nobody.

    `on_behalf_of` is set when a deputy acts, so that the row reads "X för Y".
    """

    at = models.DateTimeField(default=clock.now)
    member = models.ForeignKey(
        "organisations.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    on_behalf_of = models.ForeignKey(
        "organisations.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agent = models.CharField(max_length=80, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=(Q(member__isnull=False) & Q(agent=""))
                | (Q(member__isnull=True) & ~Q(agent="") & Q(on_behalf_of__isnull=True)),
                name="%(app_label)s_%(class)s_names_an_actor",
                violation_error_message=_("The row must name who acted."),
            )
        ]

    @property
    def actor_name(self) -> str:
        """The actor as a reader sees it."""
        if self.member is None:
            agents = {
                "link": _t("Sent by link"),
                "operator": _t("Operator"),
                "account": _t("The person herself"),
            }
            return agents.get(self.agent.partition(":")[0], _t("Automatic"))
        return acted_by(self.member, self.on_behalf_of)
