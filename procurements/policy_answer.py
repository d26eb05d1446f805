"""What the leadership's decisions say about a procurement."""

from decimal import Decimal

from core import clock
from procurements.models import Procurement
from reference.regimes import Regime
from strategy.choices import Exempt
from strategy.queries import rules_for
from strategy.rules import PolicyAnswer, ProcurementFacts


def answer_for(case: Procurement) -> PolicyAnswer:
    """Does a decision apply, and why? One query."""
    return rules_for(facts_of(case))


def facts_of(case: Procurement) -> ProcurementFacts:
    return ProcurementFacts(
        authority=case.authority,
        on=clock.today(),
        nature=case.nature,
        cpv=case.cpv_id or "",
        form=form_of(case),
        is_framework=case.is_framework,
        value_sek=None if case.value_sek is None else Decimal(case.value_sek),
        contract_months=case.months_with_options,
        performers=case.performers,
        staff_cost_share=case.staff_cost_share,
    )


def form_of(case: Procurement) -> str:
    """The form of purchase in the words of a decision that may leave it out."""
    if case.regime == Regime.DIRECT:
        return Exempt.DIRECT
    if case.regime == Regime.CALL_OFF:
        return Exempt.CALL_OFF
    return Exempt.FRAMEWORK if case.is_framework else ""
