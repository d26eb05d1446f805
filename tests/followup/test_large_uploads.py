"""Forty megabytes: refused in words beside the field, with what was written kept and nothing stored."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html

from core import clock
from core.models import Attachment, Message
from strategy.models import BodyDecision
from tests.followup.conftest import list_url
from tests.strategy.factories import DecisionFactory

FORTY = 40 * 1024 * 1024
TOO_LARGE = "Filen är för stor. Högst 20"


@pytest.fixture
def scan():
    return SimpleUploadedFile("inskannat.pdf", b"%PDF-1.7\n" + b"0" * FORTY, content_type="application/pdf")


@pytest.fixture
def temporary(settings, tmp_path):
    """Where the parts of an upload lie until the answer has been given."""
    folder = tmp_path / "uploads"
    folder.mkdir()
    settings.FILE_UPLOAD_TEMP_DIR = str(folder)
    return folder


def check_refused(answer, files, temporary):
    assert answer.status_code == 422
    assert TOO_LARGE in answer.content.decode().replace("\xa0", " ")
    assert Attachment.objects.count() == 0
    assert [path for path in (*files.rglob("*"), *temporary.rglob("*")) if path.is_file()] == []


def test_on_a_contract(commitment, manager, as_member, files, temporary, scan):
    answer = as_member(manager).post(list_url("attachment", commitment), {"file": scan, "status": "received"})

    check_refused(answer, files, temporary)
    assert html.fromstring(answer.content.decode()).xpath("//input[@name='status' and @checked]/@value") == [
        "received"
    ]


def test_by_a_supplier(commitment, supplier, as_member, files, temporary, scan):
    check_refused(
        as_member(supplier).post(list_url("attachment", commitment), {"file": scan}), files, temporary
    )


def test_as_minutes_of_a_leadership_decision(db, as_member, files, temporary, scan):
    decision = DecisionFactory()
    client = as_member(decision.prepared_by)
    today = clock.today().isoformat()
    sent_to = {"body": "Kommunstyrelsen", "meeting_on": today}
    client.post(reverse("strategy:referral", args=[decision.pk]), sent_to)

    said = {"body": "Kommunstyrelsen", "decided_on": today, "paragraph": "118"}
    answer = client.post(reverse("strategy:body_decision", args=[decision.pk]), {**said, "minutes": scan})

    check_refused(answer, files, temporary)
    assert 'value="118"' in answer.content.decode()
    assert not BodyDecision.objects.exists()


def test_a_text_of_more_than_five_megabytes_is_refused_in_words(commitment, manager, as_member):
    answer = as_member(manager).post(list_url("thread", commitment), {"text": "ord " * 1_400_000})

    assert answer.status_code == 400
    assert "för långt" in answer.content.decode()
    assert not Message.objects.exists()
