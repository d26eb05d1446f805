"""The signed copy is handed in: who may, what it decides, how it is shown, replaced and withdrawn."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core import clock
from core.documents import render
from core.models import IssuedDocument, OutsideSigning
from organisations.permissions import Role
from procurements.actions import going_on
from procurements.models import Assessment, Procurement
from procurements.states import CaseState, GoState
from strategy import deciding
from strategy.choices import Delegable
from strategy.models import DelegatedDecision
from strategy.states import DecisionState
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CaseFactory, member_of, procurer_of
from tests.strategy.factories import DecisionFactory, DelegationItemFactory, head_of

PDF = b"%PDF-1.7\nsigned outside"
pytestmark = pytest.mark.usefixtures("db", "files")


def page(name: str, row) -> str:
    return reverse(f"followup:{name}", args=[row.pk])


def sent(day: dt.date | None = None, content: bytes = PDF, **more) -> dict:
    file = SimpleUploadedFile("avtal.pdf", content, content_type="application/pdf")
    return {"content": file, "signed_on": (day or clock.today()).isoformat(), **more}


def issued_about(subject) -> IssuedDocument:
    """The latest document, made by the worker's own function."""
    document = IssuedDocument.objects.about(subject).order_by("-pk").first()
    render(document.pk)
    document.refresh_from_db()
    return document


@pytest.fixture
def decision():
    return DecisionFactory()


@pytest.fixture
def head(decision):
    return head_of(decision)


@pytest.fixture
def document(decision, head):
    deciding.ask_delegate(decision, delegate=head, by=decision.prepared_by)
    return issued_about(decision)


@pytest.fixture
def decided(decision, head, document, as_member) -> OutsideSigning:
    as_member(head).post(page("signed_copy_new", document), sent())
    return OutsideSigning.objects.get()


@pytest.fixture
def made(decision):
    """A committee's decision: its document, which the chair signs elsewhere."""
    by, day = decision.prepared_by, clock.today()
    deciding.send_to_body(decision, body="Kommunstyrelsen", meeting_on=day, by=by)
    deciding.record_body_decision(decision, body="Kommunstyrelsen", decided_on=day, paragraph="118", by=by)
    return issued_about(decision)


def test_the_signed_copy_makes_the_decision(decision, head, document, as_member):
    client = as_member(head)
    asked = client.get(page("signed_copy_new", document)).content.decode()
    assert "När du lämnar in" in asked
    assert 'name="name"' not in asked

    answer = client.post(page("signed_copy_new", document), sent())

    assert (answer.status_code, answer.url) == (302, page("signings", document))
    decision.refresh_from_db()
    signing = OutsideSigning.objects.get()
    assert decision.state == DecisionState.DECIDED
    assert decision.way.outside_signing == signing
    assert (signing.name, signing.function) == (str(head), decision.way.function)
    assert decision.way.name == str(head)


def test_the_decision_is_dated_the_day_it_was_signed(decision, head, document, as_member):
    issued_on = clock.today()
    with clock.frozen(clock.now() + dt.timedelta(days=3)):
        as_member(head).post(page("signed_copy_new", document), sent(issued_on))

    decision.refresh_from_db()
    assert decision.way.decided_on == issued_on
    assert decision.in_force_from == max(decision.valid_from, issued_on)


def test_only_the_one_with_the_mandate_decides_by_it(decision, head, document, as_member):
    stranger = MembershipFactory(
        organisation=decision.organisation, authority=decision.authority, roles=[Role.DECISION_MAKER]
    )
    for member in (decision.prepared_by, stranger):
        assert as_member(member).post(page("signed_copy_new", document), sent()).status_code == 403
    decision.refresh_from_db()
    assert decision.state == DecisionState.WAITING_FOR_DELEGATE
    assert not OutsideSigning.objects.exists()


