"""Policy as rules: which requirement a purchase should carry, and how much. Pure functions.

`recommend(table, purchase)` is the one way in. Nothing here knows Django, the clock or a database, and no
figure of any policy stands here (docs/decisions/0024-policy-as-rules.md).
"""

from strategy.ruletable.judging import Judged, Outcome, Recommendation, Test, recommend
from strategy.ruletable.kinds import (
    Comparison,
    Form,
    Instrument,
    Measure,
    Nature,
    Rounding,
    Subject,
)
from strategy.ruletable.rows import BadRow, Limit, Purchase, Row, Table, Volume
from strategy.ruletable.storing import row_from_json, row_to_json
from strategy.ruletable.volume import rounded

__all__ = [
    "BadRow",
    "Comparison",
    "Form",
    "Instrument",
    "Judged",
    "Limit",
    "Measure",
    "Nature",
    "Outcome",
    "Purchase",
    "Recommendation",
    "Rounding",
    "Row",
    "Subject",
    "Table",
    "Test",
    "Volume",
    "recommend",
    "rounded",
    "row_from_json",
    "row_to_json",
]
