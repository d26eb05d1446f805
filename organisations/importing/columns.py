"""The columns that a list may have, and which column of a foreign list is which of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import override

from core.components import Text
from reference.folding import fold

SHORTEST_PART = 5  # signs of a known heading that may stand inside a longer one
MARKING = ("Att rätta", "To correct", "Rad i filen", "Row in the file")


@dataclass(frozen=True, kw_only=True)
class Column:
    """One field: its heading in our workbook, what is asked, an example, other names for it."""

    field: str
    heading: Text
    asked: Text
    example: Text
    also: tuple[str, ...] = ()
    is_needed: bool = False
    kind: str = "text"


class Columns:
    """All columns of a kind of list, in their order."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = tuple(columns)
        self.by_field: Mapping[str, Column] = {column.field: column for column in columns}
        self.needed = tuple(column.field for column in columns if column.is_needed)

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Every known heading, folded, with its field: our own in both languages, and what others call it."""
        found: dict[str, str] = {fold(heading): "" for heading in MARKING}
        for column in self.columns:
            found |= {fold(name): column.field for name in (*_own(column), *column.also)}
        return found

    def knows(self, heading: str) -> bool:
        """Do we recognise the heading as it stands?"""
        return bool(self.names.get(fold(heading)))

    def guess(self, headings: Sequence[str], remembered: Mapping[str, str]) -> list[str]:
        """The field of each column, "" where none is recognised; each field at most once, the surest first.

        `remembered` holds folded headings that the organisation has said the meaning of before.
        """
        guesses = [(*self._likely(fold(name), remembered), place) for place, name in enumerate(headings)]
        fields = [""] * len(headings)
        for sureness, field, place in sorted(guesses, key=lambda found: (-found[0], found[2])):
            if sureness and field not in fields:
                fields[place] = field
        return fields

    def _likely(self, heading: str, remembered: Mapping[str, str]) -> tuple[int, str]:
        """How sure (0: not at all), and of which field. A longer known part is surer than a shorter."""
        if heading in remembered:
            return 1_000, remembered[heading]
        if heading in self.names:
            return 900, self.names[heading]
        parts = [name for name in self.names if len(name) >= SHORTEST_PART and f" {name}" in f" {heading}"]
        longest = max(parts, key=len, default="")
        return (len(longest), self.names[longest]) if longest else (0, "")


def meanings(headings: Sequence[str], fields: Sequence[str]) -> dict[str, str]:
    """What is to be remembered of each heading, folded."""
    pairs = zip(headings, fields, strict=True)
    return {fold(heading)[:100]: field for heading, field in pairs if fold(heading)}


def _own(column: Column) -> Iterator[str]:
    for language in ("sv", "en"):
        with override(language):
            yield str(column.heading)
