"""The outcome of a commitment on one day: exact inside, rounded only as JSON."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from suppliers.ledger.credit import PlacementMonths
from suppliers.ledger.kinds import CommitmentStatus, Deadline, PlacementType, Turn
from suppliers.ledger.rounding import shown_months, shown_share, whole_sek
from suppliers.ledger.year_averages import YearAverage

TYPE_KEYS = {
    "employments": PlacementType.EMPLOYMENT,
    "internships": PlacementType.INTERNSHIP,
    "trainees": PlacementType.TRAINEE,
    "apprenticeships": PlacementType.APPRENTICESHIP,
    "trainings": PlacementType.TRAINING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """What the outcome rests on: the dates of the day's terms and each placement in file order."""

    on: dt.date
    contract_end: dt.date
    first_start_by: dt.date | None
    dialogue_by: dt.date | None
    report_is_owed: bool
    nothing_is_known: bool
    placements: tuple[PlacementMonths, ...]

    def as_json(self) -> dict[str, object]:
        return {
            "on": self.on.isoformat(),
            "contract_end": self.contract_end.isoformat(),
            "first_start_by": iso(self.first_start_by),
            "dialogue_by": iso(self.dialogue_by),
            "report_is_owed": self.report_is_owed,
            "nothing_is_known": self.nothing_is_known,
            "placements": [placement_as_json(p) for p in self.placements],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Full-time months and bonus are exact; `as_json()` gives them rounded, half up."""

    required_ftm: Fraction | None
    done_ftm: Fraction
    credited_ftm: Fraction
    places_required: int | None
    places_filled: int
    fill_rate: Fraction | None
    first_start: Deadline | None
    dialogue: Deadline | None
    commitment: CommitmentStatus
    year_averages: tuple[YearAverage, ...]
    persons_all: int
    persons_direct: int
    by_type: Mapping[PlacementType, int]
    bonus_sek: Fraction
    whose_turn: Turn
    detail: Detail

    def as_json(self) -> dict[str, object]:
        """The outcome keys in their fixed order, then `detail`."""
        return {
            "required_ftm": shown_months(self.required_ftm),
            "done_ftm": shown_months(self.done_ftm),
            "credited_ftm": shown_months(self.credited_ftm),
            "places_required": self.places_required,
            "places_filled": self.places_filled,
            "fill_rate": shown_share(self.fill_rate),
            "first_start": word(self.first_start),
            "dialogue": word(self.dialogue),
            "commitment": self.commitment.value,
            "year_averages": [year.as_json() for year in self.year_averages],
            "persons_all": self.persons_all,
            "persons_direct": self.persons_direct,
            **{key: self.by_type[kind] for key, kind in TYPE_KEYS.items()},
            "bonus_sek": whole_sek(self.bonus_sek),
            "whose_turn": self.whose_turn.value,
            "detail": self.detail.as_json(),
        }


def placement_as_json(months: PlacementMonths) -> dict[str, object]:
    return {
        "id": months.id,
        "counts": months.counts,
        "agreed_ftm": shown_months(months.agreed),
        "done_ftm": shown_months(months.done),
        "credited_ftm": shown_months(months.credited),
        "why": months.why.value,
    }


def word(state: Deadline | None) -> str | None:
    return state.value if state else None


def iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
