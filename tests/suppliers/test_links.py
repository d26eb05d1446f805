"""Reporting by a link: for one report, until it is sent or too old, never by opening it."""

import datetime as dt

import pytest
from django.core import mail as outbox
from django.urls import reverse

from core import clock
from core.actors import SystemJob
from core.delivery import send
from core.models import OutgoingMail, SentForm
from procurements.models import ContactPerson
from suppliers.actions.schedule import open_reports
from suppliers.mails import ask_for_report
from suppliers.models import ReportLink
from suppliers.states import ReportState
from tests.matching.factories import placement_in
from tests.procurements.factories import CommitmentFactory

BY = SystemJob("test")
DAY = dt.date(2026, 4, 7)


@pytest.fixture
def report(db):
    commitment = CommitmentFactory()
    ContactPerson.objects.create(
        commitment=commitment, side="supplier", name="Hanna HR", email="hr@example.org", reports=True
    )
    with clock.frozen(DAY):
        return open_reports(commitment)[0]


@pytest.fixture
def token(report) -> str:
    """The token in the mail that was sent; the database holds its digest only."""
    with clock.frozen(DAY):
        ask_for_report(report, by=BY)
        for row in OutgoingMail.objects.due():
            send(row.pk)
    return outbox.outbox[-1].body.split("/r/")[1].split("/")[0]


def page(token: str, name: str = "link_report") -> str:
    return reverse(f"suppliers:{name}", kwargs={"key": token})


def test_the_token_is_not_in_the_database(token):
    link = ReportLink.objects.get()

    assert token not in {link.token_digest, link.email}


def test_opening_it_twice_spends_nothing(client, token):
    with clock.frozen(DAY):
        assert [client.get(page(token)).status_code for _ in range(2)] == [200, 200]

    assert ReportLink.objects.get().spent_at is None


def test_sending_spends_it_and_the_page_says_so(client, report, token):
    with clock.frozen(DAY):
        answer = client.post(page(token, "link_report_sending"), {"attested_by": "Hanna HR"}, follow=True)

    report.refresh_from_db()
    assert report.state == ReportState.SUBMITTED
    assert (
        report.status_changes.last().agent
        == f"link:report:{ReportLink.objects.get(token_digest__isnull=False, spent_at__isnull=False).pk}"
    )
    assert "Rapporten är skickad" in answer.content.decode()


def test_a_sent_report_cannot_be_sent_by_another_link(client, report, token):
    with clock.frozen(DAY):
        client.post(page(token, "link_report_sending"), {"attested_by": "Hanna HR"})
        again = client.post(page(token, "link_report_sending"), {"attested_by": "Hanna HR"})

    assert again.status_code == 200
    assert report.status_changes.filter(to_state=ReportState.SUBMITTED).count() == 1


def test_an_old_link_offers_a_new_one_to_the_same_address(client, report, token):
    with clock.frozen(DAY + dt.timedelta(days=60)):
        dead = client.get(page(token))
        client.post(page(token, "link_renewal"))

    assert dead.status_code == 410
    assert OutgoingMail.objects.filter(to_email="hr@example.org").count() == 2


def test_a_made_up_link_is_not_found(client, db):
    assert client.get(page("x" * 32)).status_code == 404


def test_the_link_opens_nothing_else(client, report, token):
    with clock.frozen(DAY):
        client.get(page(token))
        answer = client.get(reverse("suppliers:commitment", args=[report.commitment_id]))

    assert answer.status_code == 302
    assert "login" in answer["Location"] or "logga" in answer["Location"]


def test_a_person_who_is_sent_twice_is_reported_once_and_the_key_is_not_stored(client, token, report):
    told = {
        "label": "GY-05", "type": "employment", "form": "fixed_term", "starts_on": "1 februari 2026",
        "percent": "100", "route": "municipal",
    }  # fmt: skip
    url = page(token, "link_report_person")
    with clock.frozen(DAY):
        first, second = client.post(url, told), client.post(url, told)

    assert (first.status_code, second.status_code) == (302, 302)
    assert (first["Location"], second["Location"]) == (page(token), page(token))
    assert report.rows.count() == 1
    assert token not in SentForm.objects.get().answer


def test_a_person_who_was_taken_back_may_be_sent_again(client, token, report):
    told = {"label": "GY-05", "type": "employment", "form": "fixed_term", "starts_on": "1 februari 2026"}
    url = page(token, "link_report_person")
    with clock.frozen(DAY):
        client.post(url, told | {"percent": "100", "route": "municipal"})
        row = report.rows.get()
        client.post(reverse("suppliers:link_report_row", kwargs={"key": token, "row": row.pk}))
        assert report.rows.count() == 0
        client.post(url, told | {"percent": "100", "route": "municipal"})

    assert report.rows.count() == 1


SENT = {"type": "employment", "form": "fixed_term", "starts_on": "1 februari 2026", "percent": "100"}
SENT |= {"route": "municipal"}


@pytest.mark.parametrize("label", ["Ali Hassan", "Anna-Karin Öberg", "Åsa Maria Ek"])
def test_a_label_that_looks_like_a_name_passes_only_after_a_tick(client, token, report, label):
    url = page(token, "link_report_person")
    with clock.frozen(DAY):
        refused = client.post(url, SENT | {"label": label})
        html = refused.content.decode()
        assert (refused.status_code, report.rows.count()) == (422, 0)
        assert "Det här ser ut som ett namn." in html
        assert "Nej, beteckningen är inte namnet på en person" in html

        assert client.post(url, SENT | {"label": label, "is_no_name": "on"}).status_code == 302
    assert report.rows.get().label == label


@pytest.mark.parametrize("label", ["GY-05", "Gata 3", "Röd grupp", "Säsong", "A B"])
def test_a_label_that_is_none_is_not_asked_about(client, token, report, label):
    with clock.frozen(DAY):
        answer = client.post(page(token, "link_report_person"), SENT | {"label": label})

    assert answer.status_code == 302


def test_the_reference_is_spoken_of_when_there_is_one(client, token, report):
    says = "Säg referensen som börjar på P-"
    with clock.frozen(DAY):
        client.post(page(token, "link_report_person"), SENT | {"label": "GY-05"})
        assert says not in client.get(page(token)).content.decode()
        placement_in(report.commitment, starts_on=dt.date(2026, 2, 1))
        assert says in client.get(page(token)).content.decode()
