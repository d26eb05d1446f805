"""Short ways to say a case: one numeric contract of four calendar years, and what happens in it."""

import datetime as dt
from fractions import Fraction

from suppliers.ledger import (
    EarlyEndBasis,
    PlacementFacts,
    PlacementType,
    RequirementKind,
    ScopeChange,
    Terms,
    ledger,
)

FULL = Fraction(1)


def day(text):
    return dt.date.fromisoformat(text)


def terms(**changed):
    """Numeric, from 1 January 2026, 48 months, no volume unless given."""
    settings = {
        "kind": RequirementKind.NUMERIC,
        "contract_start": day("2026-01-01"),
        "contract_months": 48,
        "full_time_months": None,
        "yearly_average": None,
        "places": None,
        "value_sek": None,
        "types": frozenset(PlacementType),
        "first_start_within_months": 6,
        "dialogue_first_within_months": 1,
        "early_end_share": Fraction(3, 4),
        "early_end_basis": EarlyEndBasis.PLACEMENT,
        "shortage_of_work_is_objective_ground": True,
    }
    settings.update(changed)
    for name in ("full_time_months", "yearly_average"):
        if settings[name] is not None:
            settings[name] = Fraction(settings[name])
    return Terms(**settings)


def placement(start, end=None, *, id="p1", scope=FULL, planned=None, offered=None, **facts):
    """An employment from `start`; dates as text. `scope` is a share, or a dated history of shares."""
    history = scope if isinstance(scope, tuple) else ((start, scope),)
    return PlacementFacts(
        id=id,
        type=facts.pop("type", PlacementType.EMPLOYMENT),
        start=day(start),
        end=day(end) if end else None,
        planned_end=day(planned) if planned else None,
        offered_on=day(offered) if offered else None,
        scopes=tuple(ScopeChange(day(since), Fraction(share)) for since, share in history),
        **facts,
    )


def read(on, *placements, events=(), requests=(), **changed):
    """The outcome at the end of the day `on`; keywords change the terms."""
    return ledger(terms(**changed), placements, events, requests, on=day(on))
