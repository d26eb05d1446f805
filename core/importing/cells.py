"""Cells, lines and sheets of an uploaded list: plain text that is safe to store and to show."""

import unicodedata
from dataclasses import dataclass
from typing import Any

LONGEST = 1_000  # signs kept of a cell; no field takes as many


@dataclass(frozen=True)
class Cell:
    """What stood in one cell, as text. A formula is kept as it was written and never used."""

    text: str = ""
    is_formula: bool = False

    @property
    def plain(self) -> Any:
        """For storing: text, or a formula that says so."""
        return {"formula": self.text} if self.is_formula else self.text


@dataclass(frozen=True)
class Line:
    """One row of the list with its number in the file."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def plain(self) -> Any:
        return [self.number, [cell.plain for cell in self.cells]]


@dataclass(frozen=True)
class Sheet:
    """The headings and what stands below them; every line has as many cells as there are headings."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]


def line_from(plain: Any) -> Line:
    """The line that was stored as `plain`."""
    number, cells = plain
    return Line(number, tuple(_cell_from(cell) for cell in cells))


def _cell_from(plain: Any) -> Cell:
    return Cell(plain["formula"], True) if isinstance(plain, dict) else Cell(plain)


def tidied(text: str) -> str:
    """One line of visible signs, in the usual composition, not longer than we keep."""
    seen = unicodedata.normalize("NFC", text[: 2 * LONGEST])
    if not seen.isprintable():
        seen = "".join(_visible(sign) for sign in seen)
    return " ".join(seen.split())[:LONGEST]


def _visible(sign: str) -> str:
    if sign.isprintable():
        return sign
    return "" if unicodedata.category(sign) == "Cf" else " "
