"""Read models: decisions in force, and what they say about a procurement."""

import datetime as dt

from django.db.models import Prefetch, Q

from organisations.models import Organisation, Part
from strategy.by_table import judge_by
from strategy.models import LeadershipDecision, PolicyTable
from strategy.models.decision import LeadershipDecisionQuerySet
from strategy.rules import PolicyAnswer, ProcurementFacts, answer, judge


def decisions_in_force(
    organisation: Organisation, *, on: dt.date | None = None
) -> LeadershipDecisionQuerySet:
    """Every decision of the organisation's authorities that holds on the day; none while the part is off."""
    if not organisation.has(Part.STRATEGY):
        return LeadershipDecision.objects.none()
    found = LeadershipDecision.objects.filter(authority__organisation=organisation).in_force(on=on)
    return found.select_related("authority").order_by("-in_force_from", "-pk")


def rules_for(facts: ProcurementFacts) -> PolicyAnswer:
    """Does a decision apply to this procurement, and why? Where a decision has a table, the table answers in
    place of the decision's own limits. Three queries."""
    authority = facts.authority
    holding = Q(is_organisation_wide=True) | Q(authority=authority)
    decisions = decisions_in_force(authority.organisation, on=facts.on).filter(holding)
    held = Prefetch("tables", PolicyTable.objects.in_force(on=facts.on).order_by("-pk"), to_attr="held")
    found = decisions.prefetch_related("thresholds", held)
    return answer([_judged(decision, facts) for decision in found])


def _judged(decision: LeadershipDecision, facts: ProcurementFacts) -> PolicyAnswer:
    tables: list[PolicyTable] = getattr(decision, "held", [])
    for table in tables[:1]:
        table.decision = decision
        return judge_by(table, facts)
    return judge(decision, facts)
