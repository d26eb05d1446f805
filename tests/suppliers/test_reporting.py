"""A report's rows become facts when it is sent, once."""

import datetime as dt
import threading
from decimal import Decimal

import pytest
from django.db import connection

from core import clock
from core.actors import SystemJob
from core.rules import RuleBroken
from organisations.permissions import Role
from procurements.actions.running_contract import RunningContract
from suppliers.actions.reporting import add_person, submit, tell_end
from suppliers.actions.schedule import open_own_report, open_reports
from suppliers.actions.takeover import take_over
from suppliers.balances import balance
from suppliers.models import Report
from suppliers.states import ReportState
from tests.matching.factories import placement_in
from tests.organisations.factories import MembershipFactory, organisation_number
from tests.procurements.factories import CommitmentFactory

BY = SystemJob("test")
AFTER_Q1 = dt.date(2026, 4, 5)
NEW = {
    "label": "GY-05",
    "type": "employment",
    "form": "fixed_term",
    "starts_on": dt.date(2026, 2, 1),
    "scope": Decimal(1),
    "route": "municipal",
}


def first_report() -> Report:
    with clock.frozen(AFTER_Q1):
        return open_reports(CommitmentFactory())[0]


@pytest.fixture
def report(db) -> Report:
    return first_report()


def test_a_new_person_counts_from_the_moment_the_report_is_sent(report):
    with clock.frozen(AFTER_Q1):
        add_person(report, **NEW)
        before = balance(report.commitment, on=report.ends_on).done_ftm
        submit(report, attested_by="Hanna HR", by=BY)

    assert before == 0
    assert balance(report.commitment, on=report.ends_on).done_ftm == 2
    assert (report.state, report.done_months) == (ReportState.SUBMITTED, Decimal(2))


def test_nothing_is_sent_before_the_period_has_ended(report):
    with clock.frozen(report.ends_on), pytest.raises(RuleBroken, match="inte slut"):
        submit(report, attested_by="Hanna HR", by=BY)

    assert Report.objects.get(pk=report.pk).state == ReportState.OPEN


def test_a_returned_report_is_corrected_and_what_was_told_is_not_told_twice(report):
    with clock.frozen(AFTER_Q1):
        add_person(report, **NEW)
        submit(report, attested_by="Hanna HR", by=BY)
        report.return_(reason="När slutade personen?", by=BY)
        tell_end(report, report.rows.get().placement, ended_on=dt.date(2026, 2, 28), because="resigned")
        submit(report, attested_by="Hanna HR", by=BY)

    assert balance(report.commitment, on=report.ends_on).done_ftm == 1
    assert report.commitment.placements.count() == 1


def test_a_placement_of_another_commitment_cannot_be_told_of(report):
    foreign = placement_in(CommitmentFactory(), starts_on=dt.date(2026, 2, 1))

    with clock.frozen(AFTER_Q1), pytest.raises(RuleBroken):
        tell_end(report, foreign, ended_on=dt.date(2026, 2, 28), because="resigned")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_send_at_once_one_is_refused():
    report = first_report()
    with clock.frozen(AFTER_Q1):
        add_person(report, **NEW)
    refused: list[str] = []
    together = threading.Barrier(2)

    def send() -> None:
        own = Report.objects.get(pk=report.pk)
        together.wait()
        try:
            with clock.frozen(AFTER_Q1):
                submit(own, attested_by="Hanna HR", by=BY)
        except RuleBroken as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    assert report.commitment.placements.count() == 1


def test_nobody_is_late_with_a_report_that_nobody_could_ask_for(db):
    procurer = MembershipFactory(roles=[Role.PROCURER])
    facts = RunningContract(
        authority=procurer.authorities.get(),
        supplier_name="Grönyta AB",
        supplier_number=organisation_number(900077),
        title="Skötsel av parker",
        starts_on=dt.date(2025, 1, 1),
        ends_on=dt.date(2027, 12, 31),
        full_time_months=Decimal(12),
    )
    with clock.frozen(dt.date(2026, 11, 20)):
        commitment = take_over(facts, done=None, by=procurer)

    assert [report.starts_on for report in commitment.reports.all()] == [dt.date(2026, 10, 1)]


def test_reports_that_are_asked_for_follow_no_schedule(db, still_clock):
    commitment = CommitmentFactory(report_every="own")
    values = {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2026, 8, 31)}
    due_on = dt.date(2026, 9, 14)

    assert open_reports(commitment) == []
    report = open_own_report(commitment, 1, **values, due_on=due_on, by=SystemJob("test"))
    assert (report.state, report.is_late) == ("open", True)
    with pytest.raises(RuleBroken, match="redan"):
        open_own_report(commitment, 1, **values, due_on=due_on, by=SystemJob("test"))


def test_no_other_report_is_asked_for_beside_a_schedule(db):
    day = dt.date(2026, 8, 31)
    with pytest.raises(RuleBroken, match="schema"):
        open_own_report(
            CommitmentFactory(),
            1,
            starts_on=day,
            ends_on=day,
            due_on=day + dt.timedelta(1),
            by=SystemJob("test"),
        )
