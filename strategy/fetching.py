"""Fetching one decision with just the rows that its state can have, so that the page asks few questions."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef, Prefetch, QuerySet, prefetch_related_objects

from strategy.models import (
    BodyDecision,
    BodyReferral,
    DelegatedDecision,
    DelegateRequest,
    LeadershipDecision,
)
from strategy.models.decision import LeadershipDecisionQuerySet
from strategy.states import DecisionState

S = DecisionState


def with_case(decisions: LeadershipDecisionQuerySet) -> LeadershipDecisionQuerySet:
    """Joined with what every page of a decision shows, and annotated with which way it went."""
    about = ContentType.objects.get_for_model(LeadershipDecision)
    delegated = DelegatedDecision.objects.filter(content_type=about, object_id=OuterRef("pk"))
    joined = decisions.select_related("authority__organisation", "prepared_by__user", "supersedes")
    return joined.annotate(was_delegated=Exists(delegated))


def fetch_rows(decision: LeadershipDecision) -> None:
    """Fill in the decision's related rows: one query for each kind that the state can have,
    none for the rest."""
    prefetch_related_objects([decision], "thresholds", "goals", *_ways(decision))


def _ways(decision: LeadershipDecision) -> Iterator[Prefetch]:
    made, delegated = decision.is_made, getattr(decision, "was_delegated", True)
    requests = DelegateRequest.objects.select_related("delegate__user").order_by("pk")
    reported = DelegatedDecision.objects.select_related("report", "member").order_by("pk")
    yield _if(decision.waits_for_body, "body_referrals", BodyReferral.objects.order_by("pk"))
    yield _if(decision.state == S.WAITING_FOR_DELEGATE, "delegate_requests", requests)
    yield _if(made and not delegated, "body_decisions", BodyDecision.objects.order_by("pk"))
    yield _if(made and delegated, "delegated_decisions", reported)
    successors = LeadershipDecision.objects.order_by("pk")
    yield _if(decision.state == S.SUPERSEDED, "successors", successors)


def _if(wanted: bool, name: str, rows: QuerySet[Model]) -> Prefetch:
    return Prefetch(name, queryset=rows if wanted else rows.none())
