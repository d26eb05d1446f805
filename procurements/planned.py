"""Planned and running procurements as a decision table judges them."""

from collections.abc import Sequence

from django.db.models import QuerySet

from core import clock
from organisations.models import Membership, Part
from procurements.models import PlannedPurchase, Procurement
from procurements.policy_answer import facts_of
from procurements.register.judging import facts_of as facts_of_planned
from procurements.states import CaseState, PurchaseState
from strategy.slots import PlannedPurchase as Judgeable
from strategy.slots import purchases


def planned_cases(member: Membership) -> QuerySet[Procurement]:
    """Open cases of the member's own organisation that she sees; none while the part is off."""
    if not member.organisation.has(Part.PROCUREMENT):
        return Procurement.objects.none()
    cases = Procurement.objects.visible_to(member).open()
    return cases.filter(authority__organisation=member.organisation_id).select_related("authority")


def planned_purchases(member: Membership) -> Sequence[Judgeable]:
    """What is only planned so far, after the cases. Two queries."""
    on = clock.today()
    return [
        *_cases(member),
        *(
            Judgeable(
                title=row.title,
                url=row.get_absolute_url(),
                step=str(PurchaseState(row.state).label),
                facts=facts_of_planned(row, on=on),
            )
            for row in planned_rows(member).order_by("sort_key", "pk")
        ),
    ]


def planned_rows(member: Membership) -> QuerySet[PlannedPurchase]:
    """Rows of the register that have no case; none while the part is off."""
    if not member.organisation.has(Part.PROCUREMENT):
        return PlannedPurchase.objects.none()
    planned = PlannedPurchase.objects.visible_to(member).filter(state=PurchaseState.PLANNED)
    return planned.select_related("authority")


def _cases(member: Membership) -> Sequence[Judgeable]:
    return [
        Judgeable(
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
