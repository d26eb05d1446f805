"""Fetching one decision with just the rows that its state can have, so that the page asks few questions."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, QuerySet

from core.together import Inquiry, Question, Rows, ask, hand_out
from strategy.models import DelegatedDecision, LeadershipDecision
from strategy.models.decision import LeadershipDecisionQuerySet
from strategy.states import DecisionState

S = DecisionState


def with_case(decisions: LeadershipDecisionQuerySet) -> LeadershipDecisionQuerySet:
    """Joined with what every page of a decision shows, and annotated with which way it went."""
    about = ContentType.objects.get_for_model(LeadershipDecision)
    delegated = DelegatedDecision.objects.filter(content_type=about, object_id=OuterRef("pk"))
    joined = decisions.select_related("authority__organisation", "prepared_by__user", "supersedes")
    return joined.annotate(was_delegated=Exists(delegated))


def fetch_rows(decision: LeadershipDecision, *others: Question[Any] | Inquiry[Any]) -> None:
    """Fill in the decision's related rows, those that its state can have and no others.

    One query, which answers the other questions as well.
    """
    wanted = {name: Rows(rows) for name, rows in _rows(decision).items()}
    ask(*wanted.values(), *others)
    for name, rows in wanted.items():
        hand_out(rows.answer, to=[decision], name=name)


def _rows(decision: LeadershipDecision) -> dict[str, QuerySet[Any]]:
    made, delegated = decision.is_made, getattr(decision, "was_delegated", True)
    requests = decision.delegate_requests.select_related("delegate__user")
    reported = decision.delegated_decisions.select_related("report", "member")
    waits_for_delegate = decision.state == S.WAITING_FOR_DELEGATE
    return {
        "thresholds": decision.thresholds.all(),
        "goals": decision.goals.all(),
        "body_referrals": _if(decision.waits_for_body, decision.body_referrals.order_by("pk")),
        "delegate_requests": _if(waits_for_delegate, requests.order_by("pk")),
        "body_decisions": _if(made and not delegated, decision.body_decisions.order_by("pk")),
        "delegated_decisions": _if(made and delegated, reported.order_by("pk")),
        "successors": _if(decision.state == S.SUPERSEDED, decision.successors.order_by("pk")),
    }


def _if(wanted: bool, rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows if wanted else rows.none()
