"""Read models: decisions in force, and what they say about a procurement."""

import datetime as dt

from django.db.models import Q

from core.together import Rows, ask, hand_out
from organisations.models import Organisation, Part
from strategy.by_table import judge_by
from strategy.models import LeadershipDecision, PolicyTable, Threshold
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
    place of the decision's own limits. One query."""
    authority = facts.authority
    holding = Q(is_organisation_wide=True) | Q(authority=authority)
    holding_now = decisions_in_force(authority.organisation, on=facts.on).filter(holding)
    keys = holding_now.order_by().values("pk")
    decisions = Rows(holding_now)
    thresholds = Rows(Threshold.objects.filter(decision__in=keys))
    tables = Rows(PolicyTable.objects.in_force(on=facts.on).filter(decision__in=keys).order_by("pk"))
    ask(decisions, thresholds, tables)
    hand_out(thresholds.answer, to=decisions.answer, name="thresholds")
    held = {table.decision_id: table for table in tables.answer}
    return answer([_judged(decision, held.get(decision.pk), facts) for decision in decisions.answer])


def _judged(decision: LeadershipDecision, table: PolicyTable | None, facts: ProcurementFacts) -> PolicyAnswer:
    if table is None:
        return judge(decision, facts)
    table.decision = decision
    return judge_by(table, facts)
