"""Text as it comes out of a word processor, a PDF or a web page, made into text that can be kept and printed.

Signs that nobody sees and nobody meant (zero-width spaces, marks of direction, control codes) are taken away,
so that they hide no word from a search and stop no document; a word processor's own bullets, line breaks
and spaces become ordinary ones. What somebody can see (curly quotes, dashes, hard spaces) is left as it is.
"""

import unicodedata

from django.http import QueryDict

BULLETS = "\uf0b7\uf0a7\uf0d8\uf076\uf0fc\u25cf\u25aa\u25ab\u25e6\u2023"  # Symbol, Wingdings and their kin
LINE_ENDS = "\v\f\x85\u2028\u2029"
LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}  # out of a PDF
JOINERS = "\u200c\u200d"  # belong to the spelling of some languages
TABLE = str.maketrans(
    {
        **dict.fromkeys(BULLETS, "•"),
        **dict.fromkeys(LINE_ENDS, "\n"),
        **LIGATURES,
        **dict.fromkeys("\u2010\u2011", "-"),  # the latter does not break
        **dict.fromkeys("\u2007\u202f", "\xa0"),
        **dict.fromkeys("\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u205f\u3000", " "),
    }
)
KEPT = "\n\r\t" + JOINERS


def plain(text: str) -> str:
    """The same text without what nobody sees, with letters composed (å is one sign)."""
    if text.isascii() and text.isprintable():
        return text
    seen = (sign for sign in text.translate(TABLE) if sign in KEPT or is_seen(sign))
    return unicodedata.normalize("NFC", "".join(seen))


def is_seen(sign: str) -> bool:
    """Not a control code, a mark that only steers how text is laid out, or half a sign."""
    return unicodedata.category(sign) not in {"Cc", "Cf", "Cs"}


def plain_values(sent: QueryDict) -> QueryDict:
    """The same form with every value made plain."""
    found = QueryDict(mutable=True, encoding=sent.encoding)
    for name, values in sent.lists():
        found.setlist(name, [plain(value) for value in values])
    found._mutable = False
    return found