def test_an_older_version_decides_nothing(decision, head, document, as_member):
    decision.send_back(reason="Målet saknas", by=head)
    decision.aim = "Något helt annat"
    decision.save()
    deciding.ask_delegate(decision, delegate=head, by=decision.prepared_by)

    answer = as_member(head).post(page("signed_copy_new", document), sent())

    assert answer.status_code == 403
    assert "nyare" in answer.content.decode()
    assert not DelegatedDecision.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"content": SimpleUploadedFile("a.txt", b"Hej")}, "exemplaret måste vara en pdf-fil"),
        ({"content": ""}, "Välj den undertecknade PDF"),
        ({"signed_on": "2020-01-01"}, "inte utfärdad än"),
        ({"signed_on": "2099-01-01"}, "har inte kommit än"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(decision, head, document, as_member, wrong, words):
    answer = as_member(head).post(page("signed_copy_new", document), sent() | wrong)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "error-summary" in answer.content.decode()
    assert not OutsideSigning.objects.exists()


def test_a_file_over_the_limit_is_refused(head, document, as_member, monkeypatch):
    monkeypatch.setattr("followup.forms.signed_copy.LIMIT", 10)

    answer = as_member(head).post(page("signed_copy_new", document), sent())

    assert answer.status_code == 422
    assert "för stor" in answer.content.decode()


def test_a_decision_that_rests_on_the_copy_lets_it_be_replaced_only(decision, head, decided, as_member):
    client = as_member(head)
    assert client.post(page("signed_copy_withdrawal", decided), {"reason": "Fel"}).status_code == 403
    given = sent(content=PDF + b" better") | {"reason": "Dåligt inskannad", "name": "Någon Annan"}
    assert client.post(page("signed_copy_replacement", decided), given).status_code == 302

    second = OutsideSigning.objects.get(replaces=decided)
    assert (second.name, second.signed_on) == (decided.name, decided.signed_on)
    assert client.post(page("signed_copy_withdrawal", second), {"reason": "Fel"}).status_code == 403
    assert client.post(page("signed_copy_replacement", decided), given).status_code == 403
    html = client.get(page("signings", decided.document)).content.decode()
    assert "Dåligt inskannad" in html


def test_what_the_chair_signed_is_handed_in_by_whoever_prepared_it(decision, made, as_member):
    client = as_member(decision.prepared_by)
    given = sent(name="Olof Ordförande", function="Ordförande")

    assert client.post(page("signed_copy_new", made), sent()).status_code == 422
    assert client.post(page("signed_copy_new", made), given).status_code == 302

    signing = OutsideSigning.objects.get()
    shown = client.get(page("signings", made)).content.decode()
    assert "Olof Ordförande" in shown
    assert " ".join(signing.sha256[n : n + 8] for n in range(0, 64, 8)) in shown
    checked = client.get(reverse("document_check_answer", args=[made.check_code])).content.decode()
    assert signing.sha256 in checked


def test_a_copy_that_nothing_rests_on_is_withdrawn_with_a_reason(decision, made, as_member):
    client = as_member(decision.prepared_by)
    client.post(page("signed_copy_new", made), sent(name="O", function="Ordförande"))
    row = OutsideSigning.objects.get()

    assert client.post(page("signed_copy_withdrawal", row), {"reason": ""}).status_code == 422
    assert client.post(page("signed_copy_withdrawal", row), {"reason": "Fel fil"}).status_code == 302

    assert "Fel fil" in client.get(page("signings", made)).content.decode()
    checked = client.get(reverse("document_check_answer", args=[made.check_code])).content.decode()
    assert "Gäller inte längre" in checked
    assert client.post(page("signed_copy_withdrawal", row), {"reason": "Igen"}).status_code == 403


def test_the_file_is_for_those_who_read_the_document(decision, decided, as_member):
    reader = as_member(decision.prepared_by).get(page("signed_copy", decided))
    foreign = as_member(DecisionFactory().prepared_by).get(page("signed_copy", decided))

    assert b"".join(reader.streaming_content) == PDF
    assert "sandbox" in reader["Content-Security-Policy"]
    assert reader["Content-Disposition"].startswith("attachment")
    assert foreign.status_code == 404


def test_the_decision_to_go_on_is_made_by_a_signed_basis(as_member):
    case = CaseFactory(state=CaseState.ANALYSE, title="Skötsel av parker")
    DelegationItemFactory(authority=case.authority, what=Delegable.GO, function="Inköpschef", item="4.2")
    head = member_of(case, Role.DECISION_MAKER, title="Inköpschef")
    by = procurer_of(case)
    Assessment.write(
        case, by=by, proposal="go", kind="numeric", full_time_months=96, in_favour="- Långt avtal"
    )
    case = Procurement.objects.get(pk=case.pk)
    go = going_on.ask_delegate(case, delegate=head, by=by)
    document = issued_about(case)
    link = page("signed_copy_new", document)
    assert link in as_member(head).get(reverse("procurements:go_decision", args=[case.pk])).content.decode()

    assert as_member(head).post(link, sent()).status_code == 302

    go.refresh_from_db()
    assert (go.state, go.outcome) == (GoState.DECIDED, "go")
    assert go.way.outside_signing.document == document


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_for_one_copy_and_three(
    decision, made, as_member, count, django_assert_max_num_queries
):
    client = as_member(decision.prepared_by)
    for number in range(count):
        content = PDF + str(number).encode()
        client.post(page("signed_copy_new", made), sent(content=content, name="O", function="F"))

    with django_assert_max_num_queries(12):
        assert client.get(page("signings", made)).status_code == 200
