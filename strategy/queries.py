"""Read models: decisions in force, and what they say about a procurement."""

import datetime as dt

from organisations.models import Organisation, Part
from strategy.models import LeadershipDecision
from strategy.models.decision import LeadershipDecisionQuerySet
from strategy.rulebook import Rulebook
from strategy.rules import PolicyAnswer, ProcurementFacts


def decisions_in_force(
    organisation: Organisation, *, on: dt.date | None = None
) -> LeadershipDecisionQuerySet:
    """Every decision of the organisation's authorities that holds on the day; none while the part is off."""
    if not organisation.has(Part.STRATEGY):
        return LeadershipDecision.objects.none()
    found = LeadershipDecision.objects.filter(authority__organisation=organisation).in_force(on=on)
    return found.select_related("authority").order_by("-in_force_from", "-pk")


def rulebook(organisation: Organisation, *, on: dt.date) -> Rulebook:
    """All rules of the organisation that hold on the day, not fetched yet."""
    return Rulebook(decisions_in_force(organisation, on=on), on=on)


def rules_for(facts: ProcurementFacts) -> PolicyAnswer:
    """Does a decision apply to this procurement, and why? Where a decision has a table, the table answers in
    place of the decision's own limits. One query."""
    return rulebook(facts.authority.organisation, on=facts.on).fetch().answer_for(facts)
