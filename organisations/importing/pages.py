"""What the pages about every kind of uploaded list say alike, ready worded. Reads only."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from core.components import Status
from core.importing.cells import line_from
from core.templatetags.formats import moment_words
from organisations.models import UploadedList

EXAMPLES = 3


@dataclass(frozen=True)
class UploadRow:
    """One earlier list."""

    name: str
    url: str
    when: str
    who: str
    holds: str
    status: Status
    label: str


@dataclass(frozen=True)
class FaultRow:
    """One wrong cell: where it is, what stands there, what to do."""

    place: str
    value: str
    text: str


def upload_rows(
    found: QuerySet[Any], made: str, *, most: int, holds: Callable[[Any], str], statuses: Mapping[str, Status]
) -> list[UploadRow]:
    """The latest lists first. `holds` words what came of one, counted as `count` over the relation `made`."""
    counted = found.select_related("made_by__user").annotate(count=Count(made))
    return [
        UploadRow(
            name=row.file_name,
            url=row.get_absolute_url(),
            when=moment_words(row.made_at),
            who=str(row.made_by),
            holds=holds(row),
            status=statuses[row.state],
            label=str(row.STATES(row.state).label),
        )
        for row in counted.order_by("-made_at", "-pk")[:most]
    ]


def fault_row(line: int, heading: str, *, is_in_file: bool, value: str, text: str) -> FaultRow:
    """Where the cell is, also when the column that is needed is missing from the file."""
    if not is_in_file:
        heading = _("{column} (not in the file)").format(column=heading)
    place = _("Row {number}, {column}").format(number=line, column=heading)
    return FaultRow(place, value, text)


def column_examples(row: UploadedList, *, lines: int) -> list[str]:
    """A few values of each column from the first lines, so that one sees what it holds."""
    found = [line_from(plain) for plain in row.lines[:lines]]
    return [_examples([line.cells[place].text for line in found]) for place in range(len(row.headings))]


def _examples(texts: Sequence[str]) -> str:
    found = list(dict.fromkeys(text[:40] for text in texts if text))[:EXAMPLES]
    return " · ".join(found) if found else _("Empty")


def columns_told(read_in: int, left: Sequence[str]) -> str:
    """How many columns are read in, and which are not."""
    told = _("{number} columns are read in.").format(number=read_in)
    if not left:
        return told
    return " ".join([told, _("Not read in: {columns}.").format(columns=", ".join(left))])
