"""Cells of an uploaded list replaced by what somebody wrote instead. Nothing is judged here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.importing.cells import Cell, Line
from suppliers.importing.columns import COLUMNS


@dataclass(frozen=True)
class Grid:
    """The headings, what each column is, and the lines below them."""

    headings: tuple[str, ...]
    fields: tuple[str, ...]
    lines: tuple[Line, ...]

    def corrected(self, told: Mapping[int, Mapping[str, str]]) -> "Grid":
        """The grid with these texts, by the number of the line and the field; a field that no column held
        gets a column of its own, empty in the other lines."""
        known = {line.number for line in self.lines}
        written = [name for number in told if number in known for name, text in told[number].items() if text]
        grid = self._with_columns([name for name in dict.fromkeys(written) if name not in self.fields])
        places = {name: place for place, name in enumerate(grid.fields) if name}
        lines = [_corrected(line, told.get(line.number, {}), places) for line in grid.lines]
        return replace(grid, lines=tuple(lines))

    def _with_columns(self, names: Sequence[str]) -> "Grid":
        headings = list(self.headings)
        for name in names:
            heading = str(COLUMNS.by_field[name].heading)
            headings.append(f"{heading} ({len(headings) + 1})" if heading in headings else heading)
        empty = (Cell(),) * len(names)
        lines = tuple(replace(line, cells=(*line.cells, *empty)) for line in self.lines)
        return Grid(tuple(headings), (*self.fields, *names), lines)


def _corrected(line: Line, told: Mapping[str, str], places: Mapping[str, int]) -> Line:
    """A cell whose text stands as it stood is left alone, so that a formula stays one."""
    cells = list(line.cells)
    for name, text in told.items():
        place = places.get(name)
        if place is not None and cells[place].text != text:
            cells[place] = Cell(text)
    return replace(line, cells=tuple(cells))
