"""Guards against personal numbers in text boxes where they do not belong."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum import luhn

CO_ORDINATION = 60
LOOKS_LIKE = re.compile(r"(?<!\d)(?:19|20)?\d{6}[-+ ]?\d{4}(?!\d)")


def personal_numbers(text: str) -> list[str]:
    """The personal numbers in a text: right length, possible birth date, right check digit."""
    return [found for found in LOOKS_LIKE.findall(text) if _is_personal_number(found)]


def warn_of_personal_number(text: str) -> str:
    """The text as it is, or an error beside the field when it holds a personal number."""
    if personal_numbers(text):
        raise ValidationError(
            _("Take away the personal number. It must not be written here."), code="personal"
        )
    return text


def looks_like_a_name(text: str) -> bool:
    """Two words or more that all begin with a capital, as "Ali Hassan": most often somebody's name. A warning
    only, since "Röda Laget" looks the same."""
    words = text.replace("-", " ").split()
    return len(words) > 1 and all(word[0].isupper() and word[1:].islower() for word in words)


def _is_personal_number(text: str) -> bool:
    """Check digit right and a possible birth day; co-ordination numbers have sixty added to the day."""
    digits = "".join(sign for sign in text if sign.isdigit())[-10:]
    month, day = int(digits[2:4]), int(digits[4:6])
    day = day - CO_ORDINATION if day > CO_ORDINATION else day
    return 1 <= month <= 12 and 1 <= day <= 31 and luhn.is_valid(digits)
