"""A list of planned purchases that was uploaded, what its columns mean, and what came of it."""

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _t

from core import clock
from core.rules import RuleBroken
from organisations.models import Membership, Organisation, RememberedHeading, UploadedList
from organisations.permissions import Permission
from procurements.states import LIST_TRANSITIONS, LIST_WORKED_ON, ListState

if TYPE_CHECKING:
    from core.actors import Actor

MOST_TRIES = 5
LEASE = dt.timedelta(seconds=60)
WRITES = (Permission.CASE_EDIT, Permission.STRATEGY_PREPARE)
L = ListState


class PurchaseListQuerySet(models.QuerySet["PurchaseList"]):
    def visible_to(self, member: Membership) -> Self:
        """One's own, and those that colleagues have read in for authorities that one writes for."""
        if not any(member.may(permission) for permission in WRITES):
            return self.none()
        acting = [row.pk for row in (member, member.acting_for) if row is not None]
        elsewhere = self.model._base_manager.filter(purchases__isnull=False).exclude(
            purchases__authority__in=member.authority_ids_with(*WRITES)
        )
        entered = Q(state__in=(L.ENTERED, L.UNDOING, L.UNDONE)) & ~Q(pk__in=elsewhere.values("pk"))
        return self.filter(organisation_id=member.organisation_id).filter(Q(made_by__in=acting) | entered)

    def due(self) -> Self:
        """Those that wait for a worker, and that no worker holds."""
        free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=clock.now())
        return self.filter(free, state__in=LIST_WORKED_ON)


class PurchaseList(UploadedList):
    """One uploaded list. Its lines are emptied as soon as they are purchases, or are given up.

    `faults` holds [line, place of the column or None, field, what to do], `repeated` the lines that seem to
    be in the plan already; both as the latest check found them. `checked` counts lines checked so far.
    """

    STATES = ListState
    TRANSITIONS = LIST_TRANSITIONS
    DRAFT = L.DRAFT
    FOR_WORKER = LIST_WORKED_ON
    PERSONAL_FIELDS: ClassVar = frozenset({"file_name", "lines", "faults"})

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="purchase_lists")
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="purchase_lists")
    line_count = models.PositiveIntegerField()
    faults = models.JSONField(default=list, blank=True)
    repeated = models.JSONField(default=list, blank=True)
    flagged = models.PositiveIntegerField(default=0)
    checked = models.PositiveIntegerField(default=0)
    takes_repeated = models.BooleanField(default=False)
    claimed_until = models.DateTimeField(null=True, blank=True)

    objects = PurchaseListQuerySet.as_manager()

    def get_absolute_url(self) -> str:
        return reverse("procurements:purchase_upload", args=[self.pk])

    @property
    def wrong_lines(self) -> int:
        return len({number for number, *_rest in self.faults})

    @property
    def right_lines(self) -> int:
        """Those that can be read in and are not in the plan already."""
        return self.line_count - self.wrong_lines - len(self.repeated)

    def order_check(self, *, by: "Actor", **values: Any) -> None:
        """Have the lines checked by a worker, as the columns say now."""
        with self.stepping(L.CHECKING, by=by) as row:
            for name, value in values.items():
                setattr(row, name, value)
            row.faults, row.repeated, row.flagged, row.checked = [], [], 0, 0
            row.tries, row.claimed_until, row.refusal = 0, None, ""

    def finish_check(self, faults: list[Any], repeated: list[int], flagged: int, *, by: "Actor") -> None:
        """Every line is checked. Nothing is read in yet."""
        with self.stepping(L.DRAFT, by=by) as row:
            row.faults, row.repeated, row.flagged = faults, repeated, flagged
            row.checked, row.claimed_until = row.line_count, None

    def order(self, *, leaves_wrong_out: bool, takes_repeated: bool, by: "Actor") -> None:
        """Have the purchases read in by a worker."""
        with self.stepping(L.ENTERING, by=by) as row:
            row.leaves_wrong_out, row.takes_repeated = leaves_wrong_out, takes_repeated
            row.tries, row.claimed_until, row.refusal = 0, None, ""

    def finish(self, *, by: "Actor") -> None:
        """The purchases are in the plan; the lines have done their service."""
        with self.stepping(L.ENTERED, by=by) as row:
            row.lines, row.faults, row.refusal, row.claimed_until = [], [], "", None

    def order_undoing(self, *, by: "Actor") -> None:
        """Have all its purchases taken out again."""
        with self.stepping(L.UNDOING, by=by) as row:
            row.tries, row.claimed_until, row.refusal = 0, None, ""

    def finish_undoing(self, *, by: "Actor") -> None:
        with self.stepping(L.UNDONE, by=by) as row:
            row.claimed_until = None

    def give_back(self, *, reason: str, by: "Actor") -> None:
        """It could not be done: everything is as it was before it was ordered, and the reason is shown."""
        before = {L.CHECKING: L.DISCARDED, L.ENTERING: L.DRAFT, L.UNDOING: L.ENTERED}
        with self.stepping(before[ListState(self.state)], by=by, reason=reason[:400]) as row:
            row.refusal, row.claimed_until = reason[:400], None

    def discard(self, *, by: "Actor") -> None:
        """Throw the uploaded list away."""
        with self.stepping(L.DISCARDED, by=by) as row:
            row.lines, row.faults = [], []

    def check_is_draft(self) -> None:
        if not self.is_draft:
            raise RuleBroken(_t("The list has been read in already. Upload it again if you need to."))


class KnownPurchaseHeading(RememberedHeading):
    """What a heading means in an organisation's own lists of purchases."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "heading"], name="procurements_knownpurchaseheading_once"
            )
        ]
