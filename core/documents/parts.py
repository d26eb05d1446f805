"""Building blocks of a document's content; templates/documents/parts/ draws them. All text comes worded.

Text may mark **bold**. A part that needs a source or a reservation carries it as `note`, set as a footnote.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings


@dataclass(frozen=True, kw_only=True)
class KeyFigure:
    """A large figure with its unit and what it means."""

    value: str
    text: str
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column; numbers stand to the right. One that `keeps_words` is as wide as its longest word; one that
    `has_bar` draws the row's bar under its text."""

    label: str
    is_number: bool = False
    keeps_words: bool = False
    has_bar: bool = False


@dataclass(frozen=True, kw_only=True)
class Bar:
    """How far something has come, and a mark to compare with, as shares of the width such as `90%`. `words`
    say the same to those who do not see it."""

    done: str
    mark: str
    words: str

    @property
    def paint(self) -> Mapping[str, str]:
        """The colours: WeasyPrint knows no classes inside a drawing."""
        return tokens()


@cache
def tokens() -> Mapping[str, str]:
    """The colours of documents by name, as their style sheet gives them."""
    text = (settings.BASE_DIR / "static/documents/base.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--(\w+): (#\w{6});", text))


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row: its name, then one cell for each further column. A total gets the strong line."""

    head: str
    cells: tuple[str, ...]
    is_total: bool = False
    bar: Bar | None = None


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
