"""The worker's part: once, whole, and never again."""

import datetime as dt
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from core import clock
from core.documents import due_ids, kinds, render
from core.documents import rendering as worker
from core.documents.faults import DocumentFault
from core.models import IssuedDocument
from core.states import DocumentState


def file_names(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_a_document_is_issued_with_its_file(issued, settings):
    content = issued.read()

    assert issued.state == DocumentState.ISSUED
    assert hashlib.sha256(content).hexdigest() == issued.sha256
    assert (issued.byte_count, issued.page_count) == (len(content), 1)
    assert file_names(Path(settings.MEDIA_ROOT)) == [issued.file.name]
    assert issued.sha256 in issued.file.name
    assert [change.agent for change in issued.status_changes.all()] == ["", "job:documents"]


def test_the_second_run_finds_nothing_to_do(issued):
    before = IssuedDocument.objects.values().get()

    render(issued.pk)

    assert IssuedDocument.objects.values().get() == before


def test_a_claimed_document_is_left_to_its_worker(ordered):
    worker._claim(ordered.pk)

    render(ordered.pk)

    ordered.refresh_from_db()
    assert (ordered.state, ordered.attempts) == (DocumentState.ORDERED, 1)
    assert list(due_ids()) == []


def test_an_expired_lease_is_taken_over_within_a_minute(ordered):
    worker._claim(ordered.pk)

    with clock.frozen(clock.now() + dt.timedelta(seconds=31)):
        assert list(due_ids()) == [ordered.pk]
        render(ordered.pk)

    ordered.refresh_from_db()
    assert (ordered.state, ordered.attempts) == (DocumentState.ISSUED, 2)


def test_a_kill_between_storing_and_recording_changes_no_byte(ordered, settings):
    lost = worker._make_file(worker._claim(ordered.pk))

    with clock.frozen(clock.now() + dt.timedelta(seconds=31)):
        render(ordered.pk)

    ordered.refresh_from_db()
    assert (ordered.sha256, ordered.file.name) == (lost.sha256, lost.name)
    assert file_names(Path(settings.MEDIA_ROOT)) == [lost.name]
    assert IssuedDocument.objects.issued().count() == 1


def test_a_worker_that_comes_late_records_nothing(ordered):
    slow = worker._claim(ordered.pk)
    file = worker._make_file(slow)
    with clock.frozen(clock.now() + dt.timedelta(seconds=31)):
        render(ordered.pk)
    before = IssuedDocument.objects.values().get()

    worker._record(slow, file)

    assert IssuedDocument.objects.values().get() == before


def test_a_fault_in_the_document_fails_it_at_once_with_the_reason(ordered, monkeypatch):
    monkeypatch.setitem(
        kinds._answers, "specimen", (1, replace(kinds["specimen"], template="documents/none.html"))
    )

    for _ in range(3):
        with clock.frozen(clock.now() + dt.timedelta(hours=_)):
            render(ordered.pk)

    ordered.refresh_from_db()
    assert ordered.state == DocumentState.FAILED
    assert "none.html" in ordered.failure
    assert ordered.status_changes.last().reason == ordered.failure


def test_a_document_without_its_kind_fails_at_once(ordered):
    kinds._answers.pop("specimen")
    try:
        render(ordered.pk)
    finally:
        from core.documents.specimen import SPECIMEN

        kinds.fill(SPECIMEN, key="specimen")

    ordered.refresh_from_db()
    assert (ordered.state, ordered.attempts) == (DocumentState.FAILED, 1)


def test_a_document_that_brings_down_its_workers_is_given_up(ordered):
    for hour in range(worker.MAX_INTERRUPTIONS):
        with clock.frozen(clock.now() + dt.timedelta(hours=hour)):
            assert worker._claim(ordered.pk)

    with clock.frozen(clock.now() + dt.timedelta(days=1)):
        render(ordered.pk)

    ordered.refresh_from_db()
    assert ordered.state == DocumentState.FAILED


def test_a_fault_is_told_apart_from_a_passing_trouble(ordered, monkeypatch):
    def full_disk(content, *, folder):
        raise OSError("No space left on device")

    monkeypatch.setattr(worker, "store", full_disk)
    render(ordered.pk)

    ordered.refresh_from_db()
    assert not isinstance(OSError(), DocumentFault)
    assert (ordered.state, ordered.attempts) == (DocumentState.ORDERED, 1)


CHANGES = (
    "context = '{}'",
    "frame = '{}'",
    "kind = 'other'",
    "template_version = 'x'",
    "sha256 = 'x'",
    "file = 'x'",
    "check_code = 'x'",
    "object_id = object_id + 1",
    "state = 'ordered'",
    "title = 'x'",
    "page_count = 9",
    "issued_at = now()",
)


def test_the_database_refuses_to_change_an_issued_document(issued):
    for change in CHANGES:
        with pytest.raises(DatabaseError, match="final"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE core_issueddocument SET {change}")


def test_the_database_refuses_to_delete_an_issued_document(issued):
    with pytest.raises(DatabaseError, match="final"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_issueddocument")


def test_an_issued_document_can_still_be_registered(issued):
    IssuedDocument.objects.update(diary_number="SEN 2026/0412-3", record_status="drawn_up")

    issued.refresh_from_db()
    assert issued.is_registered
    assert issued.is_public_record
