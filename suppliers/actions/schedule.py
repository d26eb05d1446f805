"""Opening reports as their periods begin."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import SystemJob
from core.rules import RuleBroken
from procurements.choices import ReportEvery
from procurements.models import Commitment
from suppliers.entered import entered_on
from suppliers.first_report import days_to_ask_for
from suppliers.ledger.months import ONE_DAY
from suppliers.models import Report
from suppliers.opening import standing_opening
from suppliers.periods import Period, periods, start_of_block
from suppliers.states import ReportState
from suppliers.terms_now import last_day

if TYPE_CHECKING:
    from core.actors import Actor

SCHEDULE = SystemJob("schedule")
# The number of the report of all that came before the schedule; the schedule's own begin at 1.
FIRST = 0


def open_reports(commitment: Commitment, *, on: dt.date | None = None) -> list[Report]:
    """Open a report for each period that has begun and has none. Safe to repeat; returns the new ones."""
    day = on or clock.today()
    known = dict(commitment.reports.values_list("number", "ends_on"))
    begun = [p for p in schedule_of(commitment, on=day) if p.starts_on <= day and p.number not in known]
    return [_open(commitment, _without_gap(period, known), by=SCHEDULE) for period in begun]


def _without_gap(period: Period, known: Mapping[int, dt.date]) -> Period:
    """The period, from the day after the report before it: that one ended early if the contract then did."""
    before = known.get(period.number - 1)
    has_gap = before is not None and before + ONE_DAY < period.starts_on
    return replace(period, starts_on=before + ONE_DAY) if before and has_gap else period


def open_own_report(
    commitment: Commitment,
    number: int,
    *,
    starts_on: dt.date,
    ends_on: dt.date,
    due_on: dt.date,
    by: "Actor",
) -> Report:
    """Ask for a report of any period. Only where the contract has no schedule of its own."""
    if ReportEvery(commitment.report_every).has_schedule:
        raise RuleBroken(_("The reports of this contract follow a schedule, so no other is asked for."))
    if commitment.reports.filter(number=number).exists():
        raise RuleBroken(_("There is a report with that number already."))
    return _open(commitment, Period(number, starts_on, ends_on, due_on), by=by)


@transaction.atomic
def open_first_report(commitment: Commitment, *, by: "Actor") -> Report:
    """Ask now for the time from the contract's first day (or the opening balance) up to yesterday.

    The period that goes on begins the day after it, so that no day is asked about twice or never.
    """
    row = Commitment.objects.select_for_update(of=("self",)).select_related("contract__lot__procurement")
    held = row.get(pk=commitment.pk)
    span = days_to_ask_for(held, opening=standing_opening(held), last_day=last_day(held))
    if span is None:
        raise RuleBroken(_("A first report is asked for only before anything has been reported."))
    due_on = clock.today() + dt.timedelta(days=held.report_days)
    report = _open(held, Period(FIRST, span.first, span.last, due_on), by=by)
    going = {period.number: period for period in schedule_of(held)}
    for later in held.reports.exclude(number=FIRST):
        period = going[later.number]
        later.starts_on, later.ends_on, later.due_on = period.starts_on, period.ends_on, period.due_on
        later.save(update_fields=["starts_on", "ends_on", "due_on"])
    open_reports(held)
    return report


def schedule_of(commitment: Commitment, *, on: dt.date | None = None) -> list[Period]:
    """All periods of the commitment as its term is on the day (today), from the first day that
    anybody is asked to report.

    None where the contract leaves it to the contract manager to ask.
    """
    every, ends_on = ReportEvery(commitment.report_every), last_day(commitment, on=on)
    entered = entered_on(commitment)
    if not every.has_schedule or (entered and ends_on < entered):
        return []
    return list(
        periods(
            first_day=first_reported_day(commitment, entered=entered),
            last_day=ends_on,
            every_months=every.months,
            report_days=commitment.report_days,
            known_from=entered,
        )
    )


def first_reported_day(commitment: Commitment, *, entered: dt.date | None) -> dt.date:
    """The contract's start; for one taken over, the day after its opening balance or the period then running.

    Nobody is late with a report that nobody could ask for: what was over when the contract was entered is
    told in the first report, which goes on to the end of the period then running. Where a first report was
    asked for at once, the schedule begins the day after it. What is said of the balance later moves nothing.
    """
    contract = commitment.contract
    if entered is None:
        return contract.starts_on
    first = commitment.reports.filter(number__in=(FIRST, FIRST + 1)).order_by("number").first()
    if first is not None:
        return first.ends_on + ONE_DAY if first.number == FIRST else first.starts_on
    opening = standing_opening(commitment)
    if opening is not None:
        return max(opening.valid_from + ONE_DAY, contract.starts_on)
    return max(start_of_block(entered, ReportEvery(commitment.report_every).months), contract.starts_on)


def _open(commitment: Commitment, period: Period, *, by: "Actor") -> Report:
    report = Report.objects.create(
        commitment=commitment,
        number=period.number,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        due_on=period.due_on,
        state=ReportState.OPEN,
    )
    report.begin(by=by)
    return report
