"""Ordering freezes, numbers and refuses; it renders nothing."""

import pytest

from core.documents import due_ids, order_again, render
from core.documents.frame import CODE_SIGNS, clean_code, new_code
from core.documents.guards import unprintable
from core.documents.parts import Section
from core.documents.specimen import SPECIMEN
from core.models import IssuedDocument
from core.rules import RuleBroken
from core.states import DocumentState
from tests.core.documents.conftest import SHORT, order_specimen


def with_text(text: str) -> object:
    return SPECIMEN.context(**{**vars(SHORT), "closing": text})


def test_an_order_is_frozen_with_its_frame(ordered, member):
    assert ordered.state == DocumentState.ORDERED
    assert ordered.context["proposal"]["heading"] == "Förslag till beslut"
    assert ordered.frame["author"] == member.user.name
    assert ordered.frame["check_url"].endswith(f"/k/{ordered.check_code}")
    assert [change.member for change in ordered.status_changes.all()] == [member]


def test_a_worker_is_told_on_commit(kind, member, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        order_specimen(member)

    assert len(callbacks) == 1


def test_each_order_is_a_new_version(ordered, member):
    titles = ["Underlag", "Annat underlag", "Underlag"]
    assert [order_specimen(member, title=title).version for title in titles] == [2, 3, 4]


def test_the_same_ordered_again_while_it_is_being_made_is_one_document(ordered, member):
    assert order_specimen(member) == ordered
    assert order_specimen(member, context=with_text("Något annat")).version == 2


def test_what_is_made_already_is_ordered_anew(ordered, member):
    render(ordered.pk)

    assert order_specimen(member).version == 2


def test_the_context_must_be_of_the_kind(kind, member):
    with pytest.raises(TypeError, match="Specimen"):
        order_specimen(member, context=Section(heading="x"))


@pytest.mark.parametrize("number", ["811218-9876", "19811218-9876", "8112189876"])
def test_a_personal_identity_number_is_refused(kind, member, number):
    with pytest.raises(RuleBroken):
        order_specimen(member, context=with_text(f"Personen {number} har sökt"))

    assert not IssuedDocument.objects.exists()


def test_an_organisation_number_is_no_personal_number(kind, member):
    assert order_specimen(member, context=with_text("Ekhamns kommun, 212000-0142, telefon 08-123 456 78")).pk


def test_a_sign_that_cannot_be_printed_is_refused(kind, member):
    with pytest.raises(RuleBroken, match="中"):
        order_specimen(member, context=with_text("Skylten säger 中"))


def test_the_signs_of_swedish_text_can_be_printed():
    assert unprintable("ÅÄÖåäöéÉüŁł 0–2 × − “ ” ” ’ … § % ½ ² € → ".replace("→", "")) == ""


def test_codes_have_no_sign_that_can_be_misread():
    assert not set("01OILU") & set(CODE_SIGNS)
    assert len({new_code() for _ in range(200)}) == 200


@pytest.mark.parametrize(
    ("typed", "code"),
    [("7q4m 2hxd", "7Q4M-2HXD"), (" 7Q4M-2HXD\n", "7Q4M-2HXD"), ("7Q4M", ""), ("7Q4M-2HX0", ""), ("", "")],
)
def test_a_code_is_read_as_people_type_it(typed, code):
    assert clean_code(typed) == code


def test_a_failed_document_can_be_ordered_again(ordered, member):
    ordered.fail("Typsnittet saknas", by=member)
    assert list(due_ids()) == []

    order_again(ordered, by=member)
    render(ordered.pk)

    ordered.refresh_from_db()
    assert (ordered.state, ordered.failure) == (DocumentState.ISSUED, "")


def test_an_issued_document_cannot_be_ordered_again(issued, member):
    with pytest.raises(RuleBroken):
        order_again(issued, by=member)
