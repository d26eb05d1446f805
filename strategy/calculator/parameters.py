"""What law, tariffs and we ourselves assume on a day: an immutable set that is given to the calculator."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from strategy.calculator.kinds import Unit
from strategy.calculator.quantities import Op, Quantity


class Key(StrEnum):
    """Every parameter that the formulas use, except the bands (see `BANDS`)."""

    CONTRIBUTIONS = "employer_contributions"
    CONTRIBUTIONS_YOUNG = "employer_contributions_young"
    MUNICIPAL_TAX = "municipal_tax"
    REGIONAL_TAX = "regional_tax"
    STATE_TAX = "state_tax"
    STATE_TAX_THRESHOLD = "state_tax_threshold"
    PRICE_BASE_AMOUNT = "price_base_amount"
    INDIRECT_TAX = "indirect_tax"
    BENEFIT_DAYS = "benefit_days"
    ESTABLISHMENT = "establishment_allowance"
    ACTIVITY_SUPPORT = "activity_support"
    INSURANCE_SHARE = "unemployment_insurance_share"
    INSURANCE_CAP = "unemployment_insurance_cap"
    HOUSING = "housing_allowance"
    NATIONAL_NORM = "national_norm"
    REASONABLE_HOUSING = "reasonable_housing"
    OTHER_NEEDS = "other_needs"
    NEW_START_NEWLY_ARRIVED = "new_start_newly_arrived"
    NEW_START_FROM_6 = "new_start_from_6"
    NEW_START_FROM_12 = "new_start_from_12"
    NEW_START_FROM_24 = "new_start_from_24"
    NEW_START_FROM_36 = "new_start_from_36"
    NEW_START_CEILING = "new_start_ceiling"
    NEW_START_MONTHS = "new_start_months"
    NEW_START_MONTHS_YOUNG = "new_start_months_young"
    INTRODUCTION_SHARE = "introduction_share"
    INTRODUCTION_CEILING = "introduction_ceiling"
    INTRODUCTION_MONTHS = "introduction_months"
    INTRODUCTION_SUPERVISION = "introduction_supervision"
    INTRODUCTION_SUPERVISION_MONTHS = "introduction_supervision_months"
    WAGE_GRANT_CEILING = "wage_grant_ceiling"
    RETAINED_PRODUCTION = "retained_production_factor"


# Piecewise linear rules in price base amounts: from this income on, the base, and the share of what is above.
BANDS = {"basic_deduction": 5, "job_tax_credit": 4}


class MissingParameter(LookupError):
    """The set lacks a value that the formulas need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One value with its source. `is_verified`: the source was read; otherwise it is an assumption."""

    key: str
    value: Fraction
    unit: Unit
    valid_from: dt.date | None
    valid_until: dt.date | None
    is_verified: bool
    checked_on: dt.date
    source: str
    note: str = ""

    def as_json(self) -> dict[str, object]:
        return {
            "key": self.key,
            "value": str(self.value),
            "unit": self.unit.value,
            "valid_from": self.valid_from.isoformat() if self.valid_from else None,
            "valid_until": self.valid_until.isoformat() if self.valid_until else None,
            "is_verified": self.is_verified,
            "checked_on": self.checked_on.isoformat(),
            "source": self.source,
            "note": self.note,
        }


@dataclass(frozen=True)
class ParameterSet:
    """Every parameter as it stood on a day."""

    on: dt.date
    parameters: tuple[Parameter, ...]

    @cached_property
    def version(self) -> str:
        """The day and a digest of all values with their sources: another value, another version."""
        stored = json.dumps([row.as_json() for row in self.parameters], sort_keys=True, ensure_ascii=False)
        return f"{self.on.isoformat()}-{hashlib.sha256(stored.encode()).hexdigest()[:8]}"

    @cached_property
    def by_key(self) -> dict[str, Parameter]:
        return {row.key: row for row in self.parameters}

    def quantity(self, key: str) -> Quantity:
        """The parameter as a quantity to calculate with."""
        try:
            row = self.by_key[key]
        except KeyError:
            raise MissingParameter(f"{key} is not in the parameters of {self.on}") from None
        return Quantity(row.key, row.value, row.unit, Op.PARAMETER)

    def changed(self, **values: Fraction | int) -> "ParameterSet":
        """A set with other values, for trying what a change would mean."""
        rows = (replace(row, value=Fraction(values.get(row.key, row.value))) for row in self.parameters)
        return ParameterSet(self.on, tuple(rows))


def of_day(rows: Iterable[Parameter], *, on: dt.date) -> ParameterSet:
    """Those of all recorded values that hold on the day, in order of key."""
    holding = [row for row in rows if (row.valid_from or on) <= on <= (row.valid_until or on)]
    return ParameterSet(on, tuple(sorted(holding, key=lambda row: row.key)))


def all_keys() -> tuple[str, ...]:
    """Every key that a complete set has."""
    bands = (
        f"{name}_{number}_{part}"
        for name, count in BANDS.items()
        for number in range(1, count + 1)
        for part in ("from", "base", "slope")
    )
    return (*(key.value for key in Key), *bands)
