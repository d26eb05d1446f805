"""What waits because of decisions: for the reader, and for others on what she has prepared."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.models import Attachment
from core.slots import ToDo
from core.together import Count, Inquiry, Rows
from organisations.models import Membership
from organisations.permissions import Permission
from strategy.doors import DELEGATING_PARTS
from strategy.models import BodyDecision, BodyReferral, DelegatedDecision, DelegateRequest, LeadershipDecision
from strategy.models.decision import LeadershipDecisionQuerySet
from strategy.states import EDITABLE, DecisionState

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

S = DecisionState


class Awaited(TypedDict):
    """What `waiting_ones` adds to a decision."""

    meeting_on: dt.date | None
    body: str | None
    asked_at: dt.datetime | None
    delegate: int | None
    delegate_name: str | None


def things_to_do(member: Membership) -> Iterable[Inquiry[ToDo]]:
    """Open decisions that concern the member, and delegated ones to report."""
    me = (member.acting_for or member).pk
    if member.may(Permission.STRATEGY_PREPARE) or member.may(Permission.DECIDE):
        visible = LeadershipDecision.objects.visible_to(member)
        wanted = Q(prepared_by=me) | Q(delegate=me, state=S.WAITING_FOR_DELEGATE)
        yield Inquiry(lambda rows: [_step(row, me) for row in rows], Rows(waiting_ones(visible, wanted)))
    if member.may(Permission.STRATEGY_PREPARE):
        prepared = LeadershipDecision.objects.visible_to(member).filter(prepared_by=me)
        yield Inquiry(lambda rows: [_prove(row) for row in rows], Rows(without_minutes(prepared)))
    if member.may(Permission.RECORD_REGISTER) and any(member.organisation.has(p) for p in DELEGATING_PARTS):
        yield Inquiry(_to_report, Count(DelegatedDecision.objects.visible_to(member).to_report()))


def waiting_ones(
    decisions: LeadershipDecisionQuerySet, wanted: Q
) -> "QuerySet[WithAnnotations[LeadershipDecision, Awaited]]":
    """The wanted ones among these, as the inbox tells of them."""
    return awaited(decisions).filter(wanted).only("state", "title", "diary_number").order_by("pk")


def awaited(
    decisions: LeadershipDecisionQuerySet,
) -> "QuerySet[WithAnnotations[LeadershipDecision, Awaited]]":
    """The open ones of these, with the latest of what they wait for."""
    about = {
        "object_id": OuterRef("pk"),
        "content_type__app_label": "strategy",
        "content_type__model": "leadershipdecision",
    }
    referrals = BodyReferral.objects.filter(**about).order_by("-pk")
    requests = DelegateRequest.objects.filter(**about).order_by("-pk")
    return decisions.open().annotate(
        meeting_on=Subquery(referrals.values("meeting_on")[:1]),
        body=Subquery(referrals.values("body")[:1]),
        asked_at=Subquery(requests.values("at")[:1]),
        delegate=Subquery(requests.values("delegate")[:1]),
        delegate_name=Subquery(requests.values("delegate__user__name")[:1]),
    )


def without_minutes(decisions: LeadershipDecisionQuerySet) -> LeadershipDecisionQuerySet:
    """Those that a committee has made and whose minutes extract nobody has put here."""
    about = {
        "object_id": OuterRef("pk"),
        "content_type__app_label": "strategy",
        "content_type__model": "leadershipdecision",
    }
    made = decisions.filter(Exists(BodyDecision.objects.filter(**about)), state=S.DECIDED)
    return made.filter(~Exists(Attachment.objects.filter(**about))).order_by("pk")


def _prove(decision: LeadershipDecision) -> ToDo:
    return ToDo(
        action=_("Add the minutes extract"),
        url=reverse("strategy:minutes", args=[decision.pk]),
        subject=" · ".join(filter(None, [decision.title, decision.diary_number])),
        due_on=None,
        is_mine=True,
        kind="strategy.minutes",
    )


def _step(waiting: "WithAnnotations[LeadershipDecision, Awaited]", me: int) -> ToDo:
    """The one thing that comes next."""
    if waiting.state in EDITABLE:
        returned = waiting.state == S.RETURNED
        action = _("Change the returned decision") if returned else _("Finish the draft and send it on")
        return _todo(waiting, action, "decision")
    if waiting.state == S.WAITING_FOR_DELEGATE:
        mine = waiting.delegate == me
        who = "" if mine else waiting.delegate_name or ""
        return _todo(
            waiting, _("Decide on delegation"), "delegated_decision" if mine else "decision", who=who
        )
    if waiting.meeting_on is not None and waiting.meeting_on > clock.today():
        return _todo(waiting, _("Decide in the meeting"), "decision", who=waiting.body or "")
    return _todo(waiting, _("Register the committee's decision"), "body_decision")


def _todo(
    waiting: "WithAnnotations[LeadershipDecision, Awaited]", action: str, name: str, *, who: str = ""
) -> ToDo:
    return ToDo(
        action=action,
        url=reverse(f"strategy:{name}", args=[waiting.pk]),
        subject=" · ".join(filter(None, [waiting.title, waiting.diary_number])),
        due_on=waiting.meeting_on if waiting.state == S.WAITING_FOR_BODY else None,
        is_mine=not who,
        waiting_for=who,
        kind="strategy.decision",
    )


def _to_report(number: int) -> Iterable[ToDo]:
    """One row for all decisions on delegation that the authority has not been told of."""
    if not number:
        return
    text = ngettext("{n} decision on delegation", "{n} decisions on delegation", number)
    yield ToDo(
        action=_("Report to the authority"),
        url=reverse("strategy:delegated_list"),
        subject=text.format(n=number),
        due_on=None,
        is_mine=True,
        kind="strategy.delegated",
    )
