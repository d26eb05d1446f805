"""The pages about an uploaded list of contracts, ready worded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.components import Fact, Link, Status
from core.importing.cells import line_from
from core.templatetags.formats import date_words, moment_words
from organisations.models import Membership
from procurements import wording
from procurements.choices import RequirementKind
from procurements.models import Commitment
from suppliers.actions.importing import lacking
from suppliers.importing.books import what_to_do
from suppliers.importing.checking import Check, Verdict, authorities_of, reader_of
from suppliers.importing.columns import COLUMNS
from suppliers.models import ContractImport
from suppliers.states import ImportState
from suppliers.traces import touched

PER_PAGE = 50
MOST_FAULTS = 100
EXAMPLES = 3
S = ImportState
STATUS = {
    S.DRAFT: Status.ACTION_NEEDED,
    S.CREATING: Status.RUNNING,
    S.CREATED: Status.DONE,
    S.UNDOING: Status.RUNNING,
    S.UNDONE: Status.STOPPED,
    S.DISCARDED: Status.NOT_NEEDED,
}


@dataclass(frozen=True)
class ImportRow:
    """One earlier list."""

    name: str
    url: str
    when: str
    who: str
    outcome: str
    status: Status
    label: str


@dataclass(frozen=True)
class FaultRow:
    """One wrong cell: where it is, what stands there, what to do."""

    place: str
    value: str
    text: str


@dataclass(frozen=True)
class LineRow:
    """One line as it will be entered."""

    title: str
    place: str
    supplier: str
    note: str
    period: str
    volume: str
    status: Status
    label: str


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What would be entered, and what is in the way."""

    lead: str
    facts: tuple[Fact, ...]
    faults: tuple[FaultRow, ...]
    more_faults: str
    rows: tuple[LineRow, ...]
    page: Page
    submit: str
    why_not: str


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of a list; `refusal` says why it can no longer be undone."""

    facts: tuple[Fact, ...]
    contracts: tuple[Commitment, ...] = ()
    entered: str = ""
    told: str = ""
    refusal: str = ""


@dataclass(frozen=True)
class ColumnRow:
    """A column of the list with some of what stands in it."""

    name: str
    examples: str


def import_rows(member: Membership) -> list[ImportRow]:
    """One's own lists and those that colleagues have entered, the latest first."""
    found = ContractImport.objects.visible_to(member).exclude(state=S.DISCARDED)
    counted = found.defer("lines").select_related("made_by__user").annotate(count=Count("contracts"))
    return [_import_row(row) for row in counted.order_by("-made_at", "-pk")[:PER_PAGE]]


def _import_row(row: ContractImport) -> ImportRow:
    count = getattr(row, "count", 0) or row.line_count
    entered = ngettext("{n} contract", "{n} contracts", count)
    lines = ngettext("{n} row", "{n} rows", count)
    return ImportRow(
        name=row.file_name,
        url=row.get_absolute_url(),
        when=moment_words(row.made_at),
        who=str(row.made_by),
        outcome=(lines if row.state in {S.DRAFT, S.CREATING} else entered).format(n=count),
        status=STATUS[S(row.state)],
        label=str(S(row.state).label),
    )


def preview(check: Check, *, page_number: str | None) -> Preview:
    """The whole list judged: every count, the first faults, and one page of the lines."""
    faults = [row for verdict in check.wrong for row in _fault_rows(verdict)]
    hidden = len(faults) - MOST_FAULTS
    more = ngettext(
        "And {n} more fault. The file with the faults marked shows all.",
        "And {n} more faults. The file with the faults marked shows all.",
        max(hidden, 1),
    )
    page = Paginator(check.verdicts, PER_PAGE).get_page(page_number)
    ready = len(check.ready)
    return Preview(
        lead=_lead(check),
        facts=tuple(_facts(check)),
        faults=tuple(faults[:MOST_FAULTS]),
        more_faults=more.format(n=hidden) if hidden > 0 else "",
        rows=tuple(_line_row(verdict) for verdict in page),
        page=page,
        submit=ngettext("Enter {n} contract", "Enter {n} contracts", ready).format(n=ready)
        if not check.wrong and not check.duplicates
        else _("Enter the contracts"),
        why_not=""
        if check.chosen(takes_duplicates=True)
        else _("No row can be entered yet. Correct the rows first, or throw the list away."),
    )


def _lead(check: Check) -> str:
    """Nothing is entered yet; how many can be."""
    ready = len(check.ready)
    can = ngettext("{n} contract can be entered.", "{n} contracts can be entered.", ready).format(n=ready)
    return " ".join([_("This is a trial: nothing is entered yet."), can])


