"""The decision as a PDF."""

import io

import pypdf
import pytest

from core import clock
from core.documents import freeze, thaw
from core.models import IssuedDocument
from strategy.actions import Limit, Target, Terms, draft_decision
from strategy.deciding import record_body_decision, send_to_body
from strategy.documents import LEADERSHIP_DECISION, DecisionContent, Stage, content_of, specimen
from tests.strategy.factories import OfficialFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision():
    official = OfficialFactory()
    content = {
        "authority": official.authorities.get(),
        "title": "Sysselsättningskrav i kommunens inköp",
        "diary_number": "KS 2026/0412",
        "kind": "general",
        "aim": "Fler i arbete.\n\nFöretag som kommunen köper av öppnar dörren.",
        "target_groups": ["young", "disability"],
        "natures": ["services", "works"],
        "exempts": ["direct", "call_off"],
        "valid_from": clock.today(),
    }
    terms = Terms(
        (Limit("value", 5_000_000), Limit("months", 4, "more_than")), (Target("service_share", 50, 2028),)
    )
    return draft_decision(content, terms, by=official)


def test_what_the_committee_is_asked_to_decide(decision):
    send_to_body(decision, body="Kommunstyrelsen", meeting_on=clock.today(), by=decision.prepared_by)

    content = thaw(DecisionContent, IssuedDocument.objects.about(decision).get().context)

    assert content.proposal.heading == "Förslag till beslut"
    assert content.proposal.paragraphs[0] == (
        "Kommunstyrelsen beslutar att **sysselsättningskrav ska användas** "
        "i hela organisationens inköp av tjänster "
        "och byggentreprenader, för unga och personer med funktionsnedsättning."
    )
    assert [goal.value for goal in content.goals] == ["50\xa0%"]
    assert [section.heading for section in content.sections] == ["Syfte", "När kravet ska prövas", "Undantag"]


def test_the_pdf_says_what_was_decided(decision, rendered):
    official = decision.prepared_by
    send_to_body(decision, body="Kommunstyrelsen", meeting_on=clock.today(), by=official)
    record_body_decision(
        decision, body="Kommunstyrelsen", decided_on=clock.today(), paragraph="118", by=official
    )

    document = rendered(decision)

    with document.file.open("rb") as file:
        text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file.read())).pages)
    words = " ".join(text.split())
    assert "Beslutat av Kommunstyrelsen" in words
    assert "KS 2026/0412" in words
    assert "mer än 4 månader" in words


def test_the_document_is_in_swedish_whoever_orders_it(decision):
    from django.utils import translation

    with translation.override("en"):
        english = content_of(decision, Stage.DELEGATED, decider=decision.prepared_by)

    assert english == content_of(decision, Stage.DELEGATED, decider=decision.prepared_by)
    assert english.proposal.heading == "Beslut"


def test_the_specimen_is_a_whole_document():
    assert freeze(specimen())["stage"] == "body"
    assert LEADERSHIP_DECISION.specimen is specimen
