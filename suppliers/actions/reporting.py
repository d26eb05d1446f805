"""Writing and sending a report. Its rows become facts about placements when it is sent."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, keys
from core.rules import RuleBroken
from core.templatetags.formats import exact
from matching.models import Placement
from matching.models.placement import start_placement
from procurements.bonus import bonus_of
from suppliers.actions.taking_back import withdraw
from suppliers.balances import balance
from suppliers.choices import RowChange
from suppliers.mails import tell_receiver, tell_sender
from suppliers.models import Report, ReportLink, ReportRow
from suppliers.policies import why_not_report
from suppliers.states import ReportState
from suppliers.terms_now import last_day

if TYPE_CHECKING:
    from core.actors import Actor


def add_person(report: Report, *, label: str, **terms: Any) -> ReportRow:
    """Put a new person in the draft. `label` is the supplier's own word for her and is encrypted."""
    _must_be_draft(report)
    last_possible = min(last_day(report.commitment), report.ends_on)
    if terms["starts_on"] > last_possible:
        raise RuleBroken(_("The first day must not be after the period."))
    key = keys.new_data_key()
    return ReportRow.objects.create(
        report=report,
        change=RowChange.NEW,
        data_key=key,
        label_sealed=keys.encrypt(label, key=key),
        **terms,
    )


def tell_end(report: Report, placement: Placement, *, ended_on: dt.date, because: str) -> ReportRow:
    """Put in the draft that a placement has ended."""
    _must_be_draft(report)
    if not placement.starts_on <= ended_on <= report.ends_on:
        raise RuleBroken(_("Choose a day from the first day to the end of the period."))
    return _told(report, placement, change=RowChange.ENDED, ended_on=ended_on, ended_because=because)


def tell_scope(report: Report, placement: Placement, *, scope: Decimal, scope_from: dt.date) -> ReportRow:
    """Put in the draft that a placement has another share of full time from a day."""
    _must_be_draft(report)
    if not placement.starts_on <= scope_from <= report.ends_on:
        raise RuleBroken(_("Choose a day from the first day to the end of the period."))
    return _told(report, placement, change=RowChange.SCOPE, scope=scope, scope_from=scope_from)


def tell_bonus(report: Report, placement: Placement, *, is_bonus: bool) -> ReportRow:
    """Put in the draft that a place pays a bonus, or that it is part of what is required."""
    _must_be_draft(report)
    if bonus_of(report.commitment) is None:
        raise RuleBroken(_("The contract pays no bonus."))
    return _told(report, placement, change=RowChange.BONUS, is_bonus=is_bonus)


def drop_row(report: Report, row: ReportRow) -> None:
    """Take back something from the draft."""
    _must_be_draft(report)
    row.delete()


@transaction.atomic
def submit(
    report: Report, *, attested_by: str, note: str = "", by: "Actor", link: ReportLink | None = None
) -> None:
    """Send the report: its rows become facts, the contract manager is told and the sender gets a copy.

    Spends the link it came by. Refused before the period has ended and when it was sent already; of two
    at once one is refused.
    """
    with report.stepping(ReportState.SUBMITTED, by=by) as row:
        if refusal := why_not_report(row):
            raise RuleBroken(refusal)
        if link is not None:
            link.spend()
        row.attested_by, row.note, row.submitted_at = attested_by, note, clock.now()
        for change in row.rows.filter(applied_at__isnull=True).select_related("placement"):
            _apply(change, report=row, by=by)
        outcome = balance(row.commitment, on=row.ends_on)
        row.done_months = exact(outcome.done_ftm, 2)
    tell_receiver(report, by=by)
    tell_sender(report, by=by)


def _apply(change: ReportRow, *, report: Report, by: "Actor") -> None:
    if change.change == RowChange.NEW:
        change.placement = _start(change, report=report, by=by)
    elif change.placement and change.change == RowChange.ENDED and change.ended_on:
        change.placement.end(
            ended_on=change.ended_on, because=change.ended_because, by=by, reason=report.period_name
        )
    elif change.placement and change.change == RowChange.SCOPE and change.scope and change.scope_from:
        change.placement.change_scope(
            scope=Fraction(change.scope), from_day=change.scope_from, by=by, reason=report.period_name
        )
    elif change.placement and change.change == RowChange.BONUS:
        change.placement.say_bonus(is_bonus=change.is_bonus, by=by, reason=report.period_name)
    elif change.placement and change.change == RowChange.MISTAKE:
        withdraw(change.placement, reason=change.reason, by=by)
    change.applied_at = clock.now()
    change.save()


def _start(change: ReportRow, *, report: Report, by: "Actor") -> Placement:
    placement = start_placement(
        supplier=report.commitment.contract.supplier,
        commitment=report.commitment,
        by=by,
        label=change.label,
        type=change.type,
        form=change.form or "none",
        starts_on=change.starts_on,
        planned_end_on=change.planned_end_on,
        scope=Fraction(change.scope or 0),
        route=change.route,
        is_bonus=change.is_bonus,
    )
    if change.ended_on:
        placement.end(ended_on=change.ended_on, because=change.ended_because, by=by)
    return placement


def _told(report: Report, placement: Placement, **values: Any) -> ReportRow:
    if placement.commitment_id != report.commitment_id:
        raise RuleBroken(_("The placement belongs to another commitment."))
    row, _created = ReportRow.objects.update_or_create(
        report=report, placement=placement, applied_at=None, defaults=values
    )
    return row


def _must_be_draft(report: Report) -> None:
    if not report.waits_for_supplier:
        raise RuleBroken(why_not_report(report) or _("The report can no longer be changed."))
