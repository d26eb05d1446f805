"""Rounding, only for showing: half up. Rules compare the exact fractions."""

import math
from fractions import Fraction

HALF = Fraction(1, 2)


def half_up(value: Fraction, digits: int) -> float:
    """`value` with that many decimals, an exact half upwards."""
    scale: int = 10**digits
    return math.floor(value * scale + HALF) / scale


def shown_months(value: Fraction | None) -> float | None:
    """Full-time months: one digit."""
    return None if value is None else half_up(value, 1)


def shown_share(value: Fraction | None) -> float | None:
    """Shares: two digits."""
    return None if value is None else half_up(value, 2)


def whole_sek(value: Fraction) -> int:
    """Money: whole kronor."""
    return math.floor(value + HALF)
