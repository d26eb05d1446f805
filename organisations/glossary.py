"""The words of the product, from one data file (docs/glossary.yaml): shown as a page and as term help, and
guarded: `forbidden_words()` says which words no page, mail or document may use."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from django.conf import settings

from core.sortkeys import swedish_sort_key

GLOSSARY_PATH = settings.BASE_DIR / "docs" / "glossary.yaml"


@dataclass(frozen=True)
class Term:
    """One word: `term` in code, `name` on screen, `other` in the other language."""

    term: str
    name: str
    other: str
    meaning: str


@dataclass(frozen=True)
class ForbiddenWord:
    """A word that must not stand in what people read. `always`: in every sense."""

    word: str
    instead: str
    always: bool
    about: str = ""

    def is_in(self, text: str) -> bool:
        """Does the word, also inflected or as the first part of a compound, stand in the text?"""
        return re.search(rf"\b{re.escape(self.word)}", text, re.IGNORECASE) is not None


@dataclass(frozen=True)
class Glossary:
    """The file as it stands."""

    rows: tuple[dict[str, Any], ...]
    forbidden: tuple[ForbiddenWord, ...]

    def in_language(self, language: str) -> list[Term]:
        """All terms for a reader of `language` ("sv" or "en"), in alphabetical order."""
        other = "en" if language == "sv" else "sv"
        terms = [
            Term(row["term"], row[language], row[other], row[f"meaning_{language}"]) for row in self.rows
        ]
        return sorted(terms, key=lambda term: swedish_sort_key(term.name))

    def meaning(self, term: str, *, language: str) -> str:
        """What a code term means; a term that is not in the file is a programming error."""
        return next(str(row[f"meaning_{language}"]) for row in self.rows if row["term"] == term)


@cache
def glossary() -> Glossary:
    """Read once in the life of the process."""
    data = yaml.safe_load(GLOSSARY_PATH.read_text(encoding="utf-8"))
    return Glossary(tuple(data["terms"]), tuple(ForbiddenWord(**row) for row in data["forbidden"]))


def forbidden_words() -> list[str]:
    """Words that are wrong in every sense."""
    return [row.word for row in glossary().forbidden if row.always]
