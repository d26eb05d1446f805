"""The requirement as text: clauses in our own words, filled in from the parameters. Always in Swedish.

A clause is a sequence of pieces; a piece that comes from a parameter carries its name, so that the page can
tint it. Which clauses there are follows from the kind of requirement.
"""

import re
from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext as _

from procurements.clause_writers import CHAPTERS, Frame
from procurements.models.requirement import Requirement
from procurements.models.terms import RequirementTerms
from procurements.requirement_text import Chapter, Clause, Piece, RequirementText, Sentence, read_back
from procurements.states import RequirementState

LANGUAGE = "sv"
SIDE_CONDITION = Frame()
# What stands before a line of a list that was pasted; the clause has its number instead.
BULLET = re.compile(r"^\s*(?:[•·▪◦‣]\s*|[-–—*](?:\s+|$)|o\t\s*)")


def text_of(requirement: Requirement) -> RequirementText:
    """The text as it stands now."""
    frame = Frame(law=requirement.lot.procurement.law, buys_places=requirement.buys_places)
    return render(requirement, own_passage=requirement.own_passage, frame=frame)


def standing_text(requirement: Requirement) -> RequirementText:
    """What is read, approved and copied out: of a draft as it is written now; once it was sent in, the text
    that was kept then, word for word, whatever the clauses would say today."""
    if requirement.state == RequirementState.DRAFT:
        return text_of(requirement)
    version = requirement.versions.order_by("-number").first()
    return read_back(version.text) if version else text_of(requirement)


def render(
    terms: RequirementTerms, *, own_passage: str = "", frame: Frame = SIDE_CONDITION
) -> RequirementText:
    """Clauses for the parameters; own passages come last, each paragraph a clause."""
    with translation.override(LANGUAGE):
        written = [(heading(), tuple(write(terms, frame))) for heading, write in CHAPTERS]
        written.append((_("Own conditions"), tuple(_own(own_passage))))
        title = _("Special contract condition: employment requirement")
        if frame.buys_places:
            title = _("What is bought: occupation places")
        return RequirementText(title, tuple(_numbered(written)))


def _numbered(written: Iterable[tuple[str, tuple[Sentence, ...]]]) -> Iterable[Chapter]:
    kept = [(heading, sentences) for heading, sentences in written if sentences]
    for number, (heading, sentences) in enumerate(kept, start=1):
        clauses = (Clause(f"{number}.{n}", pieces) for n, pieces in enumerate(sentences, start=1))
        yield Chapter(number, heading, tuple(clauses))


def _own(passage: str) -> Iterable[Sentence]:
    for paragraph in passage.splitlines():
        if text := BULLET.sub("", paragraph).strip():
            yield (Piece(text, "own_passage"),)
