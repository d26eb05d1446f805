"""Building blocks of a document's content; templates/documents/parts/ draws them. All text comes worded.

Text may mark **bold**. A part that needs a source or a reservation carries it as `note`, set as a footnote.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class KeyFigure:
    """A large figure with its unit and what it means."""

    value: str
    text: str
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column; numbers stand to the right. One that `keeps_words` is as wide as its longest word."""

    label: str
    is_number: bool = False
    keeps_words: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row: its name, then one cell for each further column. A total gets the strong line."""

    head: str
    cells: tuple[str, ...]
    is_total: bool = False


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table. The first column names the rows; `caption` is for those who do not see it, unless shown."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""

    @property
    def lines(self) -> tuple[tuple[Row, tuple[tuple[Column, str], ...]], ...]:
        """Each row with its cells beside their columns."""
        return tuple((row, tuple(zip(self.columns[1:], row.cells, strict=True))) for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A date on the timeline bar. The next one carries the accent."""

    when: str
    text: str
    is_next: bool = False


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading with paragraphs, and a table where there is one."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    grid: Grid | None = None
