"""Small numbers in words, for headings that count: "Two details need correcting"."""

from django.utils.translation import pgettext_lazy

WORDS = (
    pgettext_lazy("number", "no"),
    pgettext_lazy("number", "one"),
    pgettext_lazy("number", "two"),
    pgettext_lazy("number", "three"),
    pgettext_lazy("number", "four"),
    pgettext_lazy("number", "five"),
    pgettext_lazy("number", "six"),
    pgettext_lazy("number", "seven"),
    pgettext_lazy("number", "eight"),
    pgettext_lazy("number", "nine"),
    pgettext_lazy("number", "ten"),
    pgettext_lazy("number", "eleven"),
    pgettext_lazy("number", "twelve"),
)


def in_words(number: int) -> str:
    """0 to 12 in words, as text style asks for; larger numbers in figures."""
    return str(WORDS[number]) if 0 <= number < len(WORDS) else str(number)
