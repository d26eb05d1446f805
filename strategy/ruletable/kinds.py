"""The closed word lists of a decision table."""

from enum import StrEnum


class Instrument(StrEnum):
    """What a row recommends."""

    NUMERIC = "numeric"
    DIALOGUE = "dialogue"
    COMBINED = "combined"
    RESERVED = "reserved"
    NONE = "none"


class Nature(StrEnum):
    SERVICES = "services"
    WORKS = "works"
    GOODS = "goods"
    CONCESSION = "concession"


class Form(StrEnum):
    """Forms of purchase that a row may name; an ordinary procurement has none."""

    FRAMEWORK = "framework"
    CALL_OFF = "call_off"
    DIRECT = "direct"


class Measure(StrEnum):
    """Figures of a purchase. SEK without VAT, months with options, persons, share of the value (0 to 1)."""

    VALUE = "value"
    MONTHS = "months"
    PERFORMERS = "performers"
    STAFF_SHARE = "staff_share"


class Comparison(StrEnum):
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"

    @property
    def is_lower(self) -> bool:
        """Does it bound from below?"""
        return self in {Comparison.AT_LEAST, Comparison.MORE_THAN}


class Rounding(StrEnum):
    """What becomes of a part of a place; the published rule does not say."""

    DOWN = "down"
    NEAREST = "nearest"
    UP = "up"


class Subject(StrEnum):
    """What a test is about, beside the measures."""

    NATURE = "nature"
    FORM = "form"
    SECTOR = "sector"
