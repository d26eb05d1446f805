"""The decision basis as a file: ordered on its page, made by a real worker, archivable, readable, final."""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from core.documents import order_again, render
from core.documents.frame import Frame
from core.documents.freezing import thaw
from core.documents.pages import compose
from core.models import IssuedDocument
from core.rules import RuleBroken
from procurements.documents import DECISION_BASIS, BasisContent
from procurements.models import Assessment, Procurement
from procurements.states import CaseState
from tests.core.documents.reading import faults, named, walk
from tests.core.workers import Crew
from tests.procurements.factories import CaseFactory, procurer_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PATIENCE = 120  # seconds that a worker may take to come up and to make a file on a busy machine


@pytest.fixture
def crew(tmp_path: Path, settings) -> Iterator[Crew]:
    with Crew(tmp_path, apps=[]) as crew:
        settings.MEDIA_ROOT = tmp_path / "files"
        yield crew


@pytest.fixture
def case() -> Procurement:
    return CaseFactory(state=CaseState.ANALYSE, title="Skötsel av parker")


@pytest.fixture
def ulla(case):
    """The case's procurer, who has written a proposal."""
    ulla = procurer_of(case)
    proposal = {"proposal": "go", "kind": "numeric", "full_time_months": 96}
    Assessment.write(case, by=ulla, in_favour="- Långt avtal\n- Många händer", against="- Ovant", **proposal)
    return ulla


@pytest.fixture
def made(crew, case, ulla, as_member) -> IssuedDocument:
    """Ordered by a click; this process renders nothing."""
    as_member(ulla).post(reverse("procurements:decision_basis", args=[case.pk]))
    document = IssuedDocument.objects.get()
    assert not document.is_issued
    crew.start()
    crew.wait_for(lambda: IssuedDocument.objects.issued().exists(), seconds=PATIENCE)
    document.refresh_from_db()
    return document


def made_here(document: IssuedDocument) -> bytes:
    """The file as this process makes it from what is frozen in the row."""
    context, frame = thaw(BasisContent, document.context), thaw(Frame, document.frame)
    return compose(DECISION_BASIS, context, frame, document=document).content


def row(document: IssuedDocument) -> dict:
    return IssuedDocument.objects.values().get(pk=document.pk)


def check_it_stays(document: IssuedDocument, *, by) -> None:
    before, content = row(document), document.read()
    with pytest.raises(RuleBroken):
        order_again(document, by=by)
    render(document.pk)
    with pytest.raises(DatabaseError, match="final"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE core_issueddocument SET sha256 = 'x'")
    assert (row(document), document.read()) == (before, content)


def test_the_decision_basis_from_the_click_to_the_archive(made, crew, case, ulla):
    content = made.read()

    assert [change.agent for change in made.status_changes.all()] == ["", "job:documents"]
    assert hashlib.sha256(content).hexdigest() == made.sha256
    assert faults(content, title="Sysselsättningskrav i ”Skötsel av parker”") == []
    with pikepdf.open(io.BytesIO(content)) as file:
        elements = list(walk(file.Root.StructTreeRoot))
        said = thaw(BasisContent, made.context)
        assert len(named(elements, "/Table")) >= 1
        assert len(named(elements, "/H2")) >= 2 + len(said.sections)
    assert made_here(made) == content

    check_it_stays(made, by=ulla)
    case.edit(place="Ekhamn", by=ulla)
    check_it_stays(made, by=ulla)
