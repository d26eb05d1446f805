"""The requirement of a scenario file, with what holds where the file is silent."""

from fractions import Fraction

from followup.scenario.case import whole_or_none
from followup.scenario.model import Bonus, Requirement
from followup.scenario.nodes import Section, Value
from suppliers.ledger import EarlyEndBasis, PlacementType, RequirementKind

RATE_KEYS = {kind: f"{kind.value}_sek_per_month" for kind in PlacementType}
BONUS = frozenset({"max_places", "cap_sek", *RATE_KEYS.values()})
REQUIREMENT = frozenset(
    {"kind", "dialogue_first_within_months", "places", "full_time_months"}
    | {"yearly_average_full_time_months", "types", "first_start_within_months", "early_end_share"}
    | {"early_end_basis", "shortage_of_work_is_objective_ground", "bonus"}
)
DEFAULT_FIRST_START_MONTHS = 6  # national criterion 11554, point on first start
DEFAULT_DIALOGUE_MONTHS = 1  # Swedish Transport Administration: first meeting within a month
DEFAULT_EARLY_END_SHARE = Fraction(3, 4)  # national criterion 11554, three quarters


def read_requirement(value: Value) -> Requirement:
    part = value.section(REQUIREMENT)
    basis, bonus = part.maybe("early_end_basis"), part.maybe("bonus")
    types, share = part.maybe("types"), part.maybe("early_end_share")
    shortage = part.maybe("shortage_of_work_is_objective_ground")
    return Requirement(
        kind=part.need("kind").choice(RequirementKind),
        dialogue_first_within_months=months(part, "dialogue_first_within_months", DEFAULT_DIALOGUE_MONTHS),
        places=whole_or_none(part, "places"),
        full_time_months=number_or_none(part, "full_time_months"),
        yearly_average=number_or_none(part, "yearly_average_full_time_months"),
        types=types.choices(PlacementType) if types else frozenset(PlacementType),
        first_start_within_months=months(part, "first_start_within_months", DEFAULT_FIRST_START_MONTHS),
        early_end_share=share.share(may_be_zero=True) if share else DEFAULT_EARLY_END_SHARE,
        early_end_basis=basis.choice(EarlyEndBasis) if basis else EarlyEndBasis.PLACEMENT,
        shortage_of_work_is_objective_ground=shortage.flag() if shortage else True,
        bonus=read_bonus(bonus) if bonus else None,
        line=part.line,
    )


def read_bonus(value: Value) -> Bonus:
    part = value.section(BONUS)
    rates = {kind: number_or_none(part, key) for kind, key in RATE_KEYS.items()}
    return Bonus(
        sek_per_month={kind: rate for kind, rate in rates.items() if rate is not None},
        max_places=whole_or_none(part, "max_places"),
        cap_sek=whole_or_none(part, "cap_sek"),
    )


def months(part: Section, key: str, default: int) -> int:
    value = part.maybe(key)
    return value.whole(most=1200) if value else default


def number_or_none(part: Section, key: str) -> Fraction | None:
    value = part.maybe(key)
    return value.number() if value else None
