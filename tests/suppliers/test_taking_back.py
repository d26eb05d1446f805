"""A supplier takes back somebody it reported wrongly."""

import datetime as dt
import threading
from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse

from core import clock
from core.actors import SystemJob
from core.models import AuditRow
from core.rules import RuleBroken
from matching.models import Placement
from organisations.permissions import Role
from procurements.models import ContactPerson
from suppliers.actions.reporting import add_person, submit, tell_end
from suppliers.actions.schedule import open_reports
from suppliers.actions.taking_back import take_back_person
from suppliers.balances import balance
from suppliers.models import Report, ReportLink
from suppliers.queries import report_view
from suppliers.states import ReportState
from tests.matching.factories import placement_in, representative_of
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CommitmentFactory
from tests.suppliers.test_reporting import NEW

BY = SystemJob("test")
AFTER_Q1, AFTER_Q2 = dt.date(2026, 4, 5), dt.date(2026, 7, 5)
WHY = "Samma person två gånger"


@pytest.fixture
def report(db) -> Report:
    """Sent with two persons, who are one and the same."""
    with clock.frozen(AFTER_Q1):
        row = open_reports(CommitmentFactory())[0]
        for label in ("GY-05", "GY-06"):
            add_person(row, **(NEW | {"label": label}))
        submit(row, attested_by="Hanna HR", by=BY)
    return row


@pytest.fixture
def double(report) -> Placement:
    return report.rows.order_by("pk").last().placement


@pytest.fixture
def supplier(report, as_member):
    return as_member(representative_of(report.commitment))


@pytest.fixture
def manager(report):
    place = report.commitment.authority
    return MembershipFactory(organisation=place.organisation, authority=place, roles=[Role.CONTRACT_MANAGER])


def taking_back(report, placement) -> str:
    return reverse("suppliers:report_taking_back", kwargs={"key": report.pk, "placement": placement.pk})


def done(report):
    return balance(report.commitment, on=report.ends_on).done_ftm


def text_of(client, address: str) -> str:
    return client.get(address).content.decode()


def test_before_the_review_the_person_is_taken_back_at_once(report, double, supplier, manager, as_member):
    with clock.frozen(AFTER_Q1):
        shown = text_of(supplier, report.get_absolute_url())
        empty = supplier.post(taking_back(report, double), {"reason": ""})
        number = supplier.post(taking_back(report, double), {"reason": "19560406-2595"})
        before = done(report)
        sent = supplier.post(taking_back(report, double), {"reason": WHY})
        again = supplier.get(taking_back(report, double))
        review = text_of(as_member(manager), reverse("followup:review", args=[report.pk]))
    double.refresh_from_db()
    report.refresh_from_db()

    assert taking_back(report, double) in shown
    assert (empty.status_code, number.status_code, sent.status_code, again.status_code) == (
        422,
        422,
        302,
        403,
    )
    assert (before, done(report), report.done_months) == (4, 2, Decimal(2))
    assert (double.is_withdrawn, double.facts.last().reason) == (True, WHY)
    assert balance(report.commitment, on=report.ends_on).persons_all == 1
    assert f"Återtagen: {WHY}" in review
    assert AuditRow.objects.filter(action="placement.taken_back", object_id=str(double.pk)).count() == 1
    assert report.state == ReportState.SUBMITTED


def test_what_was_known_then_is_answered_as_then(report, double):
    known_at = clock.now()
    take_back_person(report, double, reason=WHY, by=BY)

    assert balance(report.commitment, on=report.ends_on, known_at=known_at).done_ftm == 4
    assert done(report) == 2


def test_by_the_link_in_the_receipt_too(report, double, client):
    ContactPerson.objects.create(
        commitment=report.commitment, side="supplier", name="Hanna HR", email="hr@example.org", reports=True
    )
    ReportLink.open_with("a-key", report=report, email="hr@example.org")
    page = reverse("suppliers:link_report", kwargs={"key": "a-key"})
    address = reverse("suppliers:link_report_taking_back", kwargs={"key": "a-key", "placement": double.pk})

    assert address in text_of(client, page)
    assert client.post(address, {"reason": WHY}).url == page
    assert done(report) == 2


