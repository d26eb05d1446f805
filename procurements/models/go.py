"""The decision to go on with an employment requirement, or not to."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import Attachment, OutsideSigning, Signature, Stepping
from core.rules import RuleBroken
from organisations.models import Authority, Membership, Part
from procurements.choices import GoOutcome, RequirementKind
from procurements.models.procurement import Procurement, need_reason
from procurements.models.sheets import Assessment
from procurements.states import GO_EDITABLE, GO_OPEN, GO_TRANSITIONS, GO_WAITING, GoState
from strategy.choices import Delegable
from strategy.models.decidable import Decidable
from strategy.models.ways import BodyDecision

if TYPE_CHECKING:
    from core.actors import Actor

S = GoState


class GoDecisionQuerySet(models.QuerySet["GoDecision"]):
    def visible_to(self, member: Membership) -> Self:
        return self.filter(procurement__among=Procurement.objects.visible_to(member))

    def waiting(self) -> Self:
        return self.filter(state__in=GO_WAITING).order_by("-pk")

    def without_minutes(self) -> Self:
        """Those that a committee has made and whose minutes extract nobody has put here."""
        made = self.filter(state=S.DECIDED, minutes__isnull=True, body_decisions__isnull=False)
        return made.distinct().order_by("pk")


class GoDecision(Stepping, Decidable):
    """One proposal and its answer. A procurement has at most one open; the latest decided one holds."""

    TRANSITIONS = GO_TRANSITIONS
    STATES = GoState
    DELEGABLE = Delegable.GO
    PART = Part.PROCUREMENT

    state = models.CharField(max_length=40, choices=GoState.choices, default=GoState.DRAFT)
    procurement = models.ForeignKey(Procurement, on_delete=models.PROTECT, related_name="go_decisions")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    diary_number = models.CharField(_("Diary number"), max_length=40, blank=True)
    proposal = models.CharField(_("Proposal"), max_length=6, choices=GoOutcome.choices)
    outcome = models.CharField(_("Decision"), max_length=6, choices=GoOutcome.choices, blank=True)
    kind = models.CharField(
        _("Kind of requirement"), max_length=12, choices=RequirementKind.choices, blank=True, default=""
    )  # with the volume: what the proposal says as it is sent and decided, whatever the assessment says later
    full_time_months = models.DecimalField(
        _("Full-time months over the contract"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    minutes = models.OneToOneField(
        Attachment, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # the extract that proves a committee's decision; it may come later than the decision is typed in

    objects = GoDecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procurement"],
                condition=Q(state__in=GO_OPEN),
                name="procurements_godecision_one_open",
            ),
            models.CheckConstraint(
                condition=(Q(state=S.DECIDED) & ~Q(outcome="")) | (~Q(state=S.DECIDED) & Q(outcome="")),
                name="procurements_godecision_decided_has_outcome",
                violation_error_message=_("A decision that is made says yes or no."),
            ),
        ]

    def __str__(self) -> str:
        return _t("Go on with “{title}”").format(title=self.procurement.title)

    def get_absolute_url(self) -> str:
        return reverse("procurements:go_decision", args=[self.procurement_id])

    @classmethod
    def open_for(cls, procurement: Procurement, *, proposal: str, by: Membership) -> "GoDecision":
        """The open decision of the case with this proposal: the one there is, or a new draft."""
        Procurement.objects.select_for_update().get(pk=procurement.pk)
        row = procurement.go_decisions.filter(state__in=GO_OPEN).first()
        if row is None:
            row = cls.objects.create(
                procurement=procurement,
                authority=procurement.authority,
                diary_number=procurement.diary_number,
                proposal=proposal,
                prepared_by=by,
            )
            row.begin(by=by)
        elif row.is_editable and row.proposal != proposal:
            row.proposal = proposal
            row.save(update_fields=["proposal"])
        return row

    def note_terms(self) -> None:
        """Keep which requirement the assessment proposes now: this is what is sent, or decided."""
        found = Assessment.objects.filter(procurement=self.procurement_id).first()
        is_go = found is not None and self.proposal == GoOutcome.GO
        self.kind = (found.kind or RequirementKind.NUMERIC) if found and is_go else ""
        self.full_time_months = found.full_time_months if found and is_go else None

    @property
    def is_editable(self) -> bool:
        return self.state in GO_EDITABLE

    @property
    def is_waiting(self) -> bool:
        return self.state in GO_WAITING

    @property
    def is_decided(self) -> bool:
        return self.state == S.DECIDED

    @property
    def lacks_minutes(self) -> bool:
        """Was it made by a committee, without the extract that proves it?"""
        return self.is_decided and self.minutes_id is None and isinstance(self.way, BodyDecision)

    @property
    def is_go(self) -> bool:
        return self.is_decided and self.outcome == GoOutcome.GO

    def send_to_body(self, *, body: str, meeting_on: dt.date, by: Membership) -> None:
        """Hand the proposal over to a political body."""
        with self.stepping(S.WAITING_FOR_BODY, by=by) as row:
            _check_meeting(meeting_on)
            row.refer_to_body(body=body, meeting_on=meeting_on, by=by)
            row.note_terms()

    def postpone(self, *, body: str, meeting_on: dt.date, by: Membership) -> None:
        """Note that it waits for another meeting. The state stays."""
        row = type(self).objects.select_for_update().get(pk=self.pk)
        if row.state != S.WAITING_FOR_BODY:
            raise RuleBroken(_t("The decision does not wait for a committee."))
        _check_meeting(meeting_on)
        if not row.waits_for(body=body, meeting_on=meeting_on):
            row.refer_to_body(body=body, meeting_on=meeting_on, by=by)

    def ask_delegate(self, *, delegate: Membership, by: Membership) -> None:
        """Hand the proposal over to a member who may decide on delegation."""
        with self.stepping(S.WAITING_FOR_DELEGATE, by=by) as row:
            row.request_delegate(delegate, by=by)

    def record_body_decision(
        self, *, body: str, decided_on: dt.date, paragraph: str, outcome: str, by: Membership
    ) -> None:
        """Type in what the political body decided; it may have said something else than was proposed."""
        with self.stepping(S.DECIDED, by=by) as row:
            if row.state != S.WAITING_FOR_BODY:
                raise RuleBroken(_t("Send the proposal to the committee before you register its answer."))
            row.write_body_decision(body=body, decided_on=decided_on, paragraph=paragraph, by=by)
            row.outcome = outcome

    def keep_minutes(self, minutes: Attachment) -> None:
        """Name the file that proves the committee's decision; of two at once the slower is refused."""
        row = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
        if not row.lacks_minutes:
            raise RuleBroken(_t("There is no decision by a committee that lacks its minutes."))
        row.minutes = minutes
        row.save(update_fields=["minutes"])
        self.refresh_from_db()

    def decide_on_delegation(
        self,
        *,
        by: Membership,
        signature: Signature | None = None,
        outside_signing: OutsideSigning | None = None,
        original_kept: str = "",
    ) -> None:
        """Decide as proposed, under the delegation order. Who wants something else returns it
        with a reason."""
        with self.stepping(S.DECIDED, by=by) as row:
            if row.state == S.WAITING_FOR_BODY:
                raise RuleBroken(_t("The matter is with the committee. Take it back first."))
            row.write_delegated_decision(
                by=by, signature=signature, outside_signing=outside_signing, original_kept=original_kept
            )
            row.outcome = row.proposal
            row.note_terms()

    def send_back(self, *, reason: str, by: Membership) -> None:
        """Return it to the one who prepared it."""
        with self.stepping(S.RETURNED, by=by, reason=reason):
            need_reason(reason)

    def drop(self, *, reason: str, by: "Actor") -> None:
        """Give the proposal up; it stays to be read."""
        with self.stepping(S.DROPPED, by=by, reason=reason):
            need_reason(reason)


def _check_meeting(meeting_on: dt.date) -> None:
    if meeting_on < clock.today():
        raise RuleBroken(_t("Choose a meeting that has not been held yet."))
