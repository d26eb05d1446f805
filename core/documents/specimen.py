"""The specimen: one document that uses every part, for the preview pages and for tests."""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from core.documents.frame import Frame, check_url
from core.documents.freezing import thaw
from core.documents.kinds import DocumentKind
from core.documents.parts import KeyFigure, Milestone, Section
from core.models.documents import IssuedDocument

if TYPE_CHECKING:
    from core.documents.pdf import Pdf

FILE = Path(__file__).with_name("specimen.json")
CODE = "7Q4M-2HXD"
SECTIONS_WITHOUT_CONTENTS = 4
MOMENT = dt.datetime(2026, 10, 26, 9, 12, tzinfo=dt.UTC)


@dataclass(frozen=True, kw_only=True)
class Specimen:
    """What a decision basis says, with example values (specimen.json)."""

    proposal: Section
    figures: tuple[KeyFigure, ...]
    in_favour: tuple[str, ...]
    against: tuple[str, ...]
    alternatives: Section
    timeline_heading: str
    milestones: tuple[Milestone, ...]
    closing: str
    sections: tuple[Section, ...] = ()

    @property
    def has_contents(self) -> bool:
        """A list of contents helps from the length of a few pages on."""
        return len(self.sections) > SECTIONS_WITHOUT_CONTENTS


def example() -> Specimen:
    return thaw(Specimen, _stored()["content"])


SPECIMEN = DocumentKind(
    key="specimen",
    template="documents/specimen.html",
    context=Specimen,
    title=_("Decision basis"),
    specimen=example,
)


def preview(kind: DocumentKind, *, language: str = "sv", is_approved: bool = False) -> "Pdf":
    """The kind's own specimen as a PDF in the specimen's frame, without touching the database."""
    from core.documents.pages import compose  # WeasyPrint is heavy: not loaded with the rooms

    document = IssuedDocument(
        kind=kind.key,
        title=_stored()["title"],
        language=language,
        check_code=CODE,
        ordered_at=MOMENT,
    )
    return compose(kind, kind.specimen(), frame(is_approved=is_approved), document=document)


def frame(*, is_approved: bool = False) -> Frame:
    """The frame that the preview pages put around every specimen."""
    stored = _stored()
    approval = stored["approval"] if is_approved else {}
    return thaw(Frame, {**stored["frame"], **approval, "check_url": check_url(CODE)})


def _stored() -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return stored