def _facts(check: Check) -> Iterable[Fact]:
    yield Fact(label=_("Rows in the list"), value=str(len(check.verdicts)))
    yield Fact(label=_("Can be entered"), value=str(len(check.ready)))
    if check.wrong:
        yield Fact(label=_("Must be corrected"), value=str(len(check.wrong)))
    if check.duplicates:
        yield Fact(label=_("Entered already?"), value=str(len(check.duplicates)))
    if renamed := sum(1 for verdict in check.verdicts if verdict.known_as):
        yield Fact(label=_("Check the supplier"), value=str(renamed))


def _fault_rows(verdict: Verdict) -> Iterable[FaultRow]:
    for fault in verdict.faults:
        column = fault.heading
        if fault.column is None:
            column = _("{column} (not in the file)").format(column=fault.heading)
        place = _("Row {number}, {column}").format(number=verdict.number, column=column)
        yield FaultRow(place, fault.value, fault.text)


def _line_row(verdict: Verdict) -> LineRow:
    status, label = Status.DONE, _("Can be entered")
    if verdict.is_wrong:
        status, label = Status.LATE, _("Must be corrected")
    elif verdict.is_duplicate:
        status, label = Status.ACTION_NEEDED, _("Entered already?")
    elif verdict.known_as:
        status, label = Status.ACTION_NEEDED, _("Check the supplier")
    contract, row = verdict.contract, _("Row {number}").format(number=verdict.number)
    note = " ".join(what_to_do(verdict)) if verdict.is_duplicate else ""
    if verdict.known_as:
        note = " ".join(
            [note, _("The number belongs to {name}. Is it the same supplier?").format(name=verdict.known_as)]
        ).strip()
    return LineRow(
        title=verdict.title or "–",
        place=" · ".join(filter(None, [row, contract.diary_number if contract else ""])),
        supplier=verdict.supplier or "–",
        note=note,
        period=f"{date_words(contract.starts_on)} – {date_words(contract.ends_on)}" if contract else "–",
        volume=_volume(verdict),
        status=status,
        label=label,
    )


def _volume(verdict: Verdict) -> str:
    contract = verdict.contract
    if contract is None:
        return "–"
    volumes = wording.volumes(
        yearly_average=contract.yearly_average,
        full_time_months=contract.full_time_months,
        count=contract.places,
    )
    return volumes or str(RequirementKind(contract.kind).label)


def column_rows(row: ContractImport) -> list[ColumnRow]:
    """The columns with a few values each, so that one sees what they hold."""
    lines = [line_from(plain) for plain in row.lines]
    return [
        ColumnRow(heading, _examples([line.cells[place].text for line in lines]))
        for place, heading in enumerate(row.headings)
    ]


def _examples(texts: Sequence[str]) -> str:
    found = list(dict.fromkeys(text[:40] for text in texts if text))[:EXAMPLES]
    return " · ".join(found) if found else _("Empty")


def lacking_words(row: ContractImport) -> str:
    """What every contract needs and no column is known to hold."""
    return ", ".join(str(COLUMNS.by_field[field].heading) for field in lacking(row))


def columns_told(row: ContractImport, member: Membership) -> str:
    """Which columns are read in, and which are not."""
    places = reader_of(row, authorities_of(member)).places
    left = [heading for place, heading in enumerate(row.headings) if place not in places.values()]
    told = _("{number} columns are read in.").format(number=len(places))
    if not left:
        return told
    return " ".join([told, _("Not read in: {columns}.").format(columns=", ".join(left))])


def outcome_of(row: ContractImport) -> Outcome:
    """The contracts that came of the list, in its order, and whether they can still be undone."""
    facts = (
        Fact(label=_("Uploaded"), value=moment_words(row.made_at)),
        Fact(label=_("By"), value=str(row.made_by)),
    )
    if row.state != S.CREATED:
        return Outcome(facts=facts)
    found = Commitment.objects.standing().filter(imported__contract_import=row)
    contracts = list(found.select_related("contract__lot", "contract__supplier").order_by("imported__line"))
    count = len(contracts)
    entered = ngettext("{n} contract is entered.", "{n} contracts are entered.", count)
    told = ngettext("{n} contract is taken away.", "{n} contracts are taken away.", count)
    return Outcome(
        facts=facts,
        contracts=tuple(contracts),
        entered=entered.format(n=count),
        told=told.format(n=count),
        refusal=row.refusal or why_not_undo(contracts),
    )


def why_not_undo(commitments: Sequence[Commitment]) -> str:
    """Why the list can no longer be undone; empty while it can."""
    began = touched(commitments)
    first = next((row for row in commitments if row.pk in began), None)
    if first is None:
        return ""
    return _("It can no longer be undone: something has happened on “{title}”.").format(title=first.title)


def crumbs_of(row: ContractImport | None = None) -> tuple[Link, ...]:
    """The way back up."""
    crumbs = [Link(label=_("Contracts"), url=reverse("suppliers:commitment_list"))]
    if row is not None:
        crumbs.append(Link(label=_("Enter contracts from a list"), url=reverse("suppliers:import_list")))
    return tuple(crumbs)
