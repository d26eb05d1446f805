"""The pages about an uploaded list of planned purchases, ready worded. Reads only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.components import Fact, Link, Status
from core.exports import Table
from core.importing.cells import Line, line_from
from core.templatetags.formats import moment_words, number
from organisations.importing.pages import FaultRow, UploadRow, columns_told, fault_row, upload_rows
from organisations.models import Membership
from procurements.actions.purchase_lists import why_not_read_in, why_not_undo
from procurements.importing.columns import PURCHASE_COLUMNS
from procurements.models import PurchaseList
from procurements.register.page import crumbs_of
from procurements.states import ListState

L = ListState
PER_PAGE = 100
FIRST_LINES = 10
LINES_FOR_EXAMPLES = 200
STATUS: Mapping[str, Status] = {
    L.CHECKING: Status.RUNNING,
    L.DRAFT: Status.ACTION_NEEDED,
    L.ENTERING: Status.RUNNING,
    L.ENTERED: Status.DONE,
    L.UNDOING: Status.RUNNING,
    L.UNDONE: Status.STOPPED,
    L.DISCARDED: Status.NOT_NEEDED,
}


@dataclass(frozen=True, kw_only=True)
class TrialPage:
    """What would be read in, and what is in the way."""

    lead: str
    facts: tuple[Fact, ...]
    faults: tuple[FaultRow, ...]
    page: Page
    headings: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    columns: str
    submit: str
    why_not: str


@dataclass(frozen=True, kw_only=True)
class OutcomePage:
    """Where the list is: how far the worker has come, or what came of it."""

    facts: tuple[Fact, ...]
    going_on: str
    done: Fraction | None
    done_text: str
    entered: str
    rows_url: str
    refusal: str


def list_crumbs(row: PurchaseList | None = None) -> tuple[Link, ...]:
    up = (*crumbs_of(),)
    if row is None:
        return up
    return (*up, Link(label=_("Read in a list"), url=reverse("procurements:purchase_uploads")))


def removal_url(row: PurchaseList) -> str:
    """Where the uploaded list is thrown away."""
    return reverse("procurements:purchase_upload_removal", args=[row.pk])


def list_rows(member: Membership) -> list[UploadRow]:
    """One's own lists and those that colleagues have read in, the latest first."""
    found = PurchaseList.objects.visible_to(member).exclude(state=L.DISCARDED).defer("lines", "faults")
    return upload_rows(found, "purchases", most=PER_PAGE, holds=_holds, statuses=STATUS)


def trial_page(row: PurchaseList, *, page_number: str | None) -> TrialPage:
    """The list as the worker has checked it."""
    places = [place for place, name in enumerate(row.fields) if name]
    lines = {line.number: line for line in map(line_from, row.lines)}
    page = Paginator(row.faults, PER_PAGE).get_page(page_number)
    first = list(lines.values())[:FIRST_LINES]
    return TrialPage(
        lead=_lead(row),
        facts=tuple(_facts(row)),
        faults=tuple(_fault(row, lines, fault) for fault in page),
        page=page,
        headings=tuple(str(PURCHASE_COLUMNS.by_field[row.fields[place]].heading) for place in places),
        lines=tuple(tuple(line.cells[place].text or "–" for place in places) for line in first),
        columns=_columns_told(row),
        submit=_submit(row),
        why_not=why_not_read_in(row, leaves_wrong_out=True, takes_repeated=True) or "",
    )


def _lead(row: PurchaseList) -> str:
    return " ".join(
        [
            _("This is a trial: nothing is read in yet."),
            ngettext("{n} purchase can be read in.", "{n} purchases can be read in.", row.right_lines).format(
                n=number(row.right_lines)
            ),
        ]
    )


def _submit(row: PurchaseList) -> str:
    if row.faults or row.repeated:
        return _("Read in the purchases")
    words = ngettext("Read in {n} purchase", "Read in {n} purchases", row.right_lines)
    return words.format(n=number(row.right_lines))


def _facts(row: PurchaseList) -> Iterable[Fact]:
    yield Fact(label=_("Rows in the list"), value=number(row.line_count))
    yield Fact(label=_("Can be read in"), value=number(row.right_lines))
    if row.faults:
        cells = ngettext("{n} cell", "{n} cells", len(row.faults)).format(n=number(len(row.faults)))
        yield Fact(label=_("Must be corrected"), value=number(row.wrong_lines), note=cells)
    if row.repeated:
        yield Fact(label=_("In the plan already?"), value=number(len(row.repeated)))
    yield Fact(label=_("Recommended a requirement"), value=number(row.flagged))


def _fault(row: PurchaseList, lines: Mapping[int, Line], fault: Sequence[Any]) -> FaultRow:
    line, place, name, text = fault
    if place is None:
        heading, value = str(PURCHASE_COLUMNS.by_field[str(name)].heading), ""
    else:
        heading, value = row.headings[place], lines[line].cells[place].text
    return fault_row(line, heading, is_in_file=place is not None, value=value, text=str(text))


def _columns_told(row: PurchaseList) -> str:
    """Which columns are read in, and which are not."""
    left = [heading for heading, name in zip(row.headings, row.fields, strict=True) if not name]
    return columns_told(len(row.fields) - len(left), left)


def outcome_page(row: PurchaseList) -> OutcomePage:
    """How far it has come."""
    going_on = {
        L.CHECKING: _("The list is being checked"),
        L.ENTERING: _("The purchases are being read in"),
        L.UNDOING: _("The purchases are being taken out"),
    }
    checking = row.state == L.CHECKING
    told = _("{done} of {all} rows").format(done=number(row.checked), all=number(row.line_count))
    return OutcomePage(
        facts=(
            Fact(label=_("Uploaded"), value=moment_words(row.made_at)),
            Fact(label=_("By"), value=str(row.made_by)),
            Fact(label=_("Rows in the list"), value=number(row.line_count)),
        ),
        going_on=going_on.get(L(row.state), ""),
        done=Fraction(row.checked, row.line_count) if checking else None,
        done_text=told if checking else "",
        entered=told_of(row) if row.state == L.ENTERED else "",
        rows_url=reverse("procurements:purchase_list"),
        refusal=(row.refusal or why_not_undo(row)) if row.state == L.ENTERED else row.refusal,
    )


def told_of(row: PurchaseList) -> str:
    """How many purchases came of it."""
    count = row.purchases.count()
    words = ngettext("{n} purchase is in the plan.", "{n} purchases are in the plan.", count)
    return words.format(n=number(count))


def marked_table(row: PurchaseList) -> Table:
    """The list as it was uploaded; in the last columns what to correct and which row it was."""
    told: dict[int, list[str]] = {}
    for line_number, place, name, text in row.faults:
        heading = row.headings[place] if place is not None else PURCHASE_COLUMNS.by_field[name].heading
        told.setdefault(line_number, []).append(f"{heading}: {text}")
    rows = []
    for line in map(line_from, row.lines):
        if line.number in told:
            rows.append([*(cell.text for cell in line.cells), " ".join(told[line.number]), line.number])
    return Table([*row.headings, _("To correct"), _("Row in the file")], rows)


def empty_table() -> Table:
    """The headings that are recognised, with an example below."""
    columns = [column for column in PURCHASE_COLUMNS if column.field != "authority"]
    return Table([str(column.heading) for column in columns], [[str(column.example) for column in columns]])


def _holds(row: Any) -> str:
    count = row.count or row.line_count
    return ngettext("{n} row", "{n} rows", count).format(n=number(count))
