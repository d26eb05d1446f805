"""The requirement as a document for a word processor, to be put into the procurement documents."""

import io

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from procurements.clauses import LANGUAGE
from procurements.models import Requirement
from procurements.requirement_text import RequirementText

FONT = "Calibri"


def as_docx(requirement: Requirement, text: RequirementText) -> bytes:
    """Title, chapters as headings, numbered clauses; marked as Swedish. Names no person."""
    case = requirement.lot.procurement
    document = Document()
    _set_up(document, title=f"{text.title} – {case.title}")
    document.add_heading(text.title, level=0)
    document.add_paragraph(" · ".join(filter(None, [case.title, case.diary_number, str(case.authority)])))
    for chapter in text.chapters:
        document.add_heading(f"{chapter.number}. {chapter.heading}", level=1)
        for clause in chapter.clauses:
            document.add_paragraph(f"{clause.number}\t{clause.text}")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: "Document", *, title: str) -> None:  # type: ignore[valid-type]
    document.core_properties.title = title  # type: ignore[attr-defined]
    document.core_properties.author = "Insteg"  # type: ignore[attr-defined]
    document.core_properties.language = "sv-SE"  # type: ignore[attr-defined]
    normal = document.styles["Normal"]  # type: ignore[attr-defined]
    normal.font.name, normal.font.size = FONT, Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), f"{LANGUAGE}-SE")
    normal.element.get_or_add_rPr().append(language)
