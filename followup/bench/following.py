"""What happens under running contracts: reports, requests for candidates, messages."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.contrib.contenttypes.models import ContentType

from core import clock
from core.models import Message, RecordStatus
from followup.bench.people import Side
from followup.bench.rows import Step, moment, store, store_history
from matching.choices import RequestAnswer
from matching.models import CandidateRequest
from procurements.models import Commitment
from suppliers.models import Report
from suppliers.periods import periods
from suppliers.states import ReportState

R = ReportState
MESSAGES = 3
# The last period that has ended: waits for review, is approved, or has not been sent, some of them late.
LAST = (R.SUBMITTED, R.APPROVED, R.OPEN, R.APPROVED)


def build_reports(commitments: Sequence[Commitment]) -> None:
    """A report for every quarter that has begun, with its steps."""
    reports = store(report for index, row in enumerate(commitments) for report in _reports(row, index))
    store_history(reports, [_steps_of(report) for report in reports])


def _steps_of(report: Report) -> list[Step]:
    """Opened with its period, sent on its last day, approved a week later."""
    order = [R.OPEN, R.SUBMITTED, R.APPROVED]
    days = [report.starts_on, report.due_on, report.due_on + dt.timedelta(days=7)]
    steps = [(state.value, day) for state, day in zip(order, days, strict=True)]
    return steps[: order.index(R(report.state)) + 1]


def _reports(commitment: Commitment, index: int) -> Iterator[Report]:
    contract, today = commitment.contract, clock.today()
    told = periods(first_day=contract.starts_on, last_day=contract.ends_on, every_months=3, report_days=14)
    begun = [period for period in told if period.starts_on <= today]
    ended = [period for period in begun if period.ends_on < today]
    for period in begun:
        is_last = bool(ended) and period is ended[-1] and contract.ends_on >= today
        state = LAST[index % len(LAST)] if is_last else R.APPROVED if period in ended else R.OPEN
        sent = state != R.OPEN
        yield Report(
            commitment=commitment,
            number=period.number,
            starts_on=period.starts_on,
            ends_on=period.ends_on,
            due_on=period.due_on,
            state=state,
            attested_by="Reporter" if sent else "",
            submitted_at=moment(period.due_on) if sent else None,
        )


def build_requests(side: Side, commitments: Sequence[Commitment]) -> None:
    """Every fifth contract has asked for candidates; one in four of them waits for the answer."""
    today = clock.today()
    asked = today - dt.timedelta(days=20)
    store(
        CandidateRequest(
            commitment=row,
            authority=row.authority,
            asked_on=asked,
            asked_by=side.officers[0],
            answered_on=today if index % 4 else None,
            answer_recorded_at=clock.now() if index % 4 else None,
            answer=RequestAnswer.CANDIDATES if index % 4 else "",
            number=2 if index % 4 else 0,
        )
        for index, row in enumerate(commitments[::5])
    )


def build_messages(side: Side, commitments: Sequence[Commitment]) -> None:
    """A few messages on every contract, written by the supplier and the buyer in turn,
    unread by the others."""
    content_type = ContentType.objects.get_for_model(Commitment)
    writers = {row.organisation_id: row for row in side.representatives}
    store(
        Message(
            content_type=content_type,
            object_id=row.pk,
            text="The start is moved one week. Does that suit you?",
            authority=row.authority,
            record_status=RecordStatus.RECEIVED,
            kept_in_order=True,
            at=clock.now() - dt.timedelta(hours=index + n),
            member=side.officers[0] if n % 2 else writers[row.contract.supplier_id],
        )
        for index, row in enumerate(commitments)
        for n in range(MESSAGES)
    )