def test_in_a_returned_report_a_draft_about_the_person_goes_too(report, double):
    with clock.frozen(AFTER_Q1):
        report.return_(reason="Är det inte samma?", by=BY)
        tell_end(report, double, ended_on=dt.date(2026, 3, 1), because="resigned")
        take_back_person(report, double, reason=WHY, by=BY)
        submit(report, attested_by="Hanna HR", by=BY)

    assert (done(report), report.done_months) == (2, Decimal(2))


def test_after_the_approval_it_is_asked_for_in_the_next_report(report, double, supplier, manager, as_member):
    with clock.frozen(AFTER_Q2):
        report.approve(by=manager)
        after = report.commitment.reports.get(number=2)
        at_old, shown = supplier.get(taking_back(report, double)), text_of(supplier, after.get_absolute_url())
        supplier.post(taking_back(after, double), {"reason": WHY})
        draft = report_view(after, for_supplier=True)
        before = done(report)
        submit(after, attested_by="Hanna HR", by=BY)
        review = text_of(as_member(manager), reverse("followup:review", args=[after.pk]))

    assert at_old.status_code == 403
    assert taking_back(after, double) in shown
    assert taking_back(report, double) not in text_of(supplier, report.get_absolute_url())
    assert (before, done(report)) == (4, 2)
    assert draft.outcome.done_ftm == 2 + 3
    assert f"Återtagen: {WHY}" in review


def test_from_the_next_report_it_is_at_once_too_while_nobody_has_reviewed(
    report, double, supplier, manager, as_member
):
    with clock.frozen(AFTER_Q2):
        after = report.commitment.reports.get(number=2)
        supplier.post(taking_back(after, double), {"reason": WHY})
        review = text_of(as_member(manager), reverse("followup:review", args=[report.pk]))
    report.refresh_from_db()

    assert (done(report), report.done_months, after.rows.count()) == (2, Decimal(2), 0)
    assert f"Återtagen: {WHY}" in review


def test_a_draft_can_be_taken_back_itself(report, double, supplier, manager):
    with clock.frozen(AFTER_Q2):
        report.approve(by=manager)
        after = report.commitment.reports.get(number=2)
        supplier.post(taking_back(after, double), {"reason": WHY})
        undo = reverse("suppliers:report_row", kwargs={"key": after.pk, "row": after.rows.get().pk})
        assert undo in text_of(supplier, after.get_absolute_url())
        supplier.post(undo)
        submit(after, attested_by="Hanna HR", by=BY)

    assert done(report) == 4


def test_only_whom_the_supplier_has_reported_itself(report, supplier, manager, as_member):
    own = placement_in(report.commitment, starts_on=dt.date(2026, 2, 1))
    foreign = placement_in(CommitmentFactory(), starts_on=dt.date(2026, 2, 1))

    assert supplier.get(taking_back(report, own)).status_code == 403
    assert supplier.get(taking_back(report, foreign)).status_code == 404
    assert taking_back(report, own) not in text_of(supplier, report.get_absolute_url())
    assert as_member(manager).get(taking_back(report, own)).status_code == 403
    with pytest.raises(RuleBroken, match="själva"):
        take_back_person(report, own, reason=WHY, by=BY)


@pytest.mark.django_db(transaction=True)
def test_taking_back_and_approving_at_once_leave_one_of_them_first():
    """Either the person is out before the approval, or it is refused because the report is approved."""
    with clock.frozen(AFTER_Q1):
        report = open_reports(CommitmentFactory())[0]
        add_person(report, **NEW)
        submit(report, attested_by="Hanna HR", by=BY)
    placement, refused = report.rows.get().placement, []

    def take() -> None:
        try:
            take_back_person(Report.objects.get(pk=report.pk), placement, reason=WHY, by=BY)
        except RuleBroken as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    def approve() -> None:
        Report.objects.get(pk=report.pk).approve(by=BY)
        connection.close()

    threads = [threading.Thread(target=each) for each in (take, approve)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    placement.refresh_from_db()
    assert Report.objects.get(pk=report.pk).state == ReportState.APPROVED
    assert placement.is_withdrawn is not bool(refused)
