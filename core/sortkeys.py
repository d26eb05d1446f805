"""Swedish order (… Z Å Ä Ö) as a stored key, the same on every PostgreSQL.

The key is compared byte by byte (collation "C"), so no database locale or ICU build decides the order.
"""

import re
import unicodedata
from typing import Any

from django.db import models

# "{" is the byte after "z". Ü is a Y and Æ, Ø are Ä, Ö in Swedish order (Svenska skrivregler).
_SWEDISH = str.maketrans(
    {"å": "{1", "ä": "{2", "æ": "{2", "ö": "{3", "ø": "{3", "ü": "y", "ð": "d", "þ": "th"}
)
_DIGITS = re.compile(r"\d+")
_OTHER = re.compile(r"[^0-9a-z{ ]+")
KEY_LENGTH = 300


def swedish_sort_key(text: str) -> str:
    """The key under which `text` is listed: letters in Swedish order, numbers by value, then as written."""
    folded = unicodedata.normalize("NFC", text).casefold()
    letters = unicodedata.normalize("NFKD", folded.translate(_SWEDISH))
    plain = _OTHER.sub(" ", "".join(c for c in letters if not unicodedata.combining(c)))
    by_value = _DIGITS.sub(lambda number: number.group().lstrip("0").zfill(8), " ".join(plain.split()))
    return f"{by_value}\t{folded}"[:KEY_LENGTH]


class Sorted(models.Model):
    """A row that stands in lists: keeps `sort_key` in step with the field named by `sort_source`."""

    sort_source = "name"
    sort_key = models.CharField(max_length=KEY_LENGTH, editable=False, db_index=True, db_collation="C")

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = swedish_sort_key(str(getattr(self, self.sort_source)))
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "sort_key"}
        super().save(*args, **kwargs)
