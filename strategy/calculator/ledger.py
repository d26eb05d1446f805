"""Who gives what to whom. Every entry has two ends, so that what one actor loses another one has."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from strategy.calculator.kinds import ACTORS, EntryName, Party
from strategy.calculator.quantities import ZERO, Quantity


@dataclass(frozen=True, slots=True)
class Entry:
    """An amount that goes from `giver` to `taker`; below zero it goes the other way.

    `is_afterwards`: it belongs to the time after the requirement period.
    """

    name: EntryName
    giver: Party
    taker: Party
    amount: Quantity
    is_afterwards: bool = False

    def for_party(self, party: Party) -> Fraction:
        """What the entry means for one party: plus what it takes, minus what it gives."""
        taken = self.amount.value if self.taker is party else ZERO
        return taken - (self.amount.value if self.giver is party else ZERO)


def balance(entries: Iterable[Entry], party: Party) -> Fraction:
    return sum((entry.for_party(party) for entry in entries), ZERO)


def society(entries: Iterable[Entry]) -> Fraction:
    """The sum of the five actors: what has been produced less what has been used up."""
    rows = tuple(entries)
    return sum((balance(rows, actor) for actor in ACTORS), ZERO)
