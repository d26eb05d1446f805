"""The one-page result sheet as a document."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.documents import DocumentKind, order, register
from core.documents.parts import Column, Grid, KeyFigure, Row, Section
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


@dataclass(frozen=True, kw_only=True)
class ResultSheet:
    """Figures first, then every contract, then how it is counted."""

    lead: str
    figures: tuple[KeyFigure, ...]
    contracts: Section
    counted: Section


def sheet_of(
    result: Result, contracts: Sequence[ResultRow], *, about: str = "", note: str = ""
) -> ResultSheet:
    """The sheet in words; holds counts of contracts, no personal attributes.
    `about` is the year or authority it is limited to, `note` what that means."""
    lead = _("The state on {day}").format(day=date_words(result.on))
    return ResultSheet(
        lead=_("{lead}. Limited to {what}.").format(lead=lead, what=about) if about else lead,
        figures=tuple(_figures(result)),
        contracts=Section(heading=_("Contract by contract"), grid=_grid(contracts)),
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


def _grid(contracts: Sequence[ResultRow]) -> Grid:
    columns = (
        Column(label=_("Contract")),
        Column(label=_("Supplier")),
        Column(label=_("Requirement"), keeps_words=True),
        Column(label=_("Done"), keeps_words=True),
        Column(label=_("Persons"), is_number=True),
        Column(label=_("Status")),
    )
    rows = tuple(
        Row(
            head=row.commitment.title,
            cells=(
                row.commitment.contract.supplier.name,
                row.requirement,
                "; ".join(text for text in (row.done, row.besides) if text),
                str(row.standing.outcome.persons_all),
                row.standing.status_label,
            ),
        )
        for row in contracts
    )
    return Grid(caption=_("Contracts with an employment requirement"), columns=columns, rows=rows)


def specimen() -> ResultSheet:
    """An empty organisation's sheet."""
    none = Fraction(0)
    nothing = Result(
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
    return sheet_of(nothing, ())


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
        context=sheet_of(result, rows, about=chosen.words, note=chosen.year_note),
        title=_("Result of the employment requirements {day}").format(day=date_words(result.on)),
        authority=authority,
        by=by,
        record_status=RecordStatus.DRAWN_UP,
    )


def fill_slots() -> None:
    """Called once the apps are ready."""
    register(RESULT_SHEET)
