"""A form that is sent twice: what it makes is made once, and nothing of it can be read afterwards."""

import datetime as dt

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from core import clock, once
from core.models import Attachment, Message, SentForm
from core.once import forget
from organisations.models import Part
from procurements.models import Procurement
from tests.followup.conftest import list_url
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CaseFactory, procurer_of
from tests.procurements.test_races import race

pytestmark = pytest.mark.django_db
TEXT = {"text": "Ring Hanna före midsommar."}
AT = dt.datetime(2026, 12, 1, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def one_moment():
    with clock.frozen(AT):
        yield


@pytest.fixture
def case():
    return CaseFactory()


@pytest.fixture
def procurer(case):
    return procurer_of(case)


@pytest.fixture
def thread(case):
    return list_url("thread", case)


@pytest.fixture
def client_of(procurer, as_member):
    return as_member(procurer)


def told(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_the_second_sending_leads_where_the_first_led_and_says_why(client_of, thread):
    first = client_of.post(thread, TEXT)
    second = client_of.post(thread, TEXT)

    assert Message.objects.count() == 1
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert "så de sparades bara en gång" in told(second)[-1]


def test_a_new_case_is_started_once(member, member_client):
    member.organisation.parts = [Part.PROCUREMENT]
    member.organisation.save()
    page = html.fromstring(member_client.get(reverse("procurements:new_case")).content.decode())
    form = next(form for form in page.forms if "title" in form.fields)
    data = dict(form.form_values()) | {"title": "Parkskötsel"}

    answers = [member_client.post(reverse("procurements:new_case"), data) for _ in range(2)]

    case = Procurement.objects.get(title="Parkskötsel")
    assert [answer["Location"] for answer in answers] == [case.get_absolute_url()] * 2


def test_the_line_leads_to_a_form_that_makes_one_more(client_of, thread):
    client_of.post(thread, TEXT)
    line = html.fromstring(told(client_of.post(thread, TEXT))[-1])

    another = line.xpath(".//a/@href")[0]

    assert client_of.get(another).status_code == 200
    assert client_of.post(another, TEXT).status_code == 302
    assert client_of.post(another, TEXT).status_code == 302
    assert Message.objects.count() == 2


def test_other_words_another_page_and_another_person_are_something_new(client_of, case, thread, as_member):
    elsewhere = list_url("thread", CaseFactory(authority=case.authority))
    colleague = MembershipFactory(
        organisation=case.authority.organisation, authority=case.authority, roles=["procurer"]
    )

    for client, url, text in (
        (client_of, thread, "Ja"),
        (client_of, thread, "Ja."),
        (client_of, elsewhere, "Ja"),
        (as_member(colleague), thread, "Ja"),
    ):
        client.post(url, {"text": text})

    assert Message.objects.count() == 4


def test_after_ten_minutes_the_same_is_new(client_of, thread):
    client_of.post(thread, TEXT)
    with clock.frozen(AT + dt.timedelta(minutes=10)):
        client_of.post(thread, TEXT)
    assert Message.objects.count() == 1

    with clock.frozen(AT + dt.timedelta(minutes=10, seconds=1)):
        client_of.post(thread, TEXT)
        client_of.post(thread, TEXT)
    assert Message.objects.count() == 2


def test_what_was_refused_is_not_remembered(client_of, thread):
    assert client_of.post(thread, {"text": ""}).status_code == 422
    assert client_of.post(thread, {"text": ""}).status_code == 422
    assert not SentForm.objects.exists()


def test_a_page_that_is_only_read_asks_nothing_more(client_of, thread):
    with CaptureQueriesContext(connection) as queries:
        client_of.get(thread)
    assert not [query for query in queries if "sentform" in query["sql"] or "advisory" in query["sql"]]


def test_a_file_is_known_by_its_content_and_may_come_back_once_it_is_taken_away(client_of, case):
    url = list_url("attachment", case)

    def upload(content=b"%PDF-1.7 ett"):
        file = SimpleUploadedFile("Plan.pdf", content, content_type="application/pdf")
        return client_of.post(url, {"file": file, "status": "working"})

    for content in (b"%PDF-1.7 ett", b"%PDF-1.7 ett", "%PDF-1.7 två".encode()):
        assert upload(content).status_code == 302
    assert Attachment.objects.count() == 2

    first = Attachment.objects.earliest("pk")
    client_of.post(reverse("followup:attachment_removal", args=[first.pk]))
    upload()
    assert Attachment.objects.count() == 2


def test_nothing_that_was_written_can_be_read_or_tried_out(client_of, procurer, thread, settings):
    client_of.post(thread, TEXT)
    row = SentForm.objects.get()

    assert not [word for word in ("Hanna", str(procurer)) if word in f"{row.__dict__}"]
    assert row.answer == "./"
    settings.SECRET_KEY = "another secret of another installation"
    assert once._digest("sender", "1:1:") != row.sender


def test_rows_are_gone_after_a_day(client_of, thread):
    client_of.post(thread, TEXT)
    with clock.frozen(AT + dt.timedelta(hours=23)):
        assert forget() == 0
    with clock.frozen(AT + dt.timedelta(hours=25)):
        assert forget() == 1
    assert not SentForm.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_double_click_waits_for_the_first_and_is_led_to_the_same_place(procurer, thread, as_member):
    answers, clients = [], [as_member(procurer) for _ in range(4)]

    done = race(*[lambda client=client: answers.append(client.post(thread, TEXT)) for client in clients])

    assert done == ["done"] * 4
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, thread)}
    assert Message.objects.count() == 1
