"""What must never reach a document: personal identity numbers, and signs that our fonts cannot print."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from stdnum import luhn

from core.rules import RuleBroken

FONTS = Path(settings.STATICFILES_DIRS[0]) / "fonts" / "document"
_IDENTITY_NUMBER = re.compile(r"(?<![\d-])(?:19|20)?\d{2}(?P<month>\d{2})(?P<day>\d{2})[-+ ]?\d{4}(?![\d-])")
_INVISIBLE = frozenset("\n\t\r")


def check_texts(stored: Any) -> None:
    """Refuse a frozen context that could not be printed or that names a person by number."""
    for text in _texts(stored):
        if any(_is_identity_number(match) for match in _IDENTITY_NUMBER.finditer(text)):
            raise RuleBroken(
                _("A personal identity number must not stand in a document. Take it away and try again.")
            )
        if strange := unprintable(text):
            raise RuleBroken(
                _("The sign “{sign}” cannot be printed. Write it in another way and try again.").format(
                    sign=strange
                )
            )


def unprintable(text: str) -> str:
    """The first sign that one of our fonts lacks, or nothing."""
    return next((sign for sign in text if sign not in _INVISIBLE and ord(sign) not in printable()), "")


@lru_cache(maxsize=1)
def printable() -> frozenset[int]:
    """The code points that every weight of the document font has."""
    from fontTools.ttLib import TTFont  # heavy: loaded with the first document only

    return frozenset.intersection(
        *(frozenset(TTFont(path).getBestCmap()) for path in sorted(FONTS.glob("*.ttf")))
    )


def _texts(stored: Any) -> Iterator[str]:
    if isinstance(stored, str):
        yield stored
    elif isinstance(stored, dict | list):
        for item in stored.values() if isinstance(stored, dict) else stored:
            yield from _texts(item)


def _is_identity_number(match: re.Match[str]) -> bool:
    """Of a person: the third pair is a month, which it never is in an organisation number. Day 61-91: co-ordination."""
    month, day = int(match["month"]), int(match["day"])
    digits = re.sub(r"\D", "", match.group())[-10:]
    return 1 <= month <= 12 and 1 <= (day - 60 if day > 60 else day) <= 31 and luhn.is_valid(digits)
