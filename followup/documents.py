"""The one-page result sheet as a document."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.components import Status
from core.documents import DocumentKind, order, register
from core.documents.parts import Bar, Column, Grid, KeyFigure, Row, Section
from core.models import IssuedDocument, RecordStatus
from core.templatetags.formats import date_words, number
from followup.results import Result, ResultRow, commitments_of, months_note, no_sum_note, result_for, rows_of
from followup.selection import Selection
from organisations.models import Authority
from procurements.choices import PlacementType
from suppliers.placement_counts import counts_in_words
from suppliers.standing import full_time_months_in_words

if TYPE_CHECKING:
    from organisations.models import Membership


MOST = 12  # contracts with names of two lines that one page has room for
LONGEST_TITLE, LONGEST_SUPPLIER = 56, 40  # signs in two lines; the whole name stands in Insteg
NEEDS_ATTENTION = frozenset({Status.LATE, Status.ACTION_NEEDED})


@dataclass(frozen=True, kw_only=True)
class ResultSheet:
    """One page for a reader without an account: figures, the contracts, then how it is counted."""

    lead: str
    figures: tuple[KeyFigure, ...]
    contracts: Section
    counted: Section


def sheet_of(
    result: Result, contracts: Sequence[ResultRow], *, about: str = "", note: str = "", address: str = ""
) -> ResultSheet:
    """The sheet in words; holds counts of contracts, no personal attributes.
    `about` is the year or authority it is limited to, `note` what that means, `address` where all is."""
    lead = _("The state on {day}").format(day=date_words(result.on))
    return ResultSheet(
        lead=_("{lead}. Limited to {what}.").format(lead=lead, what=about) if about else lead,
        figures=tuple(_figures(result)),
        contracts=_contracts(contracts, address=address),
        counted=Section(
            heading=_("How we count"),
            paragraphs=(
                *([note] if note else []),
                no_sum_note(),
                full_time_months_in_words(),
                _("Direct consequence is an estimate, made placement by placement."),
            ),
        ),
    )


def _contracts(contracts: Sequence[ResultRow], *, address: str) -> Section:
    """The contracts one by one: all of them, or those that a page has room for, saying which."""
    chosen = sorted(contracts, key=_weight)[:MOST]
    if len(chosen) == len(contracts):
        return Section(heading=_("Contract by contract"), grid=_grid(chosen))
    heading = _("{some} of {all} contracts").format(some=len(chosen), all=len(contracts))
    told = _(
        "Those behind plan come first, then those with the most persons. All {all} contracts: {address}"
    ).format(all=len(contracts), address=address)
    return Section(heading=heading, paragraphs=(told,), grid=_grid(chosen))


def _weight(row: ResultRow) -> tuple[bool, int, int]:
    """What a committee must see first: what is behind, then where most people are."""
    outcome = row.standing.outcome
    return row.standing.status not in NEEDS_ATTENTION, -outcome.persons_all, -len(outcome.detail.placements)


def _figures(result: Result) -> list[KeyFigure]:
    return [
        KeyFigure(
            value=number(result.done if result.required else result.besides, 1),
            text=f"{_('full-time months done')} {months_note(result)}",
        ),
        KeyFigure(
            value=str(result.persons_all),
            text=_("persons in occupation, all: {placements}").format(
                placements=counts_in_words(result.by_type)
            ),
        ),
        KeyFigure(
            value=str(result.persons_direct), text=_("of them as a direct consequence of the requirement")
        ),
        KeyFigure(
            value=str(result.behind), text=_("of {all} contracts behind plan").format(all=result.count)
        ),
    ]


def _grid(contracts: Iterable[ResultRow]) -> Grid:
    columns = (
        Column(label=_("Contract")),
        Column(label=_("Supplier")),
        Column(label=_("Done"), keeps_words=True, has_bar=True),
        Column(label=_("Persons"), is_number=True),
        Column(label=_("Status"), keeps_words=True),
    )
    rows = tuple(
        Row(
            head=Truncator(row.commitment.title).chars(LONGEST_TITLE),
            cells=(
                Truncator(row.commitment.contract.supplier.name).chars(LONGEST_SUPPLIER),
                _done(row),
                str(row.standing.outcome.persons_all),
                row.standing.status_label,
            ),
            bar=_bar(row),
        )
        for row in contracts
    )
    note = _("The bar is how much of the requirement is done, the line how much of the time has gone.")
    return Grid(
        caption=_("Contracts with an employment requirement"),
        columns=columns,
        rows=rows,
        note=note if any(row.bar for row in rows) else "",
    )


def _done(row: ResultRow) -> str:
    """What is done of what is required; of a requirement without volume, which kind and the months."""
    if row.standing.outcome.detail.nothing_is_known:
        return _("Required: {requirement}").format(requirement=row.requirement)
    if row.standing.required is None:
        return f"{row.requirement}: {row.done}"
    return row.done


def _bar(row: ResultRow) -> Bar | None:
    """Done beside the time gone, where a volume is required and something is known. None where more is done
    than required: that takes two lines of words, and a bar has no room for it."""
    told = row.standing
    if told.required is None or told.done > told.required or told.outcome.detail.nothing_is_known:
        return None
    done, gone = round(told.share * 100), round(told.elapsed * 100)
    words = _("{done} % is done, {gone} % of the time has gone").format(done=done, gone=gone)
    return Bar(done=f"{done}%", mark=f"{gone}%", words=words)


def nothing() -> Result:
    """What an organisation has before its first contract."""
    none = Fraction(0)
    return Result(
        on=dt.date(2026, 11, 23),
        count=0,
        persons_all=0,
        persons_direct=0,
        by_type=dict.fromkeys(PlacementType, 0),
        done=none,
        credit=none,
        required=none,
        besides=none,
        fulfilled=0,
        behind=0,
    )


def specimen() -> ResultSheet:
    """An empty organisation's sheet."""
    return sheet_of(nothing(), ())


RESULT_SHEET = DocumentKind(
    key="followup.result_sheet",
    template="documents/followup/result_sheet.html",
    context=ResultSheet,
    title=gettext_lazy("Result of the employment requirements"),
    specimen=specimen,
)


def order_result_sheet(
    *, authority: Authority, by: "Membership", selection: Selection | None = None
) -> IssuedDocument:
    """Order the sheet as it stands now for the member (all she may see); it belongs to the authority."""
    chosen = selection or Selection(by)
    result = result_for(chosen)
    rows = rows_of(commitments_of(chosen))
    return order(
        RESULT_SHEET,
        authority,
        context=sheet_of(result, rows, about=chosen.words, note=chosen.year_note, address=_address()),
        title=_("Result of the employment requirements {day}").format(day=date_words(result.on)),
        authority=authority,
        by=by,
        record_status=RecordStatus.DRAWN_UP,
    )


def _address() -> str:
    """Where the member finds every contract, as it is printed: without the scheme."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse('followup:result')}".split("://", 1)[-1]


def fill_slots() -> None:
    """Called once the apps are ready."""
    register(RESULT_SHEET)
