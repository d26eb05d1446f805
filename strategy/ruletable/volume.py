"""How a part of a place is rounded."""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction

from strategy.ruletable.kinds import Rounding

ROUNDINGS: Mapping[Rounding, Callable[[Fraction], int]] = {
    Rounding.DOWN: math.floor,
    Rounding.NEAREST: lambda places: math.floor(places + Fraction(1, 2)),
    Rounding.UP: math.ceil,
}


def rounded(places: Fraction, rounding: Rounding) -> int:
    """Whole places; a half is rounded up by `NEAREST`."""
    return ROUNDINGS[rounding](places)
