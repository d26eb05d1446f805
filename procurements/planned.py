"""Planned and running procurements as a decision table judges them."""

from collections.abc import Sequence

from django.db.models import QuerySet

from organisations.models import Membership, Part
from procurements.models import Procurement
from procurements.policy_answer import facts_of
from procurements.states import CaseState
from strategy.slots import PlannedPurchase, purchases


def planned_cases(member: Membership) -> QuerySet[Procurement]:
    """Open cases of the member's own organisation that she sees; none while the part is off."""
    if not member.organisation.has(Part.PROCUREMENT):
        return Procurement.objects.none()
    cases = Procurement.objects.visible_to(member).open()
    return cases.filter(authority__organisation=member.organisation_id).select_related("authority")


def planned_purchases(member: Membership) -> Sequence[PlannedPurchase]:
    """One query."""
    return [
        PlannedPurchase(
            title=case.title,
            url=case.get_absolute_url(),
            step=str(CaseState(case.state).label),
            facts=facts_of(case),
        )
        for case in planned_cases(member).order_by("sort_key", "pk")
    ]


def fill_slots() -> None:
    """Called once the apps are ready."""
    purchases.fill(planned_purchases, key="procurements")
