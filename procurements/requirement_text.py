"""What the text of a requirement is made of: pieces, clauses, chapters."""

import re
from dataclasses import dataclass, replace

_PLACE = re.compile(r"(\{\w+\})")
_HEADING = re.compile(r"(\d+)\. (.+)")
_CLAUSE = re.compile(r"(\d+\.\d+) (.+)")
BLANK = "…"


@dataclass(frozen=True)
class Piece:
    """A run of text; `parameter` names the field it was filled in from, else ""."""

    text: str
    parameter: str = ""


@dataclass(frozen=True)
class Clause:
    """A numbered paragraph."""

    number: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Chapter:
    """A heading with its clauses."""

    number: int
    heading: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class RequirementText:
    """The whole text."""

    title: str
    chapters: tuple[Chapter, ...]

    @property
    def plain(self) -> str:
        """As plain text, to be copied into another system."""
        lines = [self.title]
        for chapter in self.chapters:
            lines += ["", f"{chapter.number}. {chapter.heading}"]
            lines += [f"{clause.number} {clause.text}" for clause in chapter.clauses]
        return "\n".join(lines) + "\n"


Sentence = tuple[Piece, ...]


def read_back(plain: str) -> RequirementText:
    """The text from its plain form, as a version keeps it: what was published stays as it was written."""
    title, *lines = plain.splitlines() or [""]
    chapters: list[Chapter] = []
    for line in lines:
        if found := _CLAUSE.fullmatch(line):
            clause = Clause(found[1], (Piece(found[2]),))
            chapters[-1] = replace(chapters[-1], clauses=(*chapters[-1].clauses, clause))
        elif found := _HEADING.fullmatch(line):
            chapters.append(Chapter(int(found[1]), found[2], ()))
    return RequirementText(title, tuple(chapters))


def fill(template: str, **values: str) -> Sentence:
    """The template with its places filled in; each value keeps the name of its parameter."""
    pieces = []
    for part in _PLACE.split(template):
        if part.startswith("{"):
            name = part.strip("{}")
            pieces.append(Piece(values[name] or BLANK, name))
        elif part:
            pieces.append(Piece(part))
    return tuple(pieces)
