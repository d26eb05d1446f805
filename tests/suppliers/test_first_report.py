"""A contract entered while it runs: its supplier is asked at once for the time so far."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from django.urls import reverse

from core import clock
from core.actors import SystemJob
from core.models import OutgoingMail
from core.rules import RuleBroken
from organisations.permissions import Role
from procurements.actions.running_contract import RunningContract
from suppliers.actions.asking import ask_for_first_report
from suppliers.actions.reporting import add_person, submit
from suppliers.actions.schedule import open_first_report, open_reports
from suppliers.actions.takeover import AlreadyDone, record_opening_balance, take_over
from suppliers.ledger.months import ONE_DAY
from suppliers.queries import standings
from suppliers.tasks import open_due_reports
from tests.organisations.factories import AuthorityFactory, MembershipFactory, organisation_number

BY = SystemJob("test")
ENTERED = dt.date(2026, 11, 30)
FIRST_DAY, LAST_DAY = dt.date(2025, 3, 1), dt.date(2028, 2, 29)


@pytest.fixture
def manager(db):
    authority = AuthorityFactory()
    return MembershipFactory(
        organisation=authority.organisation, authority=authority, roles=[Role.CONTRACT_MANAGER]
    )


def entered(manager, *, on=ENTERED, done_on=None, **facts):
    contract = {
        "supplier_name": "Grönyta AB",
        "supplier_number": organisation_number(900070),
        "title": "Skötsel av parker",
        "starts_on": FIRST_DAY,
        "ends_on": LAST_DAY,
        "full_time_months": Decimal(24),
        "reporter_email": "hanna@example.org",
    }
    done = AlreadyDone(on=done_on, full_time_months=Decimal(3)) if done_on else None
    with clock.frozen(on):
        told = RunningContract(authority=manager.authorities.get(), **contract | facts)
        return take_over(told, done=done, by=manager)


def spans(commitment):
    return [(row.number, row.starts_on, row.ends_on) for row in commitment.reports.order_by("starts_on")]


def asked(commitment, *, on=ENTERED):
    with clock.frozen(on):
        return open_first_report(commitment, by=BY)


D = dt.date


@pytest.mark.parametrize(
    ("every", "on", "rest_ends_on"),
    [
        ("quarter", D(2026, 11, 30), D(2026, 12, 31)),
        ("quarter", D(2026, 12, 4), D(2026, 12, 31)),  # 28 days are left
        ("quarter", D(2026, 12, 5), D(2027, 3, 31)),  # 27 days join the period after
        ("quarter", D(2026, 10, 1), D(2026, 12, 31)),  # on the first day of a period
        ("quarter", D(2026, 12, 31), D(2027, 3, 31)),  # on the last day of one
        ("month", D(2026, 11, 1), D(2026, 11, 30)),
        ("month", D(2026, 11, 30), D(2026, 12, 31)),
        ("half_year", D(2026, 7, 2), D(2026, 12, 31)),
        ("year", D(2026, 2, 1), D(2026, 12, 31)),
    ],
)
def test_the_first_report_and_those_after_it_have_every_day_once(manager, every, on, rest_ends_on):
    commitment = entered(manager, on=on, report_every=every)

    asked(commitment, on=on)

    assert spans(commitment) == [(0, FIRST_DAY, on - ONE_DAY), (1, on, rest_ends_on)]
    with clock.frozen(LAST_DAY):
        open_due_reports()
    every_span = spans(commitment)
    assert every_span[-1][2] == LAST_DAY
    for (number, _first, last), (after, first, _last) in pairwise(every_span):
        assert (first, after) == (last + ONE_DAY, number + 1)


@pytest.mark.parametrize(
    ("done_on", "first"), [(D(2026, 9, 30), D(2026, 10, 1)), (D(2026, 11, 28), D(2026, 11, 29))]
)
def test_it_begins_the_day_after_the_opening_balance(manager, done_on, first):
    commitment = entered(manager, done_on=done_on)

    asked(commitment)

    assert spans(commitment) == [(0, first, ENTERED - ONE_DAY), (1, ENTERED, D(2026, 12, 31))]
    going = commitment.reports.get(number=1)
    assert going.period_name.replace("\xa0", " ") == "30 november 2026–31 december 2026"


def test_it_is_not_asked_for_where_the_schedule_asks_already(manager):
    commitment = entered(manager, done_on=D(2026, 6, 30))
    before = spans(commitment)

    with pytest.raises(RuleBroken, match="första rapport"):
        asked(commitment, on=D(2027, 1, 1))
    assert spans(commitment) == before
    assert before == [(1, D(2026, 7, 1), D(2026, 12, 31))]


def test_those_in_occupation_are_asked_for_when_the_balance_reaches_yesterday(manager, as_member):
    yesterday = ENTERED - ONE_DAY
    commitment = entered(manager, done_on=yesterday)
    client = as_member(manager)

    with clock.frozen(ENTERED):
        page = client.get(commitment.get_absolute_url()).content.decode().replace("\xa0", " ")
        client.post(reverse("suppliers:first_report", args=[commitment.pk]))
        report = commitment.reports.get(number=0)
        terms = {"type": "employment", "starts_on": FIRST_DAY, "scope": Decimal(1)}
        add_person(report, label="Hink", **terms)
        submit(report, attested_by="Hanna HR", by=BY)

    assert "Be om en första rapport nu" in page
    assert "Fråga nu vilka som är i sysselsättning" in page
    assert spans(commitment) == [(0, yesterday, yesterday), (1, ENTERED, D(2026, 12, 31))]
    assert report.period_name.replace("\xa0", " ") == "29 november 2026"
    with clock.frozen(ENTERED):
        outcome = standings([commitment])[commitment.pk].outcome
    assert outcome.persons_all == 1
    assert outcome.done_ftm == 3 + Fraction(1, 30)  # the balance, and the person today


def test_nothing_is_asked_of_a_contract_that_ended_before_the_balance(manager):
    commitment = entered(manager, ends_on=D(2026, 9, 30), done_on=D(2026, 9, 30))

    with pytest.raises(RuleBroken):
        asked(commitment)
    assert spans(commitment) == []


@pytest.mark.parametrize("starts_on", [ENTERED, ENTERED + ONE_DAY])
def test_a_contract_without_a_day_behind_it_is_not_asked_about(manager, starts_on):
    with pytest.raises(RuleBroken):
        asked(entered(manager, starts_on=starts_on))


def test_a_contract_that_begun_yesterday_and_ends_today(manager):
    commitment = entered(manager, starts_on=ENTERED - ONE_DAY, ends_on=ENTERED)

    asked(commitment)

    yesterday = ENTERED - ONE_DAY
    assert spans(commitment) == [(0, yesterday, yesterday), (1, ENTERED, ENTERED)]


def test_a_contract_that_has_ended_is_asked_about_to_its_last_day(manager):
    commitment = entered(manager, ends_on=D(2026, 9, 30))

    asked(commitment)

    assert spans(commitment) == [(0, FIRST_DAY, D(2026, 9, 30))]


def test_it_is_asked_for_once(manager):
    commitment = entered(manager)
    report = asked(commitment)

    with pytest.raises(RuleBroken):
        asked(commitment)
    with clock.frozen(ENTERED):
        submit(report, attested_by="Hanna HR", by=BY)
        with pytest.raises(RuleBroken):
            open_first_report(commitment, by=BY)
    assert [row.number for row in commitment.reports.all()] == [0, 1]


def test_a_balance_said_later_moves_no_period(manager):
    commitment = entered(manager)
    asked(commitment)

    with clock.frozen(ENTERED):
        done = AlreadyDone(on=D(2026, 6, 30), full_time_months=Decimal(3))
        record_opening_balance(commitment, done, by=manager)
    with clock.frozen(D(2027, 1, 1)):
        open_reports(commitment)
    assert [first for _n, first, _last in spans(commitment)] == [FIRST_DAY, ENTERED, D(2027, 1, 1)]


def test_the_button_sends_the_link_within_the_hour(manager, as_member):
    commitment = entered(manager)
    client, url = as_member(manager), reverse("suppliers:first_report", args=[commitment.pk])

    with clock.frozen(ENTERED):
        before = client.get(commitment.get_absolute_url()).content.decode().replace("\xa0", " ")
        after = client.post(url, follow=True).content.decode().replace("\xa0", " ")

    assert "Be om en första rapport nu" in before
    assert "från 1 mars 2025 till 29 november 2026" in before
    assert "Be om en första rapport nu" not in after
    assert "1 mars 2025–29 november 2026" in after
    assert "Skicka länken till leverantören nu" in after
    assert OutgoingMail.objects.get().to_email == "hanna@example.org"


def test_without_anybody_who_reports_the_way_leads_to_saying_who(manager, as_member):
    commitment = entered(manager, reporter_email="")

    with clock.frozen(ENTERED):
        client = as_member(manager)
        before = spans(commitment)
        ask = reverse("suppliers:first_report", args=[commitment.pk])
        answer = client.post(ask)
        form = client.get(answer.url).context["form"]
        without = client.post(answer.url, {"side": "supplier", "name": "Hanna", "reports": "on"})
        told = {"side": "supplier", "name": "Hanna", "reports": "on", "email": "hanna@example.org"}
        named = client.post(answer.url, told)

        assert answer.url.startswith(reverse("suppliers:contact_new", args=[commitment.pk]))
        assert (form["reports"].value(), form.fields["email"].required) == (True, True)
        assert without.status_code == 422
        assert named.url == f"{commitment.get_absolute_url()}#reports"
        assert spans(commitment) == before
        client.post(ask)

    assert [number for number, _first, _last in spans(commitment)] == [0, 1]
    assert OutgoingMail.objects.get().to_email == "hanna@example.org"


def test_a_link_that_cannot_be_sent_makes_no_period(manager):
    commitment = entered(manager, reporter_email="")
    before = spans(commitment)

    with clock.frozen(ENTERED), pytest.raises(RuleBroken, match="ingen att skicka"):
        ask_for_first_report(commitment, by=manager)

    assert spans(commitment) == before


def test_only_the_authority_that_runs_it_asks(manager, as_member):
    commitment = entered(manager)
    stranger = MembershipFactory(roles=[Role.CONTRACT_MANAGER])

    answer = as_member(stranger).post(reverse("suppliers:first_report", args=[commitment.pk]))

    assert answer.status_code == 404
    assert commitment.reports.count() == 1
