"""A contract entered long after it began: nobody is mailed, or late, for what was over by then."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from core import clock
from core.models import OutgoingMail
from core.reminders import preview_run, queue_due_reminders
from core.slots import LateChoice
from core.together import ask
from organisations.models import Part
from organisations.permissions import Role
from procurements.actions.running_contract import RunningContract
from suppliers.actions.schedule import open_reports
from suppliers.actions.takeover import AlreadyDone, record_opening_balance, take_over
from suppliers.late import late_reports
from suppliers.models import Report
from suppliers.todo import figures, to_do
from tests.organisations.factories import AuthorityFactory, MembershipFactory, organisation_number

D = dt.date
ENTERED, JUNE = D(2026, 11, 30), D(2026, 6, 30)


@pytest.fixture
def manager(db):
    authority = AuthorityFactory()
    authority.organisation.parts = [Part.FIGURES]
    authority.organisation.save()
    roles = [Role.CONTRACT_MANAGER, Role.DECISION_MAKER]
    return MembershipFactory(organisation=authority.organisation, authority=authority, roles=roles)


def entered(manager, *, done_on=JUNE, **facts):
    contract = {
        "supplier_name": "Grönyta AB",
        "supplier_number": organisation_number(70),
        "title": "Skötsel av parker",
        "starts_on": D(2025, 3, 1),
        "ends_on": D(2028, 2, 29),
        "full_time_months": Decimal(24),
        "reporter_email": "hanna@example.org",
    }
    with clock.frozen(ENTERED):
        told = RunningContract(authority=manager.authorities.get(), **contract | facts)
        done = AlreadyDone(on=done_on, full_time_months=Decimal(3)) if done_on else None
        return take_over(told, done=done, by=manager)


def spans(commitment):
    return [(row.number, row.starts_on, row.ends_on) for row in commitment.reports.order_by("starts_on")]


@pytest.mark.parametrize("every", ["month", "quarter", "half_year", "year"])
@pytest.mark.parametrize("done_on", [None, D(2025, 6, 30), D(2026, 6, 30), D(2026, 10, 31), D(2026, 11, 29)])
def test_nobody_is_mailed_or_late_for_what_was_over(manager, every, done_on):
    commitment = entered(manager, done_on=done_on, report_every=every)

    with clock.frozen(ENTERED):
        open_reports(commitment)
        assert queue_due_reminders() == 0
        assert list(Report.objects.late(on=clock.today())) == []
        told = [*to_do(manager), *figures(manager)]
        ask(*told)
        shown = [row for inquiry in told for row in inquiry.told()]
    assert OutgoingMail.objects.count() == 0
    assert [row.value for row in shown][::2] == ["1", "0"]  # figures alone: one contract, no late report


def test_the_time_since_the_balance_is_told_in_one_report_with_the_period_that_goes_on(manager):
    commitment = entered(manager, done_on=D(2025, 12, 31))
    assert spans(commitment) == [(1, D(2026, 1, 1), D(2026, 12, 31))]

    with clock.frozen(D(2026, 12, 31)):
        assert preview_run(clock.today()) == []
    with clock.frozen(D(2027, 1, 1)):
        (plan,) = preview_run(clock.today())
        assert (plan.recipients, plan.is_escalated) == (("hanna@example.org",), False)
        open_reports(commitment)
    assert spans(commitment)[1:] == [(2, D(2027, 1, 1), D(2027, 3, 31))]


def test_a_contract_that_had_ended_is_asked_for_nothing_by_itself(manager):
    commitment = entered(manager, ends_on=D(2026, 9, 30))
    with clock.frozen(D(2027, 1, 1)):
        open_reports(commitment)
        assert preview_run(clock.today()) == []
    assert spans(commitment) == []


@pytest.mark.parametrize("said_on", [ENTERED, D(2027, 2, 1)])
@pytest.mark.parametrize("first", [None, D(2026, 6, 30), D(2026, 11, 29)])
def test_a_balance_said_or_corrected_later_asks_about_no_day_twice(manager, first, said_on):
    commitment = entered(manager, done_on=first)
    before = spans(commitment)

    with clock.frozen(said_on):
        done = AlreadyDone(on=said_on - dt.timedelta(days=20), full_time_months=Decimal(4))
        record_opening_balance(commitment, done, by=manager, reason="Fel kolumn")
        open_reports(commitment)
    with clock.frozen(D(2027, 7, 1)):
        open_reports(commitment)

    (last,) = [end for _number, _start, end in before]
    after = spans(commitment)
    assert after[: len(before)] == before
    assert [(number, start) for number, start, _end in after[1:]] == [
        (2, last + dt.timedelta(days=1)),
        (3, D(2027, 4, 1)),
        (4, D(2027, 7, 1)),
    ]


def test_what_is_asked_for_by_a_click_is_due_the_ordinary_days_after(manager, as_member):
    commitment = entered(manager)
    client = as_member(manager)

    with clock.frozen(ENTERED):
        before = client.get(commitment.get_absolute_url()).content.decode().replace("\xa0", " ")
        client.post(reverse("suppliers:first_report", args=[commitment.pk]))
        report = commitment.reports.get(number=0)
        assert queue_due_reminders() == 0
    with clock.frozen(ENTERED + dt.timedelta(days=2)):
        assert preview_run(clock.today()) == []  # the supplier has just been asked
    with clock.frozen(report.due_on - dt.timedelta(days=3)):
        assert [plan.offset for plan in preview_run(clock.today())] == [-3]

    assert "Länken skickades senast" not in before
    assert (report.starts_on, report.ends_on) == (D(2026, 7, 1), D(2026, 11, 29))
    assert report.due_on == ENTERED + dt.timedelta(days=commitment.report_days)
    mail = OutgoingMail.objects.get()
    assert (mail.to_email, mail.object_id) == ("hanna@example.org", report.pk)


def test_what_the_pages_promise_about_mails(manager, as_member):
    page = as_member(manager).get(reverse("suppliers:running_contract")).content.decode()
    assert "Ingen får mejl för det. Leverantören får sin länk när perioden som pågår är slut" in page


@pytest.mark.parametrize("terms", [{"first_start_within_months": 22}, {"dialogue_first_within_months": 22}])
def test_days_that_near_are_reminded_of_from_their_next_day_on(manager, terms):
    """Nobody is mailed because the contract was entered between two reminders."""
    kind = "numeric" if "first_start_within_months" in terms else "combined"
    entered(manager, done_on=None, kind=kind, terms=terms)  # the day: 1 January 2027

    with clock.frozen(ENTERED):
        assert preview_run(clock.today()) == []
    with clock.frozen(D(2026, 12, 29)):
        assert {plan.offset for plan in preview_run(clock.today())} in ({-7}, {-3})


def test_what_colleagues_got_is_not_counted_as_sent_to_the_supplier(manager, as_member):
    commitment = entered(manager)
    report = commitment.reports.get()
    client = as_member(manager)
    with clock.frozen(report.due_on + dt.timedelta(days=21)):
        assert [plan.is_escalated for plan in preview_run(clock.today())] == [True]
        queue_due_reminders()
        OutgoingMail.objects.update(state="sent", sent_at=clock.now())
        page = client.get(commitment.get_absolute_url()).content.decode()
        asked = list(late_reports(manager, LateChoice(most=5)))
        ask(*asked)
        ((late,),) = [matters.oldest for inquiry in asked for matters in inquiry.told()]

        assert "Ingen länk har skickats än." in page
        assert (late.subject, late.reminders, late.reminded_on) == ("Skötsel av parker", 0, None)

        client.post(reverse("suppliers:report_request", args=[commitment.pk]))
        page = client.get(commitment.get_absolute_url()).content.decode()
    assert "Länken skickades senast" in page
