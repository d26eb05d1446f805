"""What the mails about a report say, and to whom the page says that they go."""

import datetime as dt

import pytest
from django.core import mail as outbox
from django.urls import reverse

from core import clock
from core.actors import SystemJob
from core.controllers import controller_behind
from core.delivery import send
from core.mail import queue_mail, silenced
from core.models import OutgoingMail
from core.rules import RuleBroken
from organisations.permissions import Role
from procurements.models import ContactPerson
from suppliers.actions.reporting import submit
from suppliers.actions.schedule import open_reports
from suppliers.mails import REPORT_REQUEST, ask_for_report, tell_returned
from suppliers.models import Report
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CommitmentFactory

BY = SystemJob("test")
DAY = dt.date(2026, 4, 7)
REASON = "Hugo slutade i mars"


@pytest.fixture
def report(db):
    with clock.frozen(DAY):
        return open_reports(CommitmentFactory())[0]


@pytest.fixture
def supplier(report):
    """Somebody at the supplier with an account."""
    place = report.commitment.contract.supplier
    return MembershipFactory(organisation=place, roles=[Role.SUPPLIER_REPRESENTATIVE])


@pytest.fixture
def manager(report):
    place = report.commitment.authority
    return MembershipFactory(organisation=place.organisation, authority=place, roles=[Role.CONTRACT_MANAGER])


def reporter(report, name: str = "Hanna HR", email: str = "hanna@example.org") -> ContactPerson:
    return ContactPerson.objects.create(
        commitment=report.commitment, side="supplier", name=name, email=email, reports=True
    )


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((2026, 1, 1), (2026, 3, 31), "kvartal 1 2026 (1 januari 2026–31 mars 2026)"),
        ((2026, 1, 1), (2026, 11, 29), "1 januari 2026–29 november 2026"),
        ((2026, 11, 29), (2026, 11, 29), "29 november 2026"),
    ],
)
def test_the_days_of_a_period_without_a_name_are_said_once(report, first, last, words):
    days = {"starts_on": dt.date(*first), "ends_on": dt.date(*last), "due_on": dt.date(2026, 12, 14)}
    Report.objects.filter(pk=report.pk).update(**days)
    report.refresh_from_db()
    reporter(report)
    with clock.frozen(DAY):
        ask_for_report(report, by=BY)
        text = deliver()[0].replace("\xa0", " ")

    assert f"Det är dags att rapportera {words} för" in text


def deliver() -> list[str]:
    """The mails that left now, as they are read; subject first."""
    outbox.outbox.clear()
    for row in OutgoingMail.objects.due().order_by("pk"):
        send(row.pk)
    return [f"{mail.subject}\n{' '.join(mail.body.split())}" for mail in outbox.outbox]


def asked(report) -> str:
    with clock.frozen(DAY):
        ask_for_report(report, by=BY)
        [text] = deliver()
    return text


def test_who_has_an_account_is_asked_to_log_in(report, supplier):
    text = asked(report)

    assert "logga in med ditt konto" in text
    assert "inget konto" not in text
    assert f"/rapporter/{report.pk}/" in text


def test_who_has_none_gets_a_link_that_needs_none(report, supplier):
    reporter(report)

    text = asked(report)

    assert "Du behöver inget konto" in text
    assert "/r/" in text


def ask_by_hand(client, report, manager) -> str:
    client.force_login(manager.user)
    with clock.frozen(DAY):
        address = reverse("suppliers:report_request", args=[report.commitment_id])
        return client.post(address, follow=True).content.decode()


def test_the_page_says_to_whom_the_link_goes(client, report, manager):
    reporter(report)
    reporter(report, "Nils", "nils@example.org")

    assert "Länken är på väg till hanna@example.org, nils@example.org." in ask_by_hand(
        client, report, manager
    )


def test_the_page_says_who_is_asked_to_log_in(client, report, manager, supplier):
    text = ask_by_hand(client, report, manager)

    assert f"Ett mejl är på väg till {supplier.user.email}, som loggar in och rapporterar." in text
    assert "Länken är på väg" not in text


@pytest.fixture
def returned(report, manager):
    with clock.frozen(DAY), silenced():
        submit(report, attested_by="Hanna HR", by=BY)
        report.return_(reason=REASON, by=manager)
    return report


def test_a_reminder_of_a_returned_report_says_that_it_came_back_and_why(returned):
    reporter(returned)

    text = asked(returned)

    assert text.startswith("Rätta rapporten för kvartal 1 2026: ")
    assert "har kommit tillbaka" in text
    assert REASON in text
    assert "Skicka in den igen senast " in text
    assert "Rätta rapporten: " in text
    assert "Inget nytt" not in text


def test_the_mail_of_the_return_says_so_too_and_asks_a_member_to_log_in(returned, supplier, manager):
    with clock.frozen(DAY):
        tell_returned(returned, by=manager)
        [text] = deliver()

    assert "har kommit tillbaka" in text
    assert REASON in text
    assert "Logga in med ditt konto" in text


def test_a_colleague_learns_that_the_correction_has_not_come(returned, manager):
    with clock.frozen(DAY):
        queue_mail(REPORT_REQUEST, returned, to=manager, by=BY)
        [text] = deliver()

    assert "har inte rättat rapporten" in text


def test_who_was_added_since_gets_the_link_and_the_others_no_second_one(report):
    reporter(report)
    with clock.frozen(DAY):
        ask_for_report(report, by=BY)
        reporter(report, "Nils", "nils@example.org")
        [mail] = ask_for_report(report, by=BY)

        with pytest.raises(RuleBroken, match="En påminnelse skickades"):
            ask_for_report(report, by=BY)

    assert mail.to_email == "nils@example.org"


@pytest.mark.parametrize(("name", "greeting"), [("Hanna HR", "Hej Hanna HR!"), ("hanna@example.org", "Hej!")])
def test_who_has_no_account_is_greeted_by_name_where_there_is_one(report, name, greeting):
    reporter(report, name)

    assert greeting in asked(report)


def test_the_mail_names_the_controller_of_the_authority(report):
    authority = report.commitment.authority
    reporter(report)
    assert controller_behind(report) == str(authority)
    type(authority).objects.update(controller="Serviceförvaltningen")

    assert "Personuppgiftsansvarig: Serviceförvaltningen." in asked(Report.objects.get(pk=report.pk))


def test_what_belongs_to_no_authority_has_no_controller(manager):
    assert controller_behind(manager) == ""
