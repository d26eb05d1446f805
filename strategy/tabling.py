"""Steps over a decision table: begun from an example or an earlier table, its rows changed one by one."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.rules import RuleBroken
from organisations.models import Membership
from strategy.models import LeadershipDecision, PolicyTable
from strategy.ruletable import Row, Table, row_to_json


@transaction.atomic
def begin_table(decision: LeadershipDecision, *, title: str, start: Table, by: Membership) -> PolicyTable:
    """A draft with the rows, rounding and source of `start`. Nothing is put in force."""
    row = PolicyTable(
        decision=decision,
        authority=decision.authority,
        title=title,
        source=start.source,
        rounding=start.rounding.value,
        rows=[row_to_json(row) for row in start.rows],
        prepared_by=by,
    )
    row.full_clean()
    row.save()
    row.begin(by=by)
    return row


def with_row(table: Table, number: int, row: Row) -> tuple[Row, ...]:
    """The rows with `row` in the place of the one with that number; one past the last adds it."""
    return (*table.rows[: number - 1], row, *table.rows[number:])


@transaction.atomic
def save_row(table: PolicyTable, number: int, row: Row, *, revision: int, by: Membership) -> None:
    """Replace the row with that number, or add one."""
    table.rewrite(with_row(table.table, number, row), revision=revision, by=by)


@transaction.atomic
def move_row(table: PolicyTable, number: int, *, to: int, revision: int, by: Membership) -> None:
    """Let a row be read earlier or later."""
    rows = list(table.table.rows)
    if not (1 <= number <= len(rows) and 1 <= to <= len(rows)):
        raise RuleBroken(_("The row cannot be moved further."))
    rows.insert(to - 1, rows.pop(number - 1))
    table.rewrite(tuple(rows), revision=revision, by=by)


@transaction.atomic
def remove_row(table: PolicyTable, number: int, *, revision: int, by: Membership) -> None:
    rows = table.table.rows
    if not 1 <= number <= len(rows):
        raise RuleBroken(_("There is no such row. Open the table again."))
    table.rewrite((*rows[: number - 1], *rows[number:]), revision=revision, by=by)
