"""Leadership decisions, in force and under way."""

from core import clock
from followup.bench.people import Side
from followup.bench.rows import store, store_history
from strategy.choices import DecisionKind, TargetGroup
from strategy.models import LeadershipDecision
from strategy.states import DecisionState
from suppliers.ledger.months import add_months

DECISIONS = 5
S = DecisionState


def build_decisions(side: Side) -> None:
    """One draft, the others made; as many for a small organisation as for a large one."""
    today = clock.today()
    rows = store(
        LeadershipDecision(
            authority=side.authorities[0],
            title=f"Employment requirements, area {n + 1}",
            kind=DecisionKind.GENERAL,
            aim="More people in work",
            target_groups=[TargetGroup.LONG_TERM_UNEMPLOYED.value],
            valid_from=add_months(today, -12),
            state=S.DECIDED if n else S.DRAFT,
            in_force_from=add_months(today, -12) if n else None,
            prepared_by=side.officers[0],
        )
        for n in range(DECISIONS)
    )
    begun, made = (S.DRAFT.value, add_months(today, -13)), (S.DECIDED.value, add_months(today, -12))
    store_history(rows, [[begun, made] if n else [begun] for n in range(len(rows))])
