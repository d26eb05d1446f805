"""The page of the result: figures with their definitions, and the sheets that were issued."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Document, Figure, Link
from core.models import IssuedDocument
from core.states import DocumentState
from core.templatetags.formats import date_words, number
from followup.results import (
    PersonsTold,
    Result,
    ResultRow,
    besides_required,
    credit_note,
    months_note,
    no_sum_note,
    of_required,
    persons_told,
    words_used,
)
from followup.selection import Selection
from followup.small_cells import number_or_hidden, small_cell_limit
from suppliers.placement_counts import counts_in_words, each_in_words


@dataclass(frozen=True)
class ResultPage:
    """Ready worded."""

    result: Result
    rows: tuple[ResultRow, ...]
    day: str
    figures: tuple[Figure, ...]
    no_sum_note: str
    words: tuple[str, ...]
    scope_note: str
    is_shared: bool
    sheets: tuple[Document, ...]
    is_waiting: bool


def result_page(
    selection: Selection, result: Result, rows: tuple[ResultRow, ...], sheets: Iterable[IssuedDocument]
) -> ResultPage:
    """`rows` are the contracts of one page of the list; the figures are over all of them."""
    asked = list(sheets)
    return ResultPage(
        result=result,
        rows=rows,
        day=date_words(result.on),
        figures=(*person_figures(selection, result), *contract_figures(selection, result)),
        no_sum_note=no_sum_note(),
        words=words_used(rows),
        scope_note=selection.scope_note,
        is_shared=selection.is_shared,
        sheets=tuple(_document(sheet) for sheet in asked if sheet.state == DocumentState.ISSUED),
        is_waiting=any(sheet.state == DocumentState.ORDERED for sheet in asked),
    )


def _document(sheet: IssuedDocument) -> Document:
    url = reverse("document", args=[sheet.pk])
    return Document(title=sheet.title, url=url, record=sheet.record_status, date=date_words(sheet.record_on))


def _person_words(told: PersonsTold, year: int | None) -> tuple[str, str]:
    """What the two figures count, all and direct; their numbers stand apart from the words."""
    if year:
        direct = _("persons who started in {year} as a direct consequence of the requirement")
        return _("persons who started in {year}, all").format(year=year), direct.format(year=year)
    every, direct = _("persons in occupation, all"), _("persons as a direct consequence of the requirement")
    if told.everyone == 1:
        every = _("person in occupation, all")
    if told.direct == 1:
        direct = _("person as a direct consequence of the requirement")
    return every, direct


def person_figures(selection: Selection, result: Result) -> Iterable[Figure]:
    """All persons and direct consequence side by side, never added."""
    year, told = selection.year, persons_told(selection, result)
    every, direct = _person_words(told, year)
    yield Figure(
        value=number_or_hidden(told.everyone),
        label=every,
        url=selection.url("followup:placement_list"),
        scope=_types_text(told, has_parts=not selection.is_shared),
        parts=() if selection.is_shared else _types(selection, result),
        definition=_(
            "Everyone who has started in a placement under our contracts, or at a supplier outside them and "
            "counted by us, each person once."
        ),
        tone="quiet",
    )
    yield Figure(
        value=number_or_hidden(told.direct),
        label=direct,
        url=selection.url("followup:placement_list", direct="1"),
        scope=_("Estimated placement by placement") if told.direct is not None else _hidden_text(),
        definition=_(
            "Part of the figure before it: those whose place was created because of the requirement."
        ),
        tone="brand",
        is_part_of_previous=True,
    )


def _months(selection: Selection, result: Result) -> tuple[Link, ...]:
    """What the months done are measured against, and those nobody required, each with its own contracts."""
    if selection.is_shared or not result.required:
        return ()
    told = [("required", of_required(result))]
    if result.besides:
        told.append(("besides", besides_required(result)))
    return tuple(Link(label=words, url=selection.contracts_url(months=kind)) for kind, words in told)


def _types(selection: Selection, result: Result) -> tuple[Link, ...]:
    """Employments and internships apart, each with its own placements."""
    return tuple(
        Link(label=words, url=selection.url("followup:placement_list", type=kind.value))
        for kind, words in each_in_words(result.by_type).items()
    )


def _types_text(told: PersonsTold, *, has_parts: bool) -> str:
    if has_parts:
        return _("at our suppliers")
    if told.everyone is None:
        return _hidden_text()
    if told.by_type is None:
        return _("Types are not told apart: one has fewer than {limit}").format(limit=small_cell_limit())
    return _("{placements} at our suppliers").format(placements=counts_in_words(told.by_type))


def _hidden_text() -> str:
    return _("Not shown: a group has fewer than {limit}").format(limit=small_cell_limit())


def contract_figures(selection: Selection, result: Result) -> Iterable[Figure]:
    """Months done, and contracts behind plan."""
    yield Figure(
        value=number(result.done if result.required else result.besides, 1),
        label=_("full-time months done"),
        url=selection.contracts_url(months="done" if result.required else "besides"),
        scope=credit_note(result) if _months(selection, result) else months_note(result),
        parts=_months(selection, result),
        definition=_(
            "Days worked divided by the days of each month, times the share of full time, added up over the "
            "contracts that require a number of months. A placement that ended early and counts as fulfilled "
            "is counted as agreed. More than required in one contract does not make up for less in another."
        ),
    )
    yield Figure(
        value=str(result.behind),
        label=_("contracts behind plan"),
        url=selection.contracts_url(progress="behind"),
        scope=_("of {all} contracts").format(all=result.count),
        definition=_(
            "Less is done than the share of the contract's time that has gone, or a day was missed."
        ),
        tone="late" if result.behind else "",
    )
