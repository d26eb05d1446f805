"""The pages about an uploaded list of contracts, ready worded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.components import Fact, Link, Status
from core.templatetags.formats import date_words, moment_words
from organisations.importing.pages import FaultRow, UploadRow, columns_told, fault_row, upload_rows
from organisations.models import Membership
from procurements import wording
from procurements.choices import RequirementKind
from procurements.models import Commitment
from suppliers.importing.books import what_to_do
from suppliers.importing.checking import Check, Verdict, authorities_of, reader_of
from suppliers.models import ContractImport
from suppliers.states import ImportState
from suppliers.traces import touched

PER_PAGE = 50
MOST_FAULTS = 100
S = ImportState
STATUS: Mapping[str, Status] = {
    S.DRAFT: Status.ACTION_NEEDED,
    S.CREATING: Status.RUNNING,
    S.CREATED: Status.DONE,
    S.UNDOING: Status.RUNNING,
    S.UNDONE: Status.STOPPED,
    S.DISCARDED: Status.NOT_NEEDED,
}


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


def import_rows(member: Membership) -> list[UploadRow]:
    """One's own lists and those that colleagues have entered, the latest first."""
    found = ContractImport.objects.visible_to(member).exclude(state=S.DISCARDED).defer("lines")
    return upload_rows(found, "contracts", most=PER_PAGE, holds=_holds, statuses=STATUS)


def _holds(row: Any) -> str:
    count = row.count or row.line_count
    entered = ngettext("{n} contract", "{n} contracts", count)
    lines = ngettext("{n} row", "{n} rows", count)
    return (lines if row.state in {S.DRAFT, S.CREATING} else entered).format(n=count)


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
        yield fault_row(
            verdict.number,
            fault.heading,
            is_in_file=fault.column is not None,
            value=fault.value,
            text=fault.text,
        )


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


def which_columns(row: ContractImport, member: Membership) -> str:
    """Which columns are read in, and which are not."""
    places = reader_of(row, authorities_of(member)).places
    left = [heading for place, heading in enumerate(row.headings) if place not in places.values()]
    return columns_told(len(places), left)


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


def removal_url(row: ContractImport) -> str:
    """Where the uploaded list is thrown away."""
    return reverse("suppliers:import_removal", args=[row.pk])
