"""What waits because of decisions: for the reader, and for others on what she has prepared."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.slots import ToDo
from organisations.models import Membership
from organisations.permissions import Permission
from strategy.doors import DELEGATING_PARTS
from strategy.models import BodyReferral, DelegatedDecision, DelegateRequest, LeadershipDecision
from strategy.models.decision import LeadershipDecisionQuerySet
from strategy.states import EDITABLE, DecisionState

S = DecisionState


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """An open decision with what it waits for."""

    pk: int
    state: str
    title: str
    diary_number: str
    prepared_by: int
    meeting_on: dt.date | None
    body: str | None
    delegate: int | None
    delegate_name: str | None


def things_to_do(member: Membership) -> Iterable[ToDo]:
    """Two queries: open decisions that concern the member, and delegated ones to report."""
    me = (member.acting_for or member).pk
    if member.may(Permission.STRATEGY_PREPARE) or member.may(Permission.DECIDE):
        visible = LeadershipDecision.objects.visible_to(member)
        for waiting in waiting_ones(
            visible, Q(prepared_by=me) | Q(delegate=me, state=S.WAITING_FOR_DELEGATE)
        ):
            yield _step(waiting, me)
    if member.may(Permission.RECORD_REGISTER) and any(member.organisation.has(p) for p in DELEGATING_PARTS):
        yield from _to_report(member)


def waiting_ones(decisions: LeadershipDecisionQuerySet, wanted: Q) -> list[Waiting]:
    """Open decisions among these, in one query."""
    about = {
        "object_id": OuterRef("pk"),
        "content_type__app_label": "strategy",
        "content_type__model": "leadershipdecision",
    }
    referrals = BodyReferral.objects.filter(**about).order_by("-pk")
    requests = DelegateRequest.objects.filter(**about).order_by("-pk")
    found = decisions.open().annotate(
        meeting_on=Subquery(referrals.values("meeting_on")[:1]),
        body=Subquery(referrals.values("body")[:1]),
        delegate=Subquery(requests.values("delegate")[:1]),
        delegate_name=Subquery(requests.values("delegate__user__name")[:1]),
    )
    columns = Waiting.__dataclass_fields__
    return [Waiting(**row) for row in found.filter(wanted).order_by("pk").values(*columns)]


def _step(waiting: Waiting, me: int) -> ToDo:
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


def _todo(waiting: Waiting, action: str, name: str, *, who: str = "") -> ToDo:
    return ToDo(
        action=action,
        url=reverse(f"strategy:{name}", args=[waiting.pk]),
        subject=" · ".join(filter(None, [waiting.title, waiting.diary_number])),
        due_on=waiting.meeting_on if waiting.state == S.WAITING_FOR_BODY else None,
        is_mine=not who,
        waiting_for=who,
        kind="strategy.decision",
    )


def _to_report(member: Membership) -> Iterable[ToDo]:
    """One row for all decisions on delegation that the authority has not been told of."""
    unreported = DelegatedDecision.objects.visible_to(member).to_report()
    found = unreported.aggregate(number=Count("pk"), first=Min("decided_on"))
    if not found["number"]:
        return
    text = ngettext("{n} decision on delegation", "{n} decisions on delegation", found["number"])
    yield ToDo(
        action=_("Report to the authority"),
        url=reverse("strategy:delegated_list"),
        subject=text.format(n=found["number"]),
        due_on=None,
        is_mine=True,
        kind="strategy.delegated",
    )
