"""Read models: decisions in force, and what they say about a procurement."""

import datetime as dt

from django.db.models import Q

from organisations.models import Organisation, Part
from strategy.models import LeadershipDecision
from strategy.models.decision import LeadershipDecisionQuerySet
from strategy.rules import PolicyAnswer, ProcurementFacts, answer


def decisions_in_force(
    organisation: Organisation, *, on: dt.date | None = None
) -> LeadershipDecisionQuerySet:
    """Every decision of the organisation's authorities that holds on the day; none while the part is off."""
    if not organisation.has(Part.STRATEGY):
        return LeadershipDecision.objects.none()
    found = LeadershipDecision.objects.filter(authority__organisation=organisation).in_force(on=on)
    return found.select_related("authority").order_by("-in_force_from", "-pk")


def rules_for(facts: ProcurementFacts) -> PolicyAnswer:
    """Does a decision apply to this procurement, and why? Two queries."""
    authority = facts.authority
    holding = Q(is_organisation_wide=True) | Q(authority=authority)
    decisions = decisions_in_force(authority.organisation, on=facts.on).filter(holding)
    return answer(decisions.prefetch_related("thresholds"), facts=facts)
