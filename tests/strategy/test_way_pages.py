"""Sending on, registering, signing."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core import clock
from core.models import Attachment, IssuedDocument, Signature
from organisations.permissions import Role
from strategy.models import BodyDecision, DelegatedDecision
from strategy.states import DecisionState
from tests.strategy.factories import DecisionFactory, head_of

pytestmark = pytest.mark.django_db
S = DecisionState


def page(name, decision):
    return reverse(f"strategy:{name}", args=[decision.pk])


@pytest.fixture
def decision():
    return DecisionFactory()


@pytest.fixture
def client(decision, as_member):
    return as_member(decision.prepared_by)


@pytest.fixture
def head(decision):
    return head_of(decision)


@pytest.fixture
def head_client(head, as_member, second_factor):
    return second_factor(as_member(head))


def send(client, decision, day=None):
    day = day or clock.today()
    return client.post(page("referral", decision), {"body": "Kommunstyrelsen", "meeting_on": day.isoformat()})


def test_sent_to_the_committee_it_becomes_a_proposal(client, decision):
    assert send(client, decision).status_code == 302

    decision.refresh_from_db()
    assert decision.state == S.WAITING_FOR_BODY
    document = IssuedDocument.objects.about(decision).get()
    assert document.context["stage"] == "proposal"
    assert "Kommunstyrelsen beslutar att" in document.context["proposal"]["paragraphs"][0]


def test_a_meeting_in_the_past_is_refused(client, decision):
    answer = send(client, decision, clock.today() - dt.timedelta(days=1))

    assert answer.status_code == 422
    assert "inte har hållits" in answer.content.decode()


def test_a_postponed_meeting_gives_a_new_proposal(client, decision):
    send(client, decision)
    send(client, decision, clock.today() + dt.timedelta(days=30))

    assert decision.body_referrals.count() == 2
    assert [d.version for d in IssuedDocument.objects.about(decision)] == [2, 1]


def test_the_same_meeting_noted_twice_is_one_meeting(client, decision):
    for days in (20, 30, 30, 20):
        send(client, decision, clock.today() + dt.timedelta(days=days))

    assert decision.body_referrals.count() == 3


def test_the_committees_decision_is_registered_from_the_minutes(client, decision):
    send(client, decision)
    minutes = {"body": "Kommunstyrelsen", "decided_on": clock.today().isoformat(), "paragraph": "§ 118"}

    assert client.post(page("body_decision", decision), minutes).status_code == 302

    decision.refresh_from_db()
    assert decision.state == S.DECIDED
    assert BodyDecision.objects.get().paragraph == "118"
    latest = IssuedDocument.objects.about(decision).first()
    assert (latest.context["stage"], latest.record_status) == ("body", "drawn_up")
    assert "§\xa0118" in client.get(page("decision", decision)).content.decode()


PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF\n"


def upload(content=PDF, name="protokoll.pdf"):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def test_the_minutes_extract_is_kept_as_a_received_record(client, decision):
    send(client, decision)
    minutes = {"body": "Kommunstyrelsen", "decided_on": clock.today().isoformat(), "paragraph": "118"}

    assert client.post(page("body_decision", decision), minutes | {"minutes": upload()}).status_code == 302

    file = Attachment.objects.about(decision).get()
    assert (file.name, file.record_status, file.authority) == (
        "Protokollsutdrag § 118.pdf", "received", decision.authority
    )  # fmt: skip
    html = client.get(page("decision", decision)).content.decode()
    assert reverse("followup:attachment", args=[file.pk]) in html


def test_a_file_that_is_no_pdf_is_refused_and_nothing_is_registered(client, decision):
    send(client, decision)
    minutes = {"body": "Kommunstyrelsen", "decided_on": clock.today().isoformat(), "paragraph": "118"}

    answer = client.post(
        page("body_decision", decision), minutes | {"minutes": upload(b"Hej", "protokoll.txt")}
    )

    assert answer.status_code == 422
    assert "PDF" in answer.content.decode()
    assert not BodyDecision.objects.exists()


def test_the_extract_can_come_later(client, decision):
    assert client.get(page("minutes", decision)).status_code == 403
    send(client, decision)
    minutes = {"body": "Kommunstyrelsen", "decided_on": clock.today().isoformat(), "paragraph": "118"}
    client.post(page("body_decision", decision), minutes)

    assert client.post(page("minutes", decision)).status_code == 422
    assert client.post(page("minutes", decision), {"minutes": upload()}).status_code == 302
    assert Attachment.objects.about(decision).count() == 1


def test_a_slip_of_the_pen_is_corrected_with_a_reason(client, decision):
    send(client, decision)
    minutes = {"body": "Kommunstyrelsen", "decided_on": clock.today().isoformat(), "paragraph": "181"}
    client.post(page("body_decision", decision), minutes)

    right = minutes | {"paragraph": "118"}
    assert client.post(page("body_correction", decision), right).status_code == 422
    assert client.post(page("body_correction", decision), right | {"reason": "Siffrorna"}).status_code == 302
    decision.refresh_from_db()
    assert decision.way.paragraph == "118"


def test_nothing_is_registered_before_it_is_sent(client, decision):
    assert client.get(page("body_decision", decision)).status_code == 403
    assert client.get(page("body_correction", decision)).status_code == 403


def test_without_anyone_in_the_delegation_order_the_page_says_so(client, decision):
    html = client.get(page("delegate_request", decision)).content.decode()

    assert "Ingen kan fatta det här på delegation än" in html


def test_the_asked_one_reads_signs_and_decides(client, decision, head, head_client, rendered):
    client.post(page("delegate_request", decision), {"delegate": head.pk})
    document = rendered(decision)
    html = head_client.get(page("delegated_decision", decision)).content.decode()
    assert document.sha256[:8] in html
    assert reverse("document", args=[document.pk]) in html

    answer = head_client.post(page("delegated_decision", decision), {"document": document.pk})

    assert (answer.status_code, answer.url) == (302, decision.get_absolute_url())
    decision.refresh_from_db()
    signature = Signature.objects.get()
    assert decision.state == S.DECIDED
    assert decision.way.signature == signature
    assert (signature.sha256, signature.delegation_item) == (document.sha256, decision.way.item_text)
    edition = rendered(decision)
    assert (edition.edition, edition.record_status) == (1, "drawn_up")


def test_one_who_decides_her_own_draft_is_told_so_everywhere(decision, head, head_client, rendered):
    decision = DecisionFactory(prepared_by=head, authority=decision.authority)
    head_client.post(page("document_to_sign", decision))
    document = rendered(decision)
    assert document.context["same_person"] == "Samma person har berett och beslutat."
    assert "Du har själv berett" in head_client.get(page("delegated_decision", decision)).content.decode()

    head_client.post(page("delegated_decision", decision), {"document": document.pk})

    html = head_client.get(page("decision", decision)).content.decode()
    assert "Samma person har berett och beslutat" in html


def test_what_has_changed_since_it_was_read_is_not_signed(decision, head, head_client, rendered):
    head_client.post(page("document_to_sign", decision))
    document = rendered(decision)
    decision.aim = "Något helt annat"
    decision.save()

    answer = head_client.post(page("delegated_decision", decision), {"document": document.pk})

    assert answer.status_code == 422
    assert "har ändrats sedan du läste" in answer.content.decode()
    assert not Signature.objects.exists()
    assert not DelegatedDecision.objects.exists()


def test_a_document_of_another_decision_is_not_signed(decision, head, head_client, rendered):
    other = DecisionFactory(prepared_by=decision.prepared_by)
    head_client.post(page("document_to_sign", other))

    answer = head_client.post(page("delegated_decision", decision), {"document": rendered(other).pk})

    assert answer.status_code == 422
    assert "Läs handlingen innan du beslutar" in answer.content.decode()
    assert not Signature.objects.exists()


def test_a_document_that_is_still_being_made_is_not_signed(decision, head, head_client):
    head_client.post(page("document_to_sign", decision))
    document = IssuedDocument.objects.about(decision).get()
    assert "Handlingen tas fram" in head_client.get(page("delegated_decision", decision)).content.decode()

    assert (
        head_client.post(page("delegated_decision", decision), {"document": document.pk}).status_code == 422
    )
    decision.refresh_from_db()
    assert decision.state == S.DRAFT


def test_making_the_document_twice_makes_it_once(decision, head, head_client):
    head_client.post(page("document_to_sign", decision))
    head_client.post(page("document_to_sign", decision))

    assert IssuedDocument.objects.about(decision).count() == 1


def test_without_a_fresh_second_factor_nothing_is_signed(decision, head, as_member, second_factor, rendered):
    client = second_factor(as_member(head), 400)
    client.post(page("document_to_sign", decision))
    document = rendered(decision)

    answer = client.post(page("delegated_decision", decision), {"document": document.pk})

    assert answer.status_code == 302
    assert answer.url != decision.get_absolute_url()
    assert not Signature.objects.exists()


def test_a_decision_maker_whom_the_order_does_not_name_is_told_why(decision, head, head_client):
    head.title = "Enhetschef"
    head.save()

    answer = head_client.get(page("delegated_decision", decision))

    assert answer.status_code == 403
    assert "Enhetschef" in answer.content.decode()


def test_the_asked_one_may_return_it(client, decision, head, head_client):
    client.post(page("delegate_request", decision), {"delegate": head.pk})

    assert head_client.post(page("return", decision), {"reason": "Målet saknas"}).status_code == 302
    decision.refresh_from_db()
    assert decision.state == S.RETURNED


def test_the_registrar_reads_but_does_not_decide(decision, as_member):
    from tests.organisations.factories import MembershipFactory

    registrar = MembershipFactory(
        organisation=decision.organisation, authority=decision.authority, roles=[Role.REGISTRAR]
    )
    client = as_member(registrar)

    assert client.get(page("decision", decision)).status_code == 200
    assert client.get(page("referral", decision)).status_code == 403
