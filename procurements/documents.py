"""The decision basis as a document. Written in Swedish, like everything
that a Swedish authority decides on."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.documents import DocumentKind, freeze, order, register, thaw
from core.documents.parts import KeyFigure, Milestone, Section
from core.models import IssuedDocument
from procurements.case_rows import BASIS
from procurements.models import Procurement

if TYPE_CHECKING:
    from core.actors import Actor

LANGUAGE = "sv"


@dataclass(frozen=True, kw_only=True)
class BasisContent:
    """What the decision basis says, ready worded."""

    proposal: Section
    figures: tuple[KeyFigure, ...] = ()
    in_favour: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    alternatives: Section | None = None
    timeline_heading: str = ""
    milestones: tuple[Milestone, ...] = ()
    sections: tuple[Section, ...] = ()


def content_of(case: Procurement) -> BasisContent:
    """The context of the document as the case stands now."""
    from procurements.basis import write_basis

    with translation.override(LANGUAGE):
        return write_basis(case)


def order_basis(case: Procurement, *, by: "Actor") -> IssuedDocument:
    """Order the next version; a worker makes the file after commit."""
    with translation.override(LANGUAGE):
        title = _("Employment requirement in “{title}”").format(title=case.title)
    return order(
        DECISION_BASIS,
        case,
        context=content_of(case),
        title=title[:200],
        authority=case.authority,
        by=by,
        diary_number=case.diary_number,
        language=LANGUAGE,
    )


def basis_to_sign(case: Procurement) -> IssuedDocument | None:
    """The latest version if it says exactly what would be written now, issued or being made."""
    latest = IssuedDocument.objects.about(case).filter(kind=BASIS, edition=0).first()
    if latest is None or latest.context != freeze(content_of(case)):
        return None
    return latest


def specimen() -> BasisContent:
    """An example for the preview pages and tests."""
    path = Path(__file__).with_name("specimen.json")
    return thaw(BasisContent, json.loads(path.read_text(encoding="utf-8")))


DECISION_BASIS = DocumentKind(
    key=BASIS,
    template="documents/procurements/decision_basis.html",
    context=BasisContent,
    title=gettext_lazy("Decision basis"),
    specimen=specimen,
    is_signed=True,
)


def fill_slots() -> None:
    """Called once the apps are ready."""
    register(DECISION_BASIS)
