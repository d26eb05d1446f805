"""A planned purchase as the first particulars of its procurement."""

from decimal import Decimal
from typing import Any

from procurements.models import PlannedPurchase
from reference.regimes import Regime
from strategy.choices import Exempt

HUNDRED = Decimal(100)
REGIMES = {Exempt.DIRECT: Regime.DIRECT, Exempt.CALL_OFF: Regime.CALL_OFF}


def case_initial(row: PlannedPurchase) -> dict[str, Any]:
    """What the form of a new case begins with: everything that the plan knows."""
    known = {
        "authority": row.authority_id,
        "title": row.title,
        "nature": row.nature,
        "value_sek": row.value_sek,
        "base_months": row.months,
        "performers": row.performers,
        "orderer": row.unit,
        "is_framework": row.form == Exempt.FRAMEWORK,
        "regime": REGIMES.get(row.form),  # type: ignore[call-overload]
    }
    if row.staff_cost_share is not None:
        known["staff_cost_share"] = row.staff_cost_share * HUNDRED
    return {name: value for name, value in known.items() if value not in {None, ""}}
