"""The first meeting after the contract is signed."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import Stepping
from core.rules import RuleBroken
from organisations.models import Authority, Membership
from procurements.models.contract import Contract
from procurements.models.procurement import Procurement
from procurements.models.waiver import Waiver
from procurements.states import MEETING_TRANSITIONS, MeetingState

if TYPE_CHECKING:
    from core.actors import Actor

S = MeetingState
# The task and its step, as a waiver names them.
WAIVED_BY = ("start_meeting", "step:implement")


class StartMeetingQuerySet(models.QuerySet["StartMeeting"]):
    def visible_to(self, member: Membership) -> Self:
        return self.filter(contract__lot__procurement__among=Procurement.objects.visible_to(member))

    def awaited(self) -> Self:
        """Those not held, where nobody has said that no meeting, or not the step, is needed."""
        waived = Waiver.objects.standing().filter(what__in=WAIVED_BY)
        needed = self.exclude(contract__lot__procurement__in=waived.values("procurement"))
        return needed.exclude(state=S.HELD)


class StartMeeting(Stepping):
    """Buyer, supplier and matching officer agree how the requirement is fulfilled and followed."""

    TRANSITIONS = MEETING_TRANSITIONS
    STATES = MeetingState

    state = models.CharField(max_length=40, choices=S.choices, default=S.TO_BOOK)
    contract = models.OneToOneField(Contract, on_delete=models.PROTECT, related_name="start_meeting")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("At the latest"))
    booked_for = models.DateField(_("Booked for"), null=True, blank=True)
    held_on = models.DateField(_("Held"), null=True, blank=True)
    participants = models.TextField(_("Who took part"), blank=True)
    notes = models.TextField(_("What was agreed"), blank=True)

    objects = StartMeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=S.BOOKED) | Q(booked_for__isnull=False),
                name="procurements_startmeeting_booked_has_day",
            ),
            models.CheckConstraint(
                condition=Q(state=S.HELD, held_on__isnull=False)
                | (~Q(state=S.HELD) & Q(held_on__isnull=True)),
                name="procurements_startmeeting_held_has_day",
            ),
        ]

    def __str__(self) -> str:
        return _t("Start meeting for {title}").format(title=self.contract.lot)

    def get_absolute_url(self) -> str:
        return reverse("procurements:start_meeting", args=[self.contract.lot.procurement_id])

    def book(self, *, booked_for: dt.date, by: "Actor") -> None:
        """Note the day; a new day replaces the old one."""
        with self.stepping(S.BOOKED, by=by) as row:
            if booked_for < clock.today():
                raise RuleBroken(_t("Choose a day that has not passed, or note the meeting as held."))
            row.booked_for = booked_for

    def hold(self, *, held_on: dt.date, participants: str, notes: str, by: "Actor") -> None:
        """Note that it was held, who took part and what was agreed."""
        with self.stepping(S.HELD, by=by) as row:
            if held_on > clock.today():
                raise RuleBroken(_t("Note the meeting once it has been held, not before."))
            row.held_on, row.participants, row.notes = held_on, participants, notes
