"""An uploaded list as a grid of plain cells, judged by its content. Nothing in it is ever evaluated."""

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median

from django.utils.translation import gettext as _

from core.filetypes import TEXT_KINDS, kind_of, text_of
from core.importing.cells import Cell, Line, Sheet, tidied
from core.importing.workbooks import from_sheets
from core.rules import RuleBroken

MEBIBYTE = 1024 * 1024
MOST_COLUMNS = 60
HEADINGS_WITHIN = 20  # rows that are looked through for the headings
HEADING_LENGTH = 100
DELIMITERS = (";", "\t", ",")
UNREADABLE = (
    ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, EOFError, OSError,
    SyntaxError, NotImplementedError, zipfile.BadZipFile, zlib.error, csv.Error,
)  # fmt: skip


@dataclass(frozen=True)
class Limits:
    """What is read at most: rows below the headings, and the size of the file."""

    rows: int = 500
    megabytes: int = 2

    @property
    def most_bytes(self) -> int:
        return self.megabytes * MEBIBYTE


Knows = Callable[[str], bool]
Row = tuple[int, tuple[Cell, ...]]


def read_sheet(content: bytes, *, name: str, knows: Knows, limits: Limits) -> Sheet:
    """The list in the file. `knows` tells a heading that we recognise. `RuleBroken` says what to do."""
    if len(content) > limits.most_bytes:
        raise RuleBroken(_("The file is too large. At most {limit} MB.").format(limit=limits.megabytes))
    kind = kind_of(content, name=name)
    if kind not in {*TEXT_KINDS, "xlsx"}:
        raise RuleBroken(_("The list must be an Excel file (xlsx) or a CSV file. Save it as one of them."))
    try:
        take = partial(_filled_rows, limits=limits)
        grids = _from_text(content, take) if kind in TEXT_KINDS else from_sheets(content, take)
    except UNREADABLE as error:
        raise RuleBroken(_("The file is damaged. Open it, save it once more and try again.")) from error
    return _sheet(max(grids, key=lambda rows: _likeness(rows, knows), default=[]), knows, limits)


def _from_text(content: bytes, take: Callable[..., list[Row]]) -> list[list[Row]]:
    """The text cut at each of the signs that may stand between cells; the right cut shows by its headings."""
    text, start = text_of(content) or "", 1
    first, _break, rest = text.partition("\n")
    if first.strip().lower().startswith("sep="):
        text, start = rest, 2
    cuts = [csv.reader(io.StringIO(text, newline=""), delimiter=sign) for sign in DELIMITERS]
    return [take(([Cell(tidied(text)) for text in row] for row in cut), start) for cut in cuts]


def _filled_rows(rows: Iterable[Sequence[Cell]], start: int = 1, *, limits: Limits) -> list[Row]:
    """The rows with anything in them, by number; no more than is needed to see that they are too many."""
    found: list[Row] = []
    for number, row in enumerate(rows, start=start):
        cells = tuple(row[:MOST_COLUMNS])
        if any(cell.text for cell in cells):
            found.append((number, cells))
        if len(found) > limits.rows + HEADINGS_WITHIN:
            break
    return found


def _likeness(rows: list[Row], knows: Knows) -> tuple[int, float]:
    """How much this looks like a list of ours: known headings, then width."""
    width = median(_count(cells) for _number, cells in rows) if rows else 0
    return max((count for count, _place in _known(rows, knows)), default=0), width


def _known(rows: list[Row], knows: Knows) -> Iterator[tuple[int, int]]:
    """For each of the first rows how many known headings it has, and minus its place."""
    for place, (_number, cells) in enumerate(rows[:HEADINGS_WITHIN]):
        yield sum(knows(cell.text) for cell in cells if cell.text), -place


def _sheet(rows: list[Row], knows: Knows, limits: Limits) -> Sheet:
    """The row with the most known headings is the heading; what stands above it is a title."""
    known, minus = max(_known(rows, knows), default=(0, 0))
    place = -minus if known else next((p for p, (_n, cells) in enumerate(rows) if _count(cells) > 1), 0)
    below = rows[place + 1 :]
    if not below:
        raise RuleBroken(_("There are no rows below the headings in the file."))
    if len(below) > limits.rows:
        raise RuleBroken(
            _("The file has more than {limit} rows. Divide it into several files.").format(limit=limits.rows)
        )
    width = max(_last(cells) for _number, cells in rows[place:])
    headings = [cell.text for cell in _padded(rows[place][1], width)]
    lines = [Line(number, _padded(cells, width)) for number, cells in below]
    return Sheet(tuple(_named(headings)), tuple(lines))


def _count(cells: tuple[Cell, ...]) -> int:
    return sum(bool(cell.text) for cell in cells)


def _last(cells: tuple[Cell, ...]) -> int:
    """How many cells there are up to the last one with anything in it."""
    return max((place for place, cell in enumerate(cells, start=1) if cell.text), default=0)


def _padded(cells: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    return (*cells[:width], *[Cell()] * (width - len(cells)))


def _named(headings: list[str]) -> Iterator[str]:
    """A name for every column: what stands above it, a number where nothing does or the same stands twice."""
    seen: set[str] = set()
    for number, heading in enumerate(headings, start=1):
        name = heading[:HEADING_LENGTH] or _("Column {number}").format(number=number)
        name = f"{name} ({number})" if name in seen else name
        seen.add(name)
        yield name
