"""Persons in occupation and placements by type. Whatever lies outside the commitment counts here, too."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from suppliers.ledger.counting import has_started
from suppliers.ledger.facts import PlacementFacts
from suppliers.ledger.kinds import Attribution, PlacementType


def persons_all(placements: Sequence[PlacementFacts], *, on: dt.date) -> int:
    """Persons who have started at the supplier by `on`, whatever the reason."""
    return len(persons(p for p in placements if has_started(p, on=on)))


def persons_direct(placements: Sequence[PlacementFacts], *, on: dt.date) -> int:
    """Of them, those with a placement that is a direct consequence of the requirement."""
    direct = (p for p in placements if p.attribution is Attribution.DIRECT_REQUIREMENT)
    return len(persons(p for p in direct if has_started(p, on=on)))


def persons(placements: Iterable[PlacementFacts]) -> set[tuple[str, str]]:
    """One entry per person; a placement without a label is a person of its own."""
    return {("person", p.person) if p.person is not None else ("placement", p.id) for p in placements}


def placements_by_type(placements: Sequence[PlacementFacts], *, on: dt.date) -> Mapping[PlacementType, int]:
    """Number of placements started by `on`, for every type."""
    counted = Counter(p.type for p in placements if has_started(p, on=on))
    return {kind: counted[kind] for kind in PlacementType}
