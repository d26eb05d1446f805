"""Guards against personal numbers in text boxes where they do not belong."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum.exceptions import ValidationError as NumberError
from stdnum.se import personnummer

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


def _is_personal_number(text: str) -> bool:
    try:
        personnummer.validate(text.replace(" ", "-"))
    except NumberError:
        return False
    return True
