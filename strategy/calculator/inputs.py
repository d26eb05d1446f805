"""What is asked of the one who calculates."""

from dataclasses import dataclass, field
from fractions import Fraction

from strategy.calculator.kinds import Age, Buyer, Occupation, Support, Unemployed

ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """One requirement: so many posts of one kind, each held by one person who was unemployed before.

    Money in SEK. `gross_wage` and `supervisor_wage` are for a full-time month; `intern_production` for a
    month of one intern; `bonus_per_month` for a full-time month; `administration_cost` for each post;
    `procurement_cost` for the requirement as a whole. Shares are 0 to 1. `support_share` is used by a wage
    grant only.
    """

    buyer: Buyer
    occupation: Occupation
    months: Fraction
    posts: int
    scope: Fraction = ONE
    gross_wage: Fraction = ZERO
    support: Support = Support.NONE
    support_share: Fraction = ZERO
    production_factor: Fraction = ONE
    intern_production: Fraction = ZERO
    age: Age = Age.FROM_26
    unemployed: Unemployed = Unemployed.FROM_12
    is_newly_arrived: bool = False
    is_insured: bool = False
    has_housing_allowance: bool = False
    supervisor_wage: Fraction = ZERO
    supervision_share: Fraction = ZERO
    administration_cost: Fraction = ZERO
    procurement_cost: Fraction = ZERO
    bonus_per_month: Fraction = ZERO

    def __post_init__(self) -> None:
        for name in self.__slots__:
            if isinstance(value := getattr(self, name), Fraction | int) and value < 0:
                raise ValueError(f"{name} is below zero")
        for name in ("scope", "supervision_share", "support_share"):
            if getattr(self, name) > 1:
                raise ValueError(f"{name} is above one")

    @property
    def is_paid(self) -> bool:
        return self.occupation is not Occupation.INTERNSHIP


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What the official model leaves out, as shares 0 to 1.

    `deadweight`: would have got work anyway. `displacement`: of the others, took a place that somebody else
    would have had. `retained`: still at work during `retained_months` after the requirement period.
    """

    deadweight: Fraction = ZERO
    displacement: Fraction = ZERO
    retained: Fraction = ZERO
    retained_months: Fraction = ZERO

    def __post_init__(self) -> None:
        if not all(0 <= share <= 1 for share in (self.deadweight, self.displacement, self.retained)):
            raise ValueError("A share lies between 0 and 1")
        if self.retained_months < 0:
            raise ValueError("retained_months is below zero")


OFFICIAL = Effects()


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The same requirement seen cautiously, in between, and hopefully."""

    low: Effects = field(default_factory=Effects)
    mid: Effects = field(default_factory=Effects)
    high: Effects = field(default_factory=Effects)
