"""The preview pages of documents."""

import io

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import Http404
from django.test import RequestFactory
from lxml import html
from pypdf import PdfReader

from core import gallery_documents
from core.documents import kinds
from core.documents.specimen import SPECIMEN, preview


def read(view, address="/_documents/", **arguments):
    request = RequestFactory().get(address)
    request.user, request.session = AnonymousUser(), SessionStore()
    return view(request, **arguments)


def test_every_kind_is_listed(db):
    page = html.fromstring(read(gallery_documents.document_previews).content.decode())

    links = [a.get("href") for a in page.findall(".//article//a[@href]") if "_documents" in a.get("href")]
    assert len(links) == 2 * len({"specimen", *(kind.key for kind in kinds)})


def test_a_kind_is_shown_with_its_approval():
    response = read(gallery_documents.document_preview, "/?approved=1", key="specimen")

    assert response["Content-Type"] == "application/pdf"
    assert "Berit Beslutsfattare" in PdfReader(io.BytesIO(response.content)).pages[-1].extract_text()


def test_an_unknown_kind_is_missing():
    with pytest.raises(Http404):
        read(gallery_documents.document_preview, key="unknown")


def test_every_declared_kind_can_be_made_in_both_languages():
    for kind in [SPECIMEN, *kinds]:
        assert [preview(kind, language=language).page_count > 0 for language in ("sv", "en")] == [True, True]
