"""How large the measured world is: the whole, or a part of it with the same measured organisations."""

from dataclasses import dataclass

PROCUREMENTS = 20_000
ORGANISATIONS = 200
LARGEST = 1_000
MEDIAN = 80
# Placements of one commitment after the other; with eight commitments to ten cases five a case on average.
PLACEMENTS = (3, 10, 5, 7)
CANDIDATES_PER_CASE = 1
# The organisations whose members are measured, by number.
MEASURED = {"largest": 1, "median": 2}


@dataclass(frozen=True)
class Buyer:
    """One contracting organisation to be: its number and how many procurements it has."""

    number: int
    cases: int

    @property
    def authorities(self) -> int:
        """One for most; a large organisation has several."""
        return 1 + self.cases // 250

    @property
    def officers(self) -> int:
        """Procurers, each with about fifty cases."""
        return max(1, self.cases // 50)


def buyers(scale: float) -> list[Buyer]:
    """The organisations, the largest first and the median one second; fewer of them at a smaller scale.

    The two are as large at a tenth as in the whole, so that what differs is what others have. Below a
    tenth they shrink, too; that is for tests.
    """
    count = max(2, round(ORGANISATIONS * scale))
    every = max(4, round(PROCUREMENTS * scale))
    largest = min(LARGEST, every // 2)
    median = min(MEDIAN, every // 4)
    return [
        Buyer(number, cases) for number, cases in enumerate([largest, median, *_others(count - 2, every)], 1)
    ]


def _others(count: int, every: int) -> list[int]:
    """Sizes of the rest: as the median one, with what is left over spread on a third of them."""
    left = every - min(LARGEST, every // 2) - min(MEDIAN, every // 4)
    if not count:
        return []
    if left <= count * MEDIAN:
        return [max(1, left // count)] * count
    large = max(1, count // 3)
    surplus = (left - count * MEDIAN) // large
    return [MEDIAN + surplus] * large + [MEDIAN] * (count - large)
