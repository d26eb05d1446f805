"""What must never reach a document: personal identity numbers, and signs that our fonts cannot print."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from core.privacy import personal_numbers
from core.rules import RuleBroken

FONTS = Path(settings.STATICFILES_DIRS[0]) / "fonts" / "document"
_INVISIBLE = frozenset("\n\t\r")


def check_texts(stored: Any) -> None:
    """Refuse a frozen context that could not be printed or that names a person by number."""
    for text in _texts(stored):
        if personal_numbers(text):
            raise RuleBroken(_("A personal number must not stand in a document. Take it away and try again."))
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
    from fontTools.ttLib import TTFont  # heavy: not loaded with the rooms

    return frozenset.intersection(
        *(frozenset(TTFont(path).getBestCmap()) for path in sorted(FONTS.glob("*.ttf")))
    )


def _texts(stored: Any) -> Iterator[str]:
    if isinstance(stored, str):
        yield stored
    elif isinstance(stored, dict | list):
        for item in stored.values() if isinstance(stored, dict) else stored:
            yield from _texts(item)
