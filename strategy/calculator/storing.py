"""A calculation as JSON and back, exactly: what was frozen is read again, never worked out anew."""

import datetime as dt
from dataclasses import fields
from enum import StrEnum
from fractions import Fraction
from typing import Any

from strategy.calculator.calculation import Calculation
from strategy.calculator.inputs import Effects, Inputs
from strategy.calculator.kinds import Age, Buyer, EntryName, Occupation, Party, Support, Unemployed, Unit
from strategy.calculator.ledger import Entry
from strategy.calculator.parameters import Parameter, ParameterSet
from strategy.calculator.quantities import Op, Quantity

KINDS: dict[str, type[StrEnum]] = {
    "buyer": Buyer,
    "occupation": Occupation,
    "support": Support,
    "age": Age,
    "unemployed": Unemployed,
}


def as_json(calculation: Calculation) -> dict[str, Any]:
    return {
        "formulas": calculation.formulas,
        "version": calculation.version,
        "inputs": inputs_as_json(calculation.inputs),
        "effects": {field.name: str(getattr(calculation.effects, field.name)) for field in fields(Effects)},
        "entries": [_entry_as_json(entry) for entry in calculation.entries],
    }


def from_json(stored: dict[str, Any]) -> Calculation:
    return Calculation(
        inputs=inputs_from_json(stored["inputs"]),
        effects=Effects(**{name: Fraction(text) for name, text in stored["effects"].items()}),
        entries=tuple(_entry_from_json(entry) for entry in stored["entries"]),
        version=stored["version"],
        formulas=stored["formulas"],
    )


def parameters_as_json(parameters: ParameterSet) -> dict[str, Any]:
    """The whole set with its sources, so that a frozen calculation can be made again from what it holds."""
    return {"on": parameters.on.isoformat(), "parameters": [row.as_json() for row in parameters.parameters]}


def parameters_from_json(stored: dict[str, Any]) -> ParameterSet:
    rows = tuple(_parameter_from_json(row) for row in stored["parameters"])
    return ParameterSet(dt.date.fromisoformat(stored["on"]), rows)


def _parameter_from_json(stored: dict[str, Any]) -> Parameter:
    days = {name: _day(stored[name]) for name in ("valid_from", "valid_until", "checked_on")}
    return Parameter(**{**stored, **days, "value": Fraction(stored["value"]), "unit": Unit(stored["unit"])})


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def inputs_as_json(inputs: Inputs) -> dict[str, Any]:
    return {field.name: _stored(getattr(inputs, field.name)) for field in fields(Inputs)}


def inputs_from_json(stored: dict[str, Any]) -> Inputs:
    return Inputs(**{name: _read(name, value) for name, value in stored.items()})


def _stored(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    return str(value) if isinstance(value, Fraction) else value


def _read(name: str, value: Any) -> Any:
    if name in KINDS:
        return KINDS[name](value)
    return Fraction(value) if isinstance(value, str) else value


def _entry_as_json(entry: Entry) -> dict[str, Any]:
    return {
        "name": entry.name.value,
        "giver": entry.giver.value,
        "taker": entry.taker.value,
        "amount": _quantity_as_json(entry.amount),
        "is_afterwards": entry.is_afterwards,
    }


def _entry_from_json(stored: dict[str, Any]) -> Entry:
    return Entry(
        name=EntryName(stored["name"]),
        giver=Party(stored["giver"]),
        taker=Party(stored["taker"]),
        amount=_quantity_from_json(stored["amount"]),
        is_afterwards=stored["is_afterwards"],
    )


def _quantity_as_json(quantity: Quantity) -> list[Any]:
    parts = [_quantity_as_json(part) for part in quantity.parts]
    return [str(quantity.name), str(quantity.value), quantity.unit.value, quantity.op.value, parts]


def _quantity_from_json(stored: list[Any]) -> Quantity:
    name, value, unit, op, parts = stored
    return Quantity(
        name, Fraction(value), Unit(unit), Op(op), tuple(_quantity_from_json(part) for part in parts)
    )
