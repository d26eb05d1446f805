"""Files on a contract: who reads them, how they are served, and what becomes of working material."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.models import Attachment, AuditRow
from core.records import draw_up
from core.rules import RuleBroken
from followup.attachments import attachments_on, put
from organisations.permissions import Role
from tests.followup.conftest import list_url
from tests.organisations.factories import AuthorityFactory, MembershipFactory

PDF = b"%PDF-1.7\nplan"


def file_url(row: Attachment) -> str:
    return reverse("followup:attachment", args=[row.pk])


def upload(name: str = "plan.pdf", content: bytes = PDF, **more) -> dict:
    return {"file": SimpleUploadedFile(name, content), **more}


def test_the_page_complains_of_nothing_before_anything_is_sent(commitment, manager, as_member):
    answer = as_member(manager).get(list_url("attachment", commitment))

    assert answer.status_code == 200
    assert "error-summary" not in answer.content.decode()


def test_what_the_authority_uploads_is_working_material_that_nobody_else_reads(
    commitment, manager, supplier, as_member
):
    answer = as_member(manager).post(list_url("attachment", commitment), upload(status="working"))

    row = Attachment.objects.get()
    assert answer.status_code == 302
    assert (row.record_status, row.authority, row.is_shared) == ("working", commitment.authority, False)
    assert as_member(supplier).get(file_url(row)).status_code == 404
    assert b"plan.pdf" not in as_member(supplier).get(list_url("attachment", commitment)).content


def test_what_the_supplier_uploads_is_received_whatever_it_says(commitment, manager, supplier, as_member):
    as_member(supplier).post(list_url("attachment", commitment), upload(status="working", is_shared="on"))

    row = Attachment.objects.get()
    assert (row.record_status, row.is_shared, row.is_registered) == ("received", False, False)
    for reader in (manager, supplier):
        answer = as_member(reader).get(file_url(row))
        assert b"".join(answer.streaming_content) == PDF


def test_a_shared_file_is_closed_by_a_secrecy_mark(commitment, manager, supplier):
    row = put(commitment, name="a.pdf", content=PDF, by=manager, status="drawn_up", is_shared=True)
    assert list(attachments_on(commitment, member=supplier)) == [row]

    Attachment.objects.update(secrecy_marked=True, secrecy_paragraph="OSL 19 kap. 3 §")

    assert list(attachments_on(commitment, member=supplier)) == []
    assert list(attachments_on(commitment, member=manager)) == [row]


def test_another_authority_of_the_municipality_is_a_stranger(commitment, manager, as_member):
    row = put(commitment, name="a.pdf", content=PDF, by=manager)
    other = AuthorityFactory(organisation=commitment.authority.organisation)
    neighbour = MembershipFactory(
        organisation=other.organisation, authority=other, roles=[Role.CONTRACT_MANAGER]
    )

    assert as_member(neighbour).get(file_url(row)).status_code == 404


def test_a_file_is_a_download_that_runs_nowhere(commitment, manager, as_member):
    row = put(commitment, name="sida.html", content=b"<script>alert(1)</script>", by=manager)

    answer = as_member(manager).get(file_url(row))

    assert answer.headers["Content-Disposition"] == 'attachment; filename="sida.html.txt"'
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"


def test_a_refused_file_is_said_beside_the_field(commitment, manager, as_member, settings):
    client = as_member(manager)
    refused = client.post(
        list_url("attachment", commitment), upload("x.exe", b"MZ\x00\x01", status="working")
    )
    nothing = client.post(list_url("attachment", commitment), {"status": "working"})

    assert (refused.status_code, nothing.status_code) == (422, 422)
    assert "file" in refused.context["form"].errors
    assert Attachment.objects.count() == 0


def test_the_limit_is_kept(commitment, manager, settings):
    settings.ATTACHMENT_MAX_BYTES = 10
    with pytest.raises(RuleBroken):
        put(commitment, name="a.pdf", content=PDF, by=manager)


def test_a_personal_number_in_a_text_is_asked_about_first(commitment, manager, as_member):
    client, text = as_member(manager), b"Namn;19121212-1212"

    asked = client.post(list_url("attachment", commitment), upload("a.csv", text, status="working"))
    answered = client.post(
        list_url("attachment", commitment),
        upload("a.csv", text, status="working", holds_personal_number="on"),
    )

    assert (asked.status_code, answered.status_code) == (422, 302)
    assert "holds_personal_number" in asked.context["form"].errors


def test_only_working_material_is_removed_and_the_file_with_its_last_row(
    commitment, manager, files, django_capture_on_commit_callbacks, as_member
):
    first = put(commitment, name="a.pdf", content=PDF, by=manager)
    second = put(commitment, name="b.pdf", content=PDF, by=manager)
    stored = files / str(first.file)

    for row, is_left in ((first, True), (second, False)):
        with django_capture_on_commit_callbacks(execute=True):
            as_member(manager).post(reverse("followup:attachment_removal", args=[row.pk]))
        assert stored.exists() is is_left
    removed = AuditRow.objects.filter(action="attachment.removed")
    assert removed.count() == 2
    assert "a.pdf" not in str([row.changes for row in removed])


def test_a_public_record_is_not_removed(commitment, manager, as_member):
    row = put(commitment, name="a.pdf", content=PDF, by=manager)
    draw_up(row, manager)

    as_member(manager).post(reverse("followup:attachment_removal", args=[row.pk]))

    assert Attachment.objects.filter(pk=row.pk).exists()


def test_the_supplier_cannot_remove_or_draw_up(commitment, manager, supplier, as_member):
    row = put(commitment, name="a.pdf", content=PDF, by=manager, is_shared=True)

    for name in ("attachment_removal", "attachment_drawing_up"):
        assert as_member(supplier).post(reverse(f"followup:{name}", args=[row.pk])).status_code == 403
    row.refresh_from_db()
    assert row.record_status == "working"


def test_the_files_stand_among_the_documents_of_the_contract(commitment, manager, as_member):
    row = put(commitment, name="Plan.pdf", content=PDF, by=manager)

    page = as_member(manager).get(commitment.get_absolute_url()).context["page"]

    assert [document.url for document in page.documents] == [file_url(row)]
    assert list_url("attachment", commitment) in [link.url for link in page.subnav]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_three_files_as_for_one(
    commitment, manager, as_member, count, django_assert_num_queries
):
    for number in range(count):
        put(commitment, name=f"{number}.pdf", content=PDF + bytes([number]), by=manager)
    client = as_member(manager)
    client.get(list_url("attachment", commitment))

    with django_assert_num_queries(9):
        client.get(list_url("attachment", commitment))
