"""The two ways in which any decision is made: by a political body, or on delegation.

Generic: the decided object inherits `Decidable`. All rows are append-only (database trigger).
"""

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.models import Acted, OutsideSigning, Signature
from organisations.models import Authority, Membership
from organisations.permissions import Permission
from strategy.models.delegation import DelegationItem

if TYPE_CHECKING:
    from typing import Self


class About(Acted):
    """A row about the object that is, or is to be, decided."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey()

    class Meta(Acted.Meta):
        abstract = True
        ordering = ["pk"]
        indexes = [models.Index(fields=["content_type", "object_id"])]


class BodyReferral(About):
    """Sent to a political body for its meeting. A postponed meeting is a new row."""

    body = models.CharField(_("Political body"), max_length=160)
    meeting_on = models.DateField(_("Date of the meeting"))

    class Meta(About.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"{self.body} {self.meeting_on}"


class DelegateRequest(About):
    """Sent to a member who may decide on delegation."""

    delegate = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="delegate_requests")

    class Meta(About.Meta):
        abstract = False

    def __str__(self) -> str:
        return str(self.delegate)


REQUESTS = models.Prefetch(
    "delegate_requests", queryset=DelegateRequest.objects.select_related("delegate__user").order_by("pk")
)


class Way(About):
    """What both ways share. `title` and `diary_number` stand as they were on the day."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(_("Date of the decision"))
    title = models.CharField(max_length=200)
    diary_number = models.CharField(max_length=40, blank=True)

    class Meta(About.Meta):
        abstract = True


class BodyDecision(Way):
    """Decided at a meeting; typed in by an official, proved by the minutes extract.

    A slip of the pen is put right by a new row that `corrects` the old one and gives a reason.
    """

    body = models.CharField(_("Political body"), max_length=160)
    paragraph = models.CharField(_("Paragraph of the minutes"), max_length=20)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    reason = models.TextField(blank=True)

    class Meta(Way.Meta):
        abstract = False
        constraints = [
            *Acted.Meta.constraints,
            models.UniqueConstraint(
                fields=["content_type", "object_id"],
                condition=Q(corrects__isnull=True),
                name="strategy_bodydecision_once",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(reason=""),
                name="strategy_bodydecision_correction_has_reason",
                violation_error_message=_("Say why the details are corrected."),
            ),
        ]

    def __str__(self) -> str:
        return _t("{body}, § {paragraph}").format(body=self.body, paragraph=self.paragraph)


class DelegatedDecisionQuerySet(models.QuerySet["DelegatedDecision"]):
    def visible_to(self, member: Membership) -> "Self":
        """Decisions made for the member's own authorities."""
        return self.filter(
            authority__in=member.authority_ids_with(Permission.STRATEGY_SEE, Permission.RECORD_REGISTER)
        )

    def to_report(self) -> "Self":
        """Not yet reported to the authority's meeting."""
        return self.filter(report__isnull=True)

    def in_period(self, first: dt.date | None, last: dt.date | None) -> "Self":
        found = self.filter(decided_on__gte=first) if first else self
        return found.filter(decided_on__lte=last) if last else found


class DelegatedDecision(Way):
    """Decided by an official under an item of the delegation order; to be reported to the authority.

    Signed here (`signature`), in another system (`outside_signing`), or on an original that is kept as
    `original_kept` says.
    """

    name = models.CharField(max_length=200)
    function = models.CharField(max_length=120)
    item = models.ForeignKey(DelegationItem, on_delete=models.PROTECT, related_name="decisions")
    item_text = models.CharField(max_length=40)
    signature = models.OneToOneField(
        Signature, null=True, blank=True, on_delete=models.PROTECT, related_name="delegated_decision"
    )
    outside_signing = models.OneToOneField(
        OutsideSigning, null=True, blank=True, on_delete=models.PROTECT, related_name="delegated_decision"
    )
    original_kept = models.CharField(_("Where the signed original is kept"), max_length=200, blank=True)

    objects = DelegatedDecisionQuerySet.as_manager()

    class Meta(Way.Meta):
        abstract = False
        constraints = [
            *Acted.Meta.constraints,
            models.UniqueConstraint(
                fields=["content_type", "object_id"], name="strategy_delegateddecision_once"
            ),
            models.CheckConstraint(
                condition=Q(signature__isnull=False)
                | Q(outside_signing__isnull=False)
                | ~Q(original_kept=""),
                name="strategy_delegateddecision_is_signed",
                violation_error_message=_("A decision on delegation must be signed."),
            ),
        ]

    def __str__(self) -> str:
        return _t("{name}, {function}, item {item}").format(
            name=self.name, function=self.function, item=self.item_text
        )

    @property
    def reported(self) -> "DelegationReport | None":
        """When and where it was reported; None while it is not."""
        return getattr(self, "report", None)


class DelegationReport(Acted):
    """A delegated decision was reported to the authority at a meeting. Append-only."""

    decision = models.OneToOneField(DelegatedDecision, on_delete=models.PROTECT, related_name="report")
    body = models.CharField(_("Reported to"), max_length=160)
    meeting_on = models.DateField(_("Date of the meeting"))

    class Meta(Acted.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"{self.body} {self.meeting_on}"
