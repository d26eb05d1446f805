"""The pages of decision tables, ready worded. Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.components import Fact, Link, Status
from core.templatetags.formats import date_words
from organisations.models import Membership
from strategy import policies
from strategy.judged import Changes, changes
from strategy.models import PolicyTable
from strategy.ruletable import Instrument, Row, Table
from strategy.states import TableState
from strategy.table_words import ROUNDINGS, condition_words, recommended_words

S = TableState
MOST_CHANGES = 50


@dataclass(frozen=True, kw_only=True)
class RowLine:
    """A row as the page shows it. Empty addresses: the reader may not change it."""

    number: int
    name: str
    conditions: tuple[str, ...]
    recommends: str
    reason: str
    is_none: bool
    url: str = ""
    place_url: str = ""
    is_first: bool = False
    is_last: bool = False


@dataclass(frozen=True, kw_only=True)
class TablePage:
    """Everything on the page of one table."""

    crumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    rows: tuple[RowLine, ...]
    changes: Changes | None
    may_change: bool
    may_put_in_force: bool
    may_copy: bool


@dataclass(frozen=True, kw_only=True)
class TableLine:
    """A table in the list."""

    title: str
    url: str
    decision: str
    decision_url: str
    validity: str
    status: Status
    status_label: str


def crumbs(table: PolicyTable | None = None) -> tuple[Link, ...]:
    """The way back up: decisions, tables, and from a step of a table to its page."""
    up = (
        Link(label=_("Decisions"), url=reverse("strategy:decision_list")),
        Link(label=_("Decision tables"), url=reverse("strategy:table_list")),
    )
    return (*up, Link(label=table.title, url=table.get_absolute_url())) if table else up


def table_lines(tables: Iterable[PolicyTable]) -> tuple[TableLine, ...]:
    return tuple(
        TableLine(
            title=table.title,
            url=table.get_absolute_url(),
            decision=table.decision.title,
            decision_url=table.decision.get_absolute_url(),
            validity=validity(table),
            status=_status(table),
            status_label=_status_label(table),
        )
        for table in tables
    )


def table_page(table: PolicyTable, member: Membership) -> TablePage:
    """The page for this reader; a draft shows what it would change."""
    may_change = policies.why_not_change_table(table, member) is None
    return TablePage(
        crumbs=crumbs(),
        facts=tuple(_facts(table)),
        rows=row_lines(table, may_change=may_change),
        changes=would_change(table, member, after=table.table) if table.is_editable else None,
        may_change=may_change,
        may_put_in_force=bool(table.rows) and policies.why_not_put_in_force(table, member) is None,
        may_copy=not table.is_editable and policies.why_not_tabulate(table.decision, member) is None,
    )


def would_change(table: PolicyTable, member: Membership, *, after: Table) -> Changes:
    """What `after` would change against the table of the same decision that holds today."""
    held = PolicyTable.objects.in_force().filter(decision=table.decision_id).order_by("-pk").first()
    return changes(table.decision, member, before=held.table if held else None, after=after)


def row_lines(table: PolicyTable, *, may_change: bool) -> tuple[RowLine, ...]:
    rows = table.table.rows
    return tuple(
        _line(table, number, row, len(rows), may_change=may_change)
        for number, row in enumerate(rows, start=1)
    )


def _line(table: PolicyTable, number: int, row: Row, count: int, *, may_change: bool) -> RowLine:
    place = [table.pk, number]
    return RowLine(
        number=number,
        name=row.name,
        conditions=condition_words(row),
        recommends=recommended_words(row),
        reason=row.reason,
        is_none=row.instrument is Instrument.NONE,
        url=reverse("strategy:table_row", args=place) if may_change else "",
        place_url=reverse("strategy:table_row_place", args=place) if may_change else "",
        is_first=number == 1,
        is_last=number == count,
    )


def validity(table: PolicyTable) -> str:
    """The days it holds or held; empty while it is a draft."""
    first, last = table.in_force_from, table.in_force_until
    if first is None:
        return ""
    if last is None:
        return _("From {first} until further notice").format(first=date_words(first))
    if last < first:
        return _("Never came into force")
    return _("{first}–{last}").format(first=date_words(first), last=date_words(last))


def _facts(table: PolicyTable) -> Iterable[Fact]:
    decision = table.decision
    yield Fact(label=_("Decision"), value=decision.title, url=decision.get_absolute_url())
    yield Fact(label=_("Status"), status=_status(table), status_label=_status_label(table))
    where = _("The whole organisation") if decision.is_organisation_wide else str(decision.authority)
    yield Fact(label=_("Holds for"), value=where)
    if held := validity(table):
        yield Fact(label=_("In force"), value=held)
    yield Fact(label=_("Parts of a place"), value=str(ROUNDINGS[table.table.rounding]))


def _holds(table: PolicyTable) -> bool:
    today = clock.today()
    return table.holds_on(today) and table.decision.is_in_force(on=today)


def _status(table: PolicyTable) -> Status:
    if table.state == S.DRAFT:
        return Status.RUNNING
    if table.state == S.DROPPED:
        return Status.NOT_NEEDED
    if _holds(table):
        return Status.DONE
    return Status.WAITING if _is_coming(table) else Status.STOPPED


def _status_label(table: PolicyTable) -> str:
    if table.state in {S.DRAFT, S.DROPPED}:
        return str(S(table.state).label)
    if _holds(table):
        return _("In force")
    return _("Not yet in force") if _is_coming(table) else _("No longer in force")


def _is_coming(table: PolicyTable) -> bool:
    first, last = table.in_force_from, table.in_force_until
    return first is not None and first > clock.today() and (last is None or last >= first)
