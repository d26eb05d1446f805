"""The requirement as text: clauses in our own words, filled in from the parameters. Always in Swedish.

A clause is a sequence of pieces; a piece that comes from a parameter carries its name, so that the page can
tint it. Which clauses there are follows from the kind of requirement.
"""

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext as _

from procurements.clause_writers import CHAPTERS
from procurements.models.requirement import Requirement
from procurements.models.terms import RequirementTerms
from procurements.requirement_text import Chapter, Clause, Piece, RequirementText, Sentence

LANGUAGE = "sv"


def text_of(requirement: Requirement) -> RequirementText:
    """The text as it stands now."""
    return render(requirement, own_passage=requirement.own_passage)


def render(terms: RequirementTerms, *, own_passage: str = "") -> RequirementText:
    """Clauses for the parameters; own passages come last, each paragraph a clause."""
    with translation.override(LANGUAGE):
        written = [(heading(), tuple(write(terms))) for heading, write in CHAPTERS]
        written.append((_("Own conditions"), tuple(_own(own_passage))))
        title = _("Special contract condition: employment requirement")
        return RequirementText(title, tuple(_numbered(written)))


def _numbered(written: Iterable[tuple[str, tuple[Sentence, ...]]]) -> Iterable[Chapter]:
    kept = [(heading, sentences) for heading, sentences in written if sentences]
    for number, (heading, sentences) in enumerate(kept, start=1):
        clauses = (Clause(f"{number}.{n}", pieces) for n, pieces in enumerate(sentences, start=1))
        yield Chapter(number, heading, tuple(clauses))


def _own(passage: str) -> Iterable[Sentence]:
    for paragraph in passage.splitlines():
        if paragraph.strip():
            yield (Piece(paragraph.strip(), "own_passage"),)
