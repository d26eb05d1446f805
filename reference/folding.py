"""Text as it is searched: small letters, å ä ö kept, other accents and signs gone.

PostgreSQL's own folding depends on the database's locale (under "C" it leaves Å Ä Ö alone), so both what is
stored and what is asked for are folded here.
"""

import re
import unicodedata

_RARE_LETTER = re.compile(r"[^\x00-\x7fåäö]")
_NOT_A_WORD = re.compile(r"[^0-9a-zåäö]+")


def fold(text: str) -> str:
    """Words in small letters with one space between them; empty when there is no letter or digit."""
    small = unicodedata.normalize("NFC", text).casefold()
    plain = _RARE_LETTER.sub(lambda letter: unicodedata.normalize("NFKD", letter.group())[0], small)
    return _NOT_A_WORD.sub(" ", plain).strip()


def searchable(label_sv: str, label_en: str) -> str:
    """Both labels as one stored text in which a word's beginning is a space and a label's end is " |"
    or the end."""
    return f" {fold(label_sv)} | {fold(label_en)} "
