"""How many places a contract can carry, and whether it is large enough for a requirement at all.

Pure. Both rules are other organisations' practice, not law: their figures come in as dated data with
a source and are never constants here.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from strategy.ruletable import Rounding, rounded


class Nature(StrEnum):
    SERVICES = "services"
    WORKS = "works"
    GOODS = "goods"
    CONCESSION = "concession"


class Exemption(StrEnum):
    """Why a contract gets no places from the rule."""

    FRAMEWORK = "framework"
    DIRECT_AWARD = "direct_award"
    CALL_OFF = "call_off"
    NATURE = "nature"
    TOO_SHORT = "too_short"
    TOO_FEW_PERFORMERS = "too_few_performers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """The contract to be sized. Value in SEK without VAT; performers are full-time persons."""

    nature: Nature
    value_sek: int
    months: int
    performers: Fraction | None = None
    is_framework: bool = False
    is_direct_award: bool = False
    is_call_off: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRule:
    """A number of places by contract value, after the Swedish Transport Administration's model.

    A nature without a value per place is exempt. `employment_months` or `internship_months` make
    one place; several persons may share it.
    """

    valid_from: dt.date
    source: str
    sek_per_place: Mapping[Nature, int]
    employment_months: int
    internship_months: int
    rounding: Rounding
    minimum_months: int
    minimum_performers: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizing:
    """Places, and what they come to as employment or as internship in months; or why none."""

    places: int
    employment_months: int
    internship_months: int
    exempt_because: tuple[Exemption, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdRule:
    """Requirements only above this size, after the City of Gothenburg's model."""

    valid_from: dt.date
    source: str
    more_than_months: int
    more_than_performers: int


def size(purchase: Purchase, rule: PlaceRule) -> Sizing:
    """Places by contract value; none where the rule exempts the contract."""
    exempt = exemptions(purchase, rule)
    places = 0 if exempt else places_by_value(purchase, rule)
    return Sizing(
        places=places,
        employment_months=places * rule.employment_months,
        internship_months=places * rule.internship_months,
        exempt_because=exempt,
    )


def places_by_value(purchase: Purchase, rule: PlaceRule) -> int:
    exact = Fraction(purchase.value_sek, rule.sek_per_place[purchase.nature])
    return rounded(exact, rule.rounding)


def exemptions(purchase: Purchase, rule: PlaceRule) -> tuple[Exemption, ...]:
    """Every ground that exempts the contract. An unknown number of performers exempts nothing."""
    performers = purchase.performers
    grounds = {
        Exemption.FRAMEWORK: purchase.is_framework,
        Exemption.DIRECT_AWARD: purchase.is_direct_award,
        Exemption.CALL_OFF: purchase.is_call_off,
        Exemption.NATURE: purchase.nature not in rule.sek_per_place,
        Exemption.TOO_SHORT: purchase.months < rule.minimum_months,
        Exemption.TOO_FEW_PERFORMERS: performers is not None and performers < rule.minimum_performers,
    }
    return tuple(ground for ground, holds in grounds.items() if holds)


def is_large_enough(*, months: Fraction, employees: Fraction, rule: ThresholdRule) -> bool:
    """Performance lasts longer, and needs more people, than the threshold says."""
    return months > rule.more_than_months and employees > rule.more_than_performers
