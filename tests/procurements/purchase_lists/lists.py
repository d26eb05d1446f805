"""Uploaded lists of planned purchases, as far as the worker has taken them."""

from procurements.actions.purchase_lists import (
    order_entry,
    take_in,
    work_on,
)
from procurements.models import PurchaseList
from procurements.states import ListState
from tests.procurements.purchase_books import HEADINGS, book, row

L = ListState
TITLE, UNIT, MONTH, NATURE, CPV, VALUE, MONTHS, SHARE, PERFORMERS = range(9)


def checked(lines, *, by, headings=HEADINGS, name="inkopsplan.xlsx") -> PurchaseList:
    """Uploaded, and checked by the worker."""
    row = take_in(name=name, content=book(lines, headings), authority=None, by=by)
    work_on(row.pk)
    row.refresh_from_db()
    return row


def entered(lines, *, by, **options) -> PurchaseList:
    row = checked(lines, by=by)
    order_entry(row, leaves_wrong_out=True, takes_repeated=options.get("takes_repeated", False), by=by)
    work_on(row.pk)
    row.refresh_from_db()
    return row


def changed(place: int, text: str) -> list[str]:
    line = row(1)
    line[place] = text
    return line


def told(row: PurchaseList) -> list[tuple[str, str]]:
    """Heading and sentence of each fault."""
    return [(row.headings[place], text) for _number, place, _field, text in row.faults]
