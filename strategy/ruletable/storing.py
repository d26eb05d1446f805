"""A row as JSON and back, exactly. Reading refuses what no table may hold (`BadRow`)."""

from fractions import Fraction
from typing import Any

from strategy.ruletable.kinds import Comparison, Form, Instrument, Measure, Nature
from strategy.ruletable.rows import Limit, Row, Volume

VOLUME_NUMBERS = ("places", "sek_per_place", "employment_months", "internship_months")


def row_to_json(row: Row) -> dict[str, Any]:
    return {
        "name": row.name,
        "instrument": row.instrument.value,
        "natures": sorted(nature.value for nature in row.natures),
        "forms": sorted(form.value for form in row.forms),
        "cpv_prefixes": list(row.cpv_prefixes),
        "limits": [[limit.measure.value, limit.comparison.value, str(limit.amount)] for limit in row.limits],
        "volume": _volume_to_json(row.volume),
        "reason": row.reason,
    }


def row_from_json(stored: dict[str, Any]) -> Row:
    return Row(
        name=stored["name"],
        instrument=Instrument(stored["instrument"]),
        natures=frozenset(Nature(value) for value in stored["natures"]),
        forms=frozenset(Form(value) for value in stored["forms"]),
        cpv_prefixes=tuple(stored["cpv_prefixes"]),
        limits=tuple(
            Limit(Measure(measure), Comparison(comparison), Fraction(amount))
            for measure, comparison, amount in stored["limits"]
        ),
        volume=_volume_from_json(stored["volume"]),
        reason=stored["reason"],
    )


def _volume_to_json(volume: Volume | None) -> dict[str, Any] | None:
    if volume is None:
        return None
    months = volume.full_time_months
    stored: dict[str, Any] = {name: getattr(volume, name) for name in VOLUME_NUMBERS}
    return {**stored, "full_time_months": None if months is None else str(months)}


def _volume_from_json(stored: dict[str, Any] | None) -> Volume | None:
    if stored is None:
        return None
    months = stored["full_time_months"]
    return Volume(**{**stored, "full_time_months": None if months is None else Fraction(months)})
